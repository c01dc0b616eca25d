package dev.kgit.plan;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.ObservedState;
import dev.kgit.kind.InternalResources;
import dev.kgit.kind.Kinds;
import dev.kgit.model.ResourceId;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A live reading as the differ sees it. */
public final class LiveView {

    private LiveView() {}

    /** Everything that was read, short of what no plan speaks of. */
    public static ObservedState in(LiveState live, Kinds kinds, InternalResources internal) {
        Map<ResourceId, String> incarnations = new HashMap<>();
        live.statuses().forEach((id, status) -> {
            if (!status.incarnation().isEmpty()) {
                incarnations.put(id, status.incarnation());
            }
        });
        SortedSet<ResourceId> others = new TreeSet<>(live.others());
        others.removeIf(internal::isHidden);
        return new ObservedState(
                live.state(),
                incarnations,
                kinds.fieldRules(live),
                live.readFailures().stream().map(LiveState.ReadFailure::id).collect(Collectors.toSet()),
                others);
    }
}
