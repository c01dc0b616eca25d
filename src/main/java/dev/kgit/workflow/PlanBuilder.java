package dev.kgit.workflow;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.ValidationFinding;
import dev.kgit.model.ResourceId;
import dev.kgit.plan.Plan;
import dev.kgit.plan.PlanDraft;
import dev.kgit.plan.PlanInputs;
import dev.kgit.plan.Planner;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes a plan: drafts it, asks the platform what speaks against it, and judges. */
final class PlanBuilder {

    private final Cluster cluster;
    private final Checks checks;
    private final Timings timings;

    /** Which parts of the platform are asked to judge a plan. */
    record Checks(boolean broker, boolean connect) {}

    PlanBuilder(Cluster cluster, Checks checks, Timings timings) {
        this.cluster = cluster;
        this.checks = checks;
        this.timings = timings;
    }

    Plan plan(PlanInputs planInputs) {
        Planner planner = new Planner(planInputs);
        PlanDraft draft = timings.of("diff", planner::draft);
        SortedMap<ResourceId, Evidence> evidence =
                draft.evidenceRequests().isEmpty() ? new TreeMap<>() : cluster.evidence(draft.evidenceRequests());
        List<ValidationFinding> objections = objections(draft);
        return timings.of("plan", () -> planner.plan(draft, evidence, objections));
    }

    private List<ValidationFinding> objections(PlanDraft draft) {
        var asked = draft.allOperations().stream()
                .filter(action -> action.id().isScoped() ? checks.connect() : checks.broker())
                .toList();
        return asked.isEmpty() ? List.of() : cluster.validate(asked);
    }
}
