package dev.kgit.plan;

import dev.kgit.diff.Diff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** What is to be said about a plan as a whole. */
final class PlanFindings {

    private static final int MOST_NAMES = 10;

    private PlanFindings() {}

    static List<Diagnostic> diagnostics(
            PlanGuardContext context, List<ResourceChange> changes, DependencyGraph ordering, Pruning pruning) {
        PlanInputs planInputs = context.planInputs();
        Diff diff = context.diff();
        List<Diagnostic> diagnostics = new ArrayList<>(planInputs.desired().warnings());
        diagnostics.addAll(planInputs.remarks());
        emptyState(planInputs, diagnostics);
        dirtyTree(planInputs, diagnostics);
        SortedSet<ResourceId> circle = ordering.cycle();
        if (!circle.isEmpty()) {
            diagnostics.add(Diagnostic.error("KG158", "these wait for one another: " + names(circle))
                    .withHint("take one of the dependsOn away"));
        }
        pruning.left(diff.orphans())
                .forEach((why, left) -> diagnostics.add(Diagnostic.info(
                                "KG216",
                                "applied before by this project, declared no longer, and left alone (" + why + "): "
                                        + names(left))
                        .withHint(Pruning.hint(
                                why, planInputs.desired().environment().name()))));
        UnreachableConnectors.told(planInputs).ifPresent(diagnostics::add);
        for (ResourceId id : diff.recreated()) {
            diagnostics.add(Diagnostic.warning(
                            "KG161",
                            id + " is not the " + id.kind()
                                    + " that was applied: somebody deleted it and created it again")
                    .withSubject(id));
        }
        diagnostics.addAll(planInputs.live().platform().foreignConnectClusters().values());
        planInputs.kinds().all().forEach(kind -> diagnostics.addAll(kind.planFindings(context)));
        diagnostics.addAll(planInputs.live().platform().twins());
        otherOwners(planInputs, diff, diagnostics);
        NewlyManagedFinding.told(planInputs).ifPresent(diagnostics::add);
        UsedConsentFindings.told(planInputs, changes).ifPresent(diagnostics::add);
        return diagnostics;
    }

    /**
     * What another project manages and this one declares just the same: nothing differs today, and the two fight tomorrow.
     * What differs is told at its row.
     */
    private static void otherOwners(PlanInputs planInputs, Diff diff, List<Diagnostic> diagnostics) {
        Set<ResourceId> rows = diff.differences().stream().map(ResourceDiff::id).collect(Collectors.toSet());
        planInputs.desired().state().resources().forEach((id, resource) -> {
            Owner owner = planInputs.owners().get(id);
            boolean alone = resource.lifecycle().absent() || rows.contains(id);
            if (owner != null && !alone && planInputs.options().target().test(id)) {
                boolean consented = planInputs.mayManage(id)
                        || owner.name().startsWith(planInputs.desired().project() + "/");
                String message = planInputs.isOwned(id) ? owner.toldToo(id) : owner.told(id);
                diagnostics.add((consented ? Diagnostic.warning("KG214", message) : Diagnostic.error("KG214", message))
                        .withHint(owner.advice(id, planInputs.here()) + "; to take it over, say `allow: [take-over]`")
                        .withPlace(resource.place())
                        .withSubject(id));
            }
        });
    }

    /** A wrong folder or branch looks like this. */
    private static void emptyState(PlanInputs planInputs, List<Diagnostic> diagnostics) {
        boolean empty = planInputs.desired().state().resources().isEmpty();
        if (empty) {
            int managed = planInputs.applied().managed().size();
            String before = managed == 1 ? "1 resource was" : managed + " resources were";
            String message =
                    "the environment declares nothing" + (managed > 0 ? ", and " + before + " applied before" : "");
            boolean refused = managed > 0 && !planInputs.options().opens("KG215");
            diagnostics.add((refused ? Diagnostic.error("KG215", message) : Diagnostic.warning("KG215", message))
                    .withHint("is it the right folder, branch and environment? in an emergency: --allow 'KG215:*'"));
        }
    }

    private static void dirtyTree(PlanInputs planInputs, List<Diagnostic> diagnostics) {
        List<Revision.Uncommitted> uncommitted = planInputs.revision().uncommitted();
        boolean missing = uncommitted.stream().anyMatch(file -> file.kind() == Revision.Kind.MISSING);
        boolean required = planInputs.desired().environment().guards().requireCleanTree();
        if (!planInputs.revision().dirty() || !(required || missing)) {
            return;
        }
        String message =
                "desired-state files differ from the commit" + (uncommitted.isEmpty() ? "" : ": " + files(uncommitted));
        boolean refused = required
                && planInputs.options().applying()
                && !planInputs.options().opens("KG213");
        String told = required && !refused ? message + "; apply would refuse" : message;
        diagnostics.add((refused
                        ? Diagnostic.error("KG213", told)
                        : missing ? Diagnostic.warning("KG213", told) : Diagnostic.info("KG213", told))
                .withHint("commit them first, or set `guards: { requireCleanTree: false }` in environment.yaml;"
                        + " in an emergency: --allow 'KG213:*'"));
    }

    private static String files(List<Revision.Uncommitted> uncommitted) {
        String named = uncommitted.stream()
                .limit(MOST_NAMES)
                .map(Revision.Uncommitted::toString)
                .collect(Collectors.joining(", "));
        int more = uncommitted.size() - MOST_NAMES;
        return more > 0 ? named + " and " + more + " more" : named;
    }

    static String names(SortedSet<ResourceId> ids) {
        String named = ids.stream().limit(MOST_NAMES).map(ResourceId::toString).collect(Collectors.joining(", "));
        return named + (ids.size() > MOST_NAMES ? " and " + (ids.size() - MOST_NAMES) + " more" : "");
    }
}
