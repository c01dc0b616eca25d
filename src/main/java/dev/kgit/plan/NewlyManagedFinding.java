package dev.kgit.plan;

import dev.kgit.kind.FindingText;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is there already, made by somebody by hand: an apply makes it this project's, to be pruned later. */
final class NewlyManagedFinding {

    private NewlyManagedFinding() {}

    /** KG222; empty where there is nothing of it, or no ledger to keep it in. */
    static Optional<Diagnostic> told(PlanInputs planInputs) {
        if (!planInputs.applied().isKnown()) {
            return Optional.empty();
        }
        SortedSet<ResourceId> taken = new TreeSet<>();
        planInputs.desired().state().resources().values().stream()
                .filter(resource -> isTaken(resource, planInputs))
                .forEach(resource -> taken.add(resource.id()));
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Diagnostic.info(
                        "KG222",
                        "not made by this project, and its own once this is applied: "
                                + FindingText.abbreviated(
                                        taken.stream().map(ResourceId::toString).toList()))
                .withHint("from then on, what is declared no longer is an orphan, which `prune: true` deletes;"
                        + " `kgit forget -e "
                        + planInputs.desired().environment().name() + " ID` lets it go"));
    }

    private static boolean isTaken(Resource resource, PlanInputs planInputs) {
        ResourceId id = resource.id();
        return !planInputs.applied().managed().containsKey(id)
                && planInputs.live().state().get(id) != null
                && !resource.lifecycle().absent()
                && !resource.lifecycle().isConnectInternal()
                && !planInputs.owners().containsKey(id)
                && planInputs.options().target().test(id);
    }
}
