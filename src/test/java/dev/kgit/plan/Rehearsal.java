package dev.kgit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.apply.ApplyEvent;
import dev.kgit.apply.ApplyResult;
import dev.kgit.apply.PlanExecutor;
import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.FakeCluster;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Permit;
import dev.kgit.diff.AppliedState;
import dev.kgit.diff.AppliedStates;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.model.Declared;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.model.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Plans and applies against a platform in memory, as the command line does against a real one. */
public final class Rehearsal {

    public final FakeCluster cluster = new FakeCluster().worker("main", "4.3.1");
    public final List<ApplyEvent> events = new ArrayList<>();
    public Environment environment = Declared.environment();
    public AppliedState applied = AppliedState.never();
    public PruneLimits pruneLimits = PruneLimits.NONE;
    public UsedConsents spentConsents = UsedConsents.NONE;
    public Revision revision = Revision.NONE;
    public PlanInputs.Options options = PlanInputs.Options.NONE;
    public final Map<ResourceId, String> owners = new HashMap<>();
    private DesiredState desired = Declared.desired(environment);

    public Rehearsal declare(Declared... declared) {
        desired = Declared.desired(environment, declared);
        return this;
    }

    /** What was applied last: the files said this. */
    public Rehearsal applied(Declared... declared) {
        State state = Declared.state(declared);
        applied = AppliedStates.of(state);
        cluster.read(state::ids)
                .statuses()
                .forEach((id, status) -> applied = AppliedStates.with(applied, id, status.incarnation()));
        return this;
    }

    public PlanInputs planInputs() {
        Set<ResourceId> wanted = new TreeSet<>(desired.state().idsWithFormer());
        wanted.addAll(applied.managed().keySet());
        return planInputs(cluster.read(() -> wanted));
    }

    private PlanInputs planInputs(LiveState live) {
        Map<ResourceId, Owner> others = new HashMap<>();
        owners.forEach((id, name) -> others.put(id, new Owner(name, Owner.Claim.MANAGES)));
        return new PlanInputs(
                BuiltInKinds.ALL,
                desired,
                live,
                applied,
                pruneLimits,
                spentConsents,
                others,
                revision,
                options,
                List.of());
    }

    public Plan plan() {
        Planner planner = new Planner(planInputs());
        PlanDraft draft = planner.draft();
        SortedMap<ResourceId, Evidence> evidence = cluster.evidence(draft.evidenceRequests());
        return planner.plan(draft, evidence, cluster.validate(draft.allOperations()));
    }

    public ApplyResult apply(Plan plan) {
        return apply(plan, cluster);
    }

    /** The same by way of a cluster that is in the way of the one in memory. */
    public ApplyResult apply(Plan plan, Cluster through) {
        PlanExecutor executor = new PlanExecutor(
                through,
                BuiltInKinds.ALL::rank,
                fresh -> Planner.differences(planInputs(fresh)).differences().stream()
                        .map(ResourceDiff::id)
                        .collect(Collectors.toSet()),
                events::add,
                Permit.ALWAYS,
                (applied, wave) -> {},
                Duration.ofMillis(200));
        return executor.run(plan);
    }

    /** The change of that id; fails where the plan has none. */
    public static ResourceChange change(Plan plan, String id) {
        return plan.changes().stream()
                .filter(change -> change.id().toString().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no change of " + id + " in " + plan.changes()));
    }

    /** What is said of a resource of the plan. */
    List<String> codes(String id) {
        return change(plan(), id).findings().stream().map(Diagnostic::code).toList();
    }

    /** That the row is blocked, and the finding that says why. */
    Diagnostic assertBlocked(String id, String code) {
        Plan plan = plan();
        assertThat(plan.isApplicable()).isFalse();
        ResourceChange change = change(plan, id);
        assertThat(change.isBlocked()).isTrue();
        return change.findings().stream()
                .filter(finding -> finding.code().equals(code) && finding.isError())
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " is not among " + change.findings()));
    }
}
