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

    private final PlanInputs situation;
    private final InternalTopics internal;
    private final Pruning pruning;

    public Planner(PlanInputs situation) {
        this.situation = situation;
        this.internal = situation.internalTopics();
        this.pruning = new Pruning(situation, internal);
    }

    /** What differs and what would be sent. */
    public PlanDraft draft() {
        Diff targeted = new UncomparedValues(situation).withResent(targeted(diff()));
        OperationBuilder actions = new OperationBuilder(
                situation.live(), situation.desired().environment().throttle());
        SortedMap<ResourceId, List<Operation>> sent = new TreeMap<>();
        targeted.differences().forEach(difference -> sent.put(difference.id(), actions.of(difference)));
        return new PlanDraft(targeted, sent, EvidenceRequests.of(targeted, situation.live()));
    }

    /** The plan, with what guards and the platform say about each row. */
    public Plan plan(PlanDraft draft, SortedMap<ResourceId, Evidence> evidence, List<ValidationFinding> objections) {
        Diff diff = draft.diff();
        Map<ResourceId, ResourceDiff> byId = new HashMap<>();
        diff.differences().forEach(difference -> byId.put(difference.id(), difference));
        GuardContext scene = new GuardContext(situation, diff, byId, internal, evidence, new HashMap<>());
        List<Guard> guards = List.of(
                new DeleteGuard(ConnectorTopics.users(situation, diff)),
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
            guards.forEach(guard -> findings.addAll(guard.inspect(difference, scene)));
            objectionsById.getOrDefault(id, List.of()).forEach(objection -> findings.add(said(objection, difference)));
            changes.add(change(
                    difference,
                    findings,
                    ordering,
                    draft.actions().getOrDefault(id, List.of()),
                    scene.used().getOrDefault(id, new TreeSet<>()),
                    RecordLoss.of(difference, findings, evidence.get(id))));
        }
        SortedMap<String, List<String>> connect = workers(situation.desired().environment());
        return new Plan(
                situation.desired().project(),
                situation.desired().environment().name(),
                situation.live().platform().clusterId(),
                connect,
                situation.revision(),
                Fingerprint.of(
                        situation.desired().project(),
                        situation.desired().environment().name(),
                        situation.live().platform().clusterId(),
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
                PlanFindings.diagnostics(situation, diff, changes, ordering, pruning));
    }

    private static SortedMap<String, List<String>> workers(Environment environment) {
        SortedMap<String, List<String>> workers = new TreeMap<>();
        environment.connect().forEach((name, endpoint) -> workers.put(name, endpoint.addresses()));
        return workers;
    }

    private Diff targeted(Diff diff) {
        return new Diff(
                diff.differences().stream()
                        .filter(difference -> situation.options().target().test(difference.id()))
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
        Owner owner = situation.owners().get(id);
        return new ResourceChange(
                id,
                difference.verb(),
                difference.cause(),
                risk(difference, findings),
                difference.fields(),
                findings,
                dependsOn,
                difference.verb() == ChangeType.DELETE
                                && !difference.desired().terms().absent()
                        ? null
                        : difference.desired().place(),
                actions,
                Fingerprint.of(difference.live(), situation.live().topic(id)),
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
        boolean internalDrift = difference.verb() == ChangeType.UPDATE && internal.contains(difference.id());
        if (guarded || internalDrift || difference.verb() == ChangeType.DELETE) {
            return Risk.HIGH;
        }
        if (difference.verb() == ChangeType.CREATE) {
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
    public static Diff differences(PlanInputs situation) {
        return new Planner(situation).diff();
    }

    private Diff diff() {
        return Differ.diff(
                situation.desired().state(), situation.applied(), LiveView.in(situation.live(), internal), pruning::prunes);
    }
}
