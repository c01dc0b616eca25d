package dev.kgit.plan;

import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.Operation;
import dev.kgit.cluster.ValidationFinding;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.Diff;
import dev.kgit.diff.Differ;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
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

    private final PlanInputs planInputs;
    private final InternalTopics internal;
    private final Pruning pruning;

    public Planner(PlanInputs planInputs) {
        this.planInputs = planInputs;
        this.internal = planInputs.internalTopics();
        this.pruning = new Pruning(planInputs, internal);
    }

    /** What differs and what would be sent. */
    public PlanDraft draft() {
        Diff targeted = new UncomparedValues(planInputs).withResent(targeted(diff()));
        OperationBuilder actions = new OperationBuilder(
                planInputs.live(), planInputs.desired().environment().throttle());
        SortedMap<ResourceId, List<Operation>> sent = new TreeMap<>();
        targeted.differences().forEach(difference -> sent.put(difference.id(), actions.of(difference)));
        return new PlanDraft(targeted, sent, EvidenceRequests.of(targeted, planInputs.live()));
    }

    /** The plan, with what guards and the platform say about each row. */
    public Plan plan(PlanDraft draft, SortedMap<ResourceId, Evidence> evidence, List<ValidationFinding> objections) {
        Diff diff = draft.diff();
        Map<ResourceId, ResourceDiff> byId = new HashMap<>();
        diff.differences().forEach(difference -> byId.put(difference.id(), difference));
        GuardContext context = new GuardContext(planInputs, diff, byId, internal, evidence, new HashMap<>());
        List<Guard> guards = List.of(
                new DeleteGuard(ConnectorTopics.users(planInputs, diff)),
                new OwnershipGuard(),
                new RetentionGuard(),
                new PartitionGuard(),
                new ReplicationGuard(),
                new ReassignmentGuard(),
                new ConnectorGuard(),
                new ClearSecretGuard(),
                new DataMovementGuard(draft.actions()),
                new BlastRadiusGuard(diff),
                new ExternalValuesGuard());
        Map<ResourceId, List<ValidationFinding>> objectionsById = new HashMap<>();
        objections.forEach(objection -> objectionsById
                .computeIfAbsent(objection.id(), none -> new ArrayList<>())
                .add(objection));
        DependencyGraph ordering = new DependencyGraph(diff);
        List<ResourceChange> changes = new ArrayList<>();
        for (ResourceId id : inOrder(ordering, byId.keySet())) {
            ResourceDiff difference = Objects.requireNonNull(byId.get(id));
            List<Diagnostic> findings = new ArrayList<>();
            guards.forEach(guard -> findings.addAll(guard.inspect(difference, context)));
            objectionsById.getOrDefault(id, List.of()).forEach(objection -> findings.add(said(objection, difference)));
            changes.add(change(
                    difference,
                    findings,
                    ordering,
                    draft.actions().getOrDefault(id, List.of()),
                    context.used().getOrDefault(id, new TreeSet<>()),
                    RecordLoss.of(difference, findings, evidence.get(id))));
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
                                .terms()
                                .allow()
                                .keySet()),
                changes,
                diff.unchanged(),
                diff.unmanaged(),
                diff.orphans(),
                PlanFindings.diagnostics(planInputs, diff, changes, ordering, pruning));
    }

    private static SortedMap<String, List<String>> workers(Environment environment) {
        SortedMap<String, List<String>> workers = new TreeMap<>();
        environment.connect().forEach((name, endpoint) -> workers.put(name, endpoint.addresses()));
        return workers;
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
            DependencyGraph ordering,
            List<Operation> actions,
            SortedSet<String> consents,
            @Nullable Long loss) {
        ResourceId id = difference.id();
        SortedSet<ResourceId> dependsOn = ordering.before(id);
        Owner owner = planInputs.owners().get(id);
        return new ResourceChange(
                id,
                difference.changeType(),
                difference.cause(),
                risk(difference, findings),
                difference.fields(),
                findings,
                dependsOn,
                difference.changeType() == ChangeType.DELETE
                                && !difference.desired().terms().absent()
                        ? null
                        : difference.desired().place(),
                actions,
                Fingerprint.of(difference.live(), planInputs.live().topic(id)),
                owner == null ? null : owner.name(),
                consents,
                loss);
    }

    private static Diagnostic said(ValidationFinding objection, ResourceDiff difference) {
        String path = objection.path();
        Place field = path == null ? null : GuardContext.placeOf(difference, path);
        return objection
                .diagnostic()
                // What is missing has no line of its own.
                .at(field == null ? difference.desired().place() : field)
                .about(difference.id());
    }

    private Risk risk(ResourceDiff difference, List<Diagnostic> findings) {
        boolean guarded = findings.stream().anyMatch(finding -> finding.code().startsWith("KG2"));
        boolean internalDrift = difference.changeType() == ChangeType.UPDATE && internal.contains(difference.id());
        if (guarded || internalDrift || difference.changeType() == ChangeType.DELETE) {
            return Risk.HIGH;
        }
        if (difference.changeType() == ChangeType.CREATE) {
            return Risk.LOW;
        }
        boolean disturbs = difference.id().asConnector().isPresent()
                || difference.fields().stream().map(FieldDiff::path).anyMatch(Planner::movesData);
        return disturbs ? Risk.MEDIUM : Risk.LOW;
    }

    private static boolean movesData(String path) {
        return path.equals(Resource.REPLICATION_FACTOR) || path.startsWith(Resource.CONFIG + "retention.");
    }

    /** What differs, without what would be done about it: nothing, after an apply. */
    public static Diff differences(PlanInputs planInputs) {
        return new Planner(planInputs).diff();
    }

    private Diff diff() {
        return Differ.diff(
                planInputs.desired().state(),
                planInputs.applied(),
                LiveView.in(planInputs.live(), internal),
                pruning::prunes);
    }
}
