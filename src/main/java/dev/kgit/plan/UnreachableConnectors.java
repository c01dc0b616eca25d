package dev.kgit.plan;

import dev.kgit.cluster.LiveState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Connectors of this project whose Connect cluster is not in environment.yaml any more: nobody asks for them, so nobody
 * deletes them, and nobody knows how they are.
 */
final class UnreachableConnectors {

    private static final String CODE = "KG220";
    private static final String MESSAGE =
            "applied before by this project, declared no longer, and out of reach, since environment.yaml does not name ";

    private UnreachableConnectors() {}

    /** For the plan as a whole: nothing is done about them. */
    static Optional<Diagnostic> told(PlanInputs planInputs) {
        SortedSet<ResourceId> left = in(planInputs);
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(Diagnostic.warning(
                                CODE, MESSAGE + "their Connect cluster any more: " + PlanFindings.names(left))
                        .withHint(
                                "to delete them, put it back under `connect:`, apply without them, and take it out then;"
                                        + " to leave them running, let them go with `kgit forget -e "
                                        + planInputs.desired().environment().name() + " ID`"));
    }

    /** For drift: what was not asked about is neither as it was applied nor otherwise. */
    static List<LiveState.ReadFailure> readFailures(PlanInputs planInputs) {
        return in(planInputs).stream()
                .filter(id -> looksAfter(planInputs.applied().managed().get(id)))
                .map(id -> new LiveState.ReadFailure(
                        id, readFailure(id, planInputs.desired().environment().name())))
                .toList();
    }

    private static Diagnostic readFailure(ResourceId id, String environment) {
        String cluster = id.scope();
        return Diagnostic.warning(CODE, MESSAGE + "its Connect cluster any more")
                .withHint("to have it looked at, put " + cluster
                        + " back under `connect:`; to leave it running, let it go with `kgit forget -e "
                        + environment + " " + id + "`")
                .withSubject(id);
    }

    private static boolean looksAfter(@Nullable ManagedResource managed) {
        return managed != null && managed.isLookedAfter();
    }

    private static SortedSet<ResourceId> in(PlanInputs planInputs) {
        return planInputs.applied().managed().keySet().stream()
                .filter(id -> planInputs.desired().state().get(id) == null)
                .filter(planInputs::isOutOfReach)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
