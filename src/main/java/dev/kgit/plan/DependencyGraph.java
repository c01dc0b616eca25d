package dev.kgit.plan;

import dev.kgit.diff.ChangeType;
import dev.kgit.diff.Diff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.Kinds;
import dev.kgit.kind.PlanView;
import dev.kgit.model.DependencyOrder;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What has to be done before what: what a resource names, before it; what keeps the state of a scope, before all that lives in
 * it; {@code dependsOn}; deletes the other way round, and after all else. What waits for nothing goes kind by kind.
 */
final class DependencyGraph {

    private final SortedMap<ResourceId, ResourceDiff> rows = new TreeMap<>();
    private final SortedMap<ResourceId, SortedSet<ResourceId>> needs = new TreeMap<>();

    private final Kinds kinds;
    private final PlanView plan;
    private final SortedSet<ResourceId> deleted;

    DependencyGraph(Diff diff, Kinds kinds, PlanView plan) {
        this.kinds = kinds;
        this.plan = plan;
        this.deleted = DependentResources.deleted(diff.differences());
        diff.differences().forEach(difference -> rows.put(difference.id(), difference));
        rows.keySet().forEach(id -> needs.put(id, new TreeSet<>()));
        Map<String, SortedSet<ResourceId>> internal = byScope();
        for (ResourceDiff row : rows.values()) {
            relate(row, row.desired());
            internal.getOrDefault(row.id().scope(), new TreeSet<>()).forEach(other -> need(row, other));
            if (row.live() != null) {
                relate(row, row.live());
            }
            row.desired().lifecycle().dependsOn().forEach(other -> need(row, other));
        }
    }

    /** Rows of this plan that have to be done before this one. */
    SortedSet<ResourceId> dependenciesOf(ResourceId id) {
        return needs.getOrDefault(id, new TreeSet<>());
    }

    /** All rows in the order of applying: by need, then deletes last, then kind by kind, then by id. */
    List<ResourceId> order() {
        Comparator<ResourceId> deletesLast = Comparator.comparing(this::isDelete);
        return DependencyOrder.of(
                needs,
                deletesLast
                        .thenComparingInt(id -> isDelete(id) ? -kinds.rank(id) : kinds.rank(id))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Rows that wait for one another in a circle; empty where all is well. */
    SortedSet<ResourceId> cycle() {
        SortedSet<ResourceId> stuck = new TreeSet<>(rows.keySet());
        order().forEach(stuck::remove);
        return stuck;
    }

    /** What keeps the state of a scope, such as the internal topics of a Connect cluster. */
    private Map<String, SortedSet<ResourceId>> byScope() {
        Map<String, SortedSet<ResourceId>> byScope = new TreeMap<>();
        for (ResourceDiff row : rows.values()) {
            String scope = row.desired().lifecycle().connectCluster();
            if (scope != null) {
                byScope.computeIfAbsent(scope, none -> new TreeSet<>()).add(row.id());
            }
        }
        return byScope;
    }

    private void relate(ResourceDiff row, Resource resource) {
        kinds.of(row.id()).references(resource, deleted, plan).forEach(other -> need(row, other));
    }

    /** The row needs the other one; where the other one goes away, the row has to let go of it first. */
    private void need(ResourceDiff row, ResourceId other) {
        ResourceDiff otherRow = rows.get(other);
        if (otherRow == null || other.equals(row.id())) {
            return;
        }
        if (otherRow.changeType() == ChangeType.DELETE) {
            dependenciesOf(other).add(row.id());
        } else if (row.changeType() != ChangeType.DELETE) {
            dependenciesOf(row.id()).add(other);
        }
    }

    private boolean isDelete(ResourceId id) {
        ResourceDiff row = rows.get(id);
        return row != null && row.changeType() == ChangeType.DELETE;
    }
}
