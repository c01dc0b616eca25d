package dev.kgit.plan;

import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.EvidenceRequest;
import dev.kgit.cluster.Operation;
import dev.kgit.cluster.ResourceStatus;
import dev.kgit.cluster.ValidationFinding;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.Diff;
import dev.kgit.diff.Differ;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.GuardContext;
import dev.kgit.kind.InternalResources;
import dev.kgit.kind.Kind;
import dev.kgit.kind.OperationBuilder;
import dev.kgit.kind.PlanView;
import dev.kgit.kind.Risk;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a plan in two steps, between which the platform is asked: first what would be sent, then what speaks against it. */
public final class Planner {

    /** What is said first of a row: whether it may be touched at all. */
    private static final List<PlanGuard> BEFORE = List.of(new DeleteGuard(), new OwnershipGuard(), new RenameGuard());

    private final PlanInputs planInputs;
    private final InternalResources internal;
    private final Pruning pruning;

    public Planner(PlanInputs planInputs) {
        this.planInputs = planInputs;
        this.internal = planInputs.internalResources();
        this.pruning = new Pruning(planInputs, internal);
    }

    /** What differs and what would be sent. */
    public PlanDraft draft() {
        Diff targeted = completed(targeted(diff()));
        Map<String, OperationBuilder> builders = new HashMap<>();
        SortedMap<ResourceId, List<Operation>> sent = new TreeMap<>();
        SortedMap<ResourceId, EvidenceRequest> requests = new TreeMap<>();
        for (ResourceDiff difference : targeted.differences()) {
            Kind kind = planInputs.kinds().of(difference.id());
            OperationBuilder builder = builders.computeIfAbsent(
                    kind.name(),
                    name -> kind.operations(
                            planInputs.live(), planInputs.desired().environment()));
            sent.put(difference.id(), builder.operationsFor(difference));
            // A resource's own question comes before those that others have about it.
            kind.evidenceRequests(difference, planInputs.live())
                    .forEach(request -> requests.putIfAbsent(request.id(), request));
        }
        PlanView view = new PlanInputsView(planInputs, targeted);
        planInputs.kinds().all().stream()
                .flatMap(kind -> kind.evidenceRequests(view).stream())
                .forEach(request -> requests.putIfAbsent(request.id(), request));
        return new PlanDraft(targeted, sent, List.copyOf(requests.values()));
    }

    /** The plan, with what guards and the platform say about each row. */
    public Plan plan(PlanDraft draft, SortedMap<ResourceId, Evidence> evidence, List<ValidationFinding> objections) {
        Diff diff = draft.diff();
        Map<ResourceId, ResourceDiff> byId = new HashMap<>();
        diff.differences().forEach(difference -> byId.put(difference.id(), difference));
        PlanGuardContext context = new PlanGuardContext(planInputs, draft, byId, evidence, internal);
        Map<ResourceId, List<ValidationFinding>> objectionsById = new HashMap<>();
        objections.forEach(objection -> objectionsById
                .computeIfAbsent(objection.id(), none -> new ArrayList<>())
                .add(objection));
        List<PlanGuard> after = List.of(new BlastRadiusGuard(diff), new VariableValuesGuard());
        DependencyGraph ordering = new DependencyGraph(diff, planInputs.kinds(), context);
        List<ResourceChange> changes = new ArrayList<>();
        for (ResourceId id : inOrder(ordering, byId.keySet())) {
            ResourceDiff difference = Objects.requireNonNull(byId.get(id));
            Kind kind = planInputs.kinds().of(id);
            List<Diagnostic> findings = new ArrayList<>();
            BEFORE.forEach(guard -> findings.addAll(guard.evaluate(difference, context)));
            kind.guards().forEach(guard -> findings.addAll(guard.evaluate(difference, context)));
            after.forEach(guard -> findings.addAll(guard.evaluate(difference, context)));
            objectionsById.getOrDefault(id, List.of()).forEach(objection -> findings.add(said(objection, difference)));
            changes.add(change(
                    difference,
                    AdoptHint.added(
                            placed(findings, difference),
                            difference,
                            planInputs.desired().environment().name()),
                    objectionsById.getOrDefault(id, List.of()).stream().anyMatch(ValidationFinding::isNotJudged),
                    ordering,
                    context.operationsOf(id),
                    context.usedBy(id),
                    kind.recordsLost(difference, findings, evidence.get(id)),
                    kind.affected(difference, findings, context)));
        }
        SortedMap<String, List<String>> connect = workers(planInputs.desired().environment());
        return new Plan(
                planInputs.desired().project(),
                planInputs.desired().environment().name(),
                planInputs.live().platform().clusterId(),
                connect,
                planInputs.revision(),
                Fingerprint.of(
                        planInputs.desired().project(),
                        planInputs.desired().environment().name(),
                        planInputs.live().platform().clusterId(),
                        connect,
                        changes,
                        id -> Objects.requireNonNull(byId.get(id))
                                .desired()
                                .lifecycle()
                                .allow()
                                .keySet(),
                        change -> change.isBlocked() || context.isOpened(change.id())),
                changes,
                planInputs.live().readFailures(planInputs.looked()),
                (int) diff.unchanged().stream()
                        .filter(planInputs.options().target())
                        .count(),
                diff.unmanaged(),
                diff.orphans(),
                PlanFindings.diagnostics(context, changes, ordering, pruning));
    }

