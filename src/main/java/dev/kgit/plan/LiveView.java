package dev.kgit.plan;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.ObservedState;
import dev.kgit.model.ResourceId;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A live reading as the differ sees it. */
final class LiveView {

    private LiveView() {}

    static ObservedState in(LiveState live, InternalTopics internal) {
        Map<ResourceId, String> topicIds = new HashMap<>();
        live.topics().forEach((id, facts) -> topicIds.put(id, facts.topicId()));
        SortedSet<ResourceId> others = new TreeSet<>(live.others());
        others.removeIf(internal::isLedger);
        return new ObservedState(
                live.state(),
                topicIds,
                live.types(),
                live.readFailures().stream().map(LiveState.ReadFailure::id).collect(Collectors.toSet()),
                others);
    }
}
