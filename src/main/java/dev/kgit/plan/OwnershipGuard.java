package dev.kgit.plan;

import dev.kgit.diff.ResourceDiff;
import dev.kgit.model.Diagnostic;
import java.util.List;

/** What another project manages is that project's. */
final class OwnershipGuard implements PlanGuard {

    @Override
    public List<Diagnostic> evaluate(ResourceDiff difference, PlanGuardContext context) {
        Owner owner = context.planInputs().owners().get(difference.id());
        if (owner == null) {
            return List.of();
        }
        if (context.planInputs().isOwned(difference.id())) {
            // Taken over before: what they still list is theirs to take out.
            return List.of(Diagnostic.warning("KG214", owner.toldToo(difference.id()))
                    .withPlace(difference.desired().place())
                    .withSubject(difference.id()));
        }
        return List.of(context.findingUnlessAllowed(
                "KG214",
                difference,
                owner.told(difference.id()),
                owner.advice(difference.id(), context.planInputs().here()),
                "take-over",
                difference.desired().place()));
    }
}
