package dev.kgit.cluster;

import dev.kgit.cluster.Cluster.ReadRequest;
import dev.kgit.kinds.principal.PrincipalKind;
import dev.kgit.kinds.topic.TopicDefaults;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** How {@link FakeCluster} tells what is there: its own share of it, without what is hidden. */
record FakeReading(
        FakeTopics topics,
        FakeAcls acls,
        FakeConnectors connectors,
        SortedMap<ResourceId, Diagnostic> hidden,
        Predicate<ResourceId> share) {

    LiveState read(ReadRequest wanted, ClusterInfo platform) {
        SortedSet<ResourceId> there = new TreeSet<>(topics.byId.keySet());
        there.addAll(connectors.byId.keySet());
        there.addAll(acls.principals());
        there.removeIf(id -> !share.test(id));
        SortedSet<ResourceId> asked = new TreeSet<>(wanted.all());
        if (wanted.everything()) {
            there.stream().filter(id -> !isInternal(id)).forEach(asked::add);
        }
        List<Resource> resources = new ArrayList<>();
        SortedMap<ResourceId, ResourceStatus> statuses = new TreeMap<>();
        List<LiveState.ReadFailure> readFailures = new ArrayList<>();
        for (ResourceId id : asked) {
            Diagnostic why = hidden.get(id);
            if (why != null && share.test(id)) {
                readFailures.add(new LiveState.ReadFailure(id, why.withSubject(id)));
            } else if (there.contains(id) && id.isOf(PrincipalKind.NAME)) {
                resources.add(acls.resource(id));
            } else if (there.contains(id)) {
                boolean topic = id.isOf(TopicKind.NAME);
                resources.add(topic ? topics.resource(id) : connectors.resource(id));
                statuses.put(id, topic ? topics.facts(id) : connectors.facts(id));
            }
        }
        SortedSet<ResourceId> others = new TreeSet<>(there);
        others.removeIf(id -> asked.contains(id) || isInternal(id) || hidden.containsKey(id));
        boolean kafka = platform.clusterId() != null;
        return new LiveState(
                platform,
                State.of(resources),
                statuses,
                kafka
                        ? Map.of(
                                TopicKind.NAME,
                                new TopicDefaults(FakeTopics.types(), topics.defaults()),
                                PrincipalKind.NAME,
                                acls.facts())
                        : Map.of(),
                others,
                readFailures);
    }

    private boolean isInternal(ResourceId id) {
        FakeTopics.Topic topic = topics.byId.get(id);
        return topic != null && topic.internal;
    }
}