    private static SortedMap<String, List<String>> workers(Environment environment) {
        SortedMap<String, List<String>> workers = new TreeMap<>();
        environment.connect().forEach((name, endpoint) -> workers.put(name, endpoint.addresses()));
        return workers;
    }

    /** With what kinds add that comparing does not find. */
    private Diff completed(Diff targeted) {
        Diff completed = targeted;
        for (Kind kind : planInputs.kinds().all()) {
            completed = kind.completed(completed, new PlanInputsView(planInputs, completed));
        }
        return completed;
    }

    private Diff targeted(Diff diff) {
        return new Diff(
                diff.differences().stream()
                        .filter(difference -> planInputs.options().target().test(difference.id()))
                        .toList(),
                diff.unchanged(),
                diff.unmanaged(),
                diff.orphans(),
                diff.recreated());
    }

    private static Collection<ResourceId> inOrder(DependencyGraph ordering, Collection<ResourceId> all) {
        Set<ResourceId> order = new LinkedHashSet<>(ordering.order());
        // What waits for itself is shown too; the plan as a whole says that it can't be applied.
        order.addAll(new TreeSet<>(all));
        return order;
    }

    private ResourceChange change(
            ResourceDiff difference,
            List<Diagnostic> findings,
            boolean notJudged,
            DependencyGraph ordering,
            List<Operation> actions,
            SortedSet<String> consents,
            @Nullable Long loss,
            SortedSet<String> affected) {
        ResourceId id = difference.id();
        SortedSet<ResourceId> dependsOn = ordering.dependenciesOf(id);
        Owner owner = planInputs.owners().get(id);
        return new ResourceChange(
                id,
                difference.changeType(),
                difference.cause(),
                risk(difference, findings, notJudged),
                difference.fields(),
                findings,
                dependsOn,
                difference.changeType() == ChangeType.DELETE
                                && !difference.desired().lifecycle().absent()
                        ? null
                        : difference.desired().place(),
                actions,
                affected.isEmpty()
                        ? basis(difference)
                        : new Fingerprint()
                                .add(basis(difference))
                                .addAll(affected)
                                .text(),
                owner == null ? null : owner.name(),
                consents,
                loss);
    }

    /** Of what is moved, that is what it is moved from and, where a move was cut short, what has come of it. */
    private String basis(ResourceDiff difference) {
        ResourceId id = difference.id();
        Map<ResourceId, ResourceStatus> statuses = planInputs.live().statuses();
        if (difference.movedFrom().isEmpty()) {
            return Fingerprint.of(difference.live(), statuses.get(id));
        }
        ResourceId from = difference.movedFrom().get();
        String former = Fingerprint.of(planInputs.live().state().get(from), statuses.get(from));
        Resource there = planInputs.live().state().get(id);
        return there == null
                ? former
                : new Fingerprint()
                        .add(former)
                        .add(Fingerprint.of(there, statuses.get(id)))
                        .text();
    }

    /** What is declared no longer stood at a line that something else has now. */
    private static List<Diagnostic> placed(List<Diagnostic> findings, ResourceDiff difference) {
        boolean pruned = difference.changeType() == ChangeType.DELETE
                && !difference.desired().lifecycle().absent();
        return pruned
                ? findings.stream().map(finding -> finding.withPlace(null)).toList()
                : findings;
    }

    private static Diagnostic said(ValidationFinding objection, ResourceDiff difference) {
        String path = objection.path();
        Place field = path == null ? null : GuardContext.placeOf(difference, path);
        return objection
                .diagnostic()
                // What is missing has no line of its own.
                .withPlace(field == null ? difference.desired().place() : field)
                .withSubject(difference.id());
    }

    private Risk risk(ResourceDiff difference, List<Diagnostic> findings, boolean notJudged) {
        // What a guard finds harmless is only told.
        boolean guarded = findings.stream()
                .anyMatch(finding -> finding.code().startsWith("KG2") && finding.severity() != Severity.INFO);
        boolean internalDrift = difference.changeType() == ChangeType.UPDATE && internal.contains(difference.id());
        if (guarded || internalDrift || difference.changeType() == ChangeType.DELETE) {
            return Risk.HIGH;
        }
        Kind kind = planInputs.kinds().of(difference.id());
        if (difference.changeType() != ChangeType.CREATE) {
            return kind.riskOf(difference);
        }
        Risk risk = kind.riskOf(findings);
        // What the platform could not judge may not work at all.
        return notJudged && risk == Risk.LOW ? Risk.MEDIUM : risk;
    }

    /** What differs, without what would be done about it: nothing, after an apply. */
    public static Diff differences(PlanInputs planInputs) {
        return new Planner(planInputs).diff();
    }

    private Diff diff() {
        return Differ.diff(
                planInputs.desired().state(),
                planInputs.applied(),
                LiveView.in(planInputs.live(), planInputs.kinds(), internal),
                pruning::prunes);
    }
}
