package dev.kgit.plan;

import dev.kgit.diff.ChangeType;
import dev.kgit.diff.Diff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done before what: topics before the connectors that read, write or name them, internal topics before
 * every connector of their Connect cluster, {@code dependsOn}; deletes the other way round, and after all else.
 */
final class DependencyGraph {

    private final SortedMap<ResourceId, ResourceDiff> rows = new TreeMap<>();
    private final SortedMap<ResourceId, SortedSet<ResourceId>> needs = new TreeMap<>();

    private final SortedSet<ResourceId> deletedTopics;

    DependencyGraph(Diff diff) {
        deletedTopics = ConnectorTopics.deletedTopics(diff.differences());
        diff.differences().forEach(difference -> rows.put(difference.id(), difference));
        rows.keySet().forEach(id -> needs.put(id, new TreeSet<>()));
        Map<String, SortedSet<ResourceId>> internal = internalTopics();
        for (ResourceDiff row : rows.values()) {
            row.id().asConnector().ifPresent(connector -> {
                relate(row, row.desired(), internal.get(connector.scope()));
                relate(row, row.live(), null);
            });
            row.desired().terms().dependsOn().forEach(other -> need(row, other));
        }
    }

    /** Rows of this plan that have to be done before this one. */
    SortedSet<ResourceId> before(ResourceId id) {
        return needs.getOrDefault(id, new TreeSet<>());
    }

    /** All rows in the order of applying: by need, then deletes last, then by id. */
    List<ResourceId> order() {
        List<ResourceId> ordered = new ArrayList<>();
        SortedMap<ResourceId, SortedSet<ResourceId>> open = new TreeMap<>(needs);
        Map<ResourceId, SortedSet<ResourceId>> followers = followers();
        Map<ResourceId, Integer> missing = new TreeMap<>();
        open.forEach((id, before) -> missing.put(id, before.size()));
        Comparator<ResourceId> deletesLast = Comparator.comparing(this::isDelete);
        TreeSet<ResourceId> ready = new TreeSet<>(deletesLast.thenComparing(Comparator.naturalOrder()));
        missing.forEach((id, count) -> {
            if (count == 0) {
                ready.add(id);
            }
        });
        while (!ready.isEmpty()) {
            ResourceId next = ready.pollFirst();
            ordered.add(next);
            for (ResourceId follower : followers.getOrDefault(next, new TreeSet<>())) {
                if (missing.merge(follower, -1, Integer::sum) == 0) {
                    ready.add(follower);
                }
            }
        }
        return ordered;
    }

    /** Rows that wait for one another in a circle; empty where all is well. */
    SortedSet<ResourceId> circle() {
        SortedSet<ResourceId> stuck = new TreeSet<>(rows.keySet());
        order().forEach(stuck::remove);
        return stuck;
    }

    private Map<ResourceId, SortedSet<ResourceId>> followers() {
        Map<ResourceId, SortedSet<ResourceId>> followers = new TreeMap<>();
        needs.forEach((id, before) -> before.forEach(first ->
                followers.computeIfAbsent(first, none -> new TreeSet<>()).add(id)));
        return followers;
    }

    private Map<String, SortedSet<ResourceId>> internalTopics() {
        Map<String, SortedSet<ResourceId>> internal = new TreeMap<>();
        for (ResourceDiff row : rows.values()) {
            String cluster = row.desired().terms().connectCluster();
            if (cluster != null) {
                internal.computeIfAbsent(cluster, none -> new TreeSet<>()).add(row.id());
            }
        }
        return internal;
    }

    private void relate(ResourceDiff row, @Nullable Resource connector, @Nullable SortedSet<ResourceId> internal) {
        if (connector != null) {
            ConnectorTopics.of(connector).keySet().forEach(topic -> need(row, topic));
            ConnectorTopics.writtenBy(connector).keySet().forEach(topic -> need(row, topic));
            ConnectorTopics.matched(connector, deletedTopics).forEach(topic -> need(row, topic));
        }
        if (internal != null) {
            internal.forEach(topic -> need(row, topic));
        }
    }

    /** The row needs the other one; where the other one goes away, the row has to let go of it first. */
    private void need(ResourceDiff row, ResourceId other) {
        ResourceDiff otherRow = rows.get(other);
        if (otherRow == null || other.equals(row.id())) {
            return;
        }
        if (otherRow.changeType() == ChangeType.DELETE) {
            before(other).add(row.id());
        } else if (row.changeType() != ChangeType.DELETE) {
            before(row.id()).add(other);
        }
    }

    private boolean isDelete(ResourceId id) {
        ResourceDiff row = rows.get(id);
        return row != null && row.changeType() == ChangeType.DELETE;
    }
}
