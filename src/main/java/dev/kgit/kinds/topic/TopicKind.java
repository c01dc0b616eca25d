package dev.kgit.kinds.topic;

import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.EvidenceRequest;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.ResourceStatus;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.FieldRules;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.DriftType;
import dev.kgit.kind.Guard;
import dev.kgit.kind.GuardContext;
import dev.kgit.kind.InternalResources;
import dev.kgit.kind.Kind;
import dev.kgit.kind.OperationBuilder;
import dev.kgit.kind.Risk;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Topics: {@code topic/NAME}. */
public final class TopicKind implements Kind {

    /** As Kafka Streams calls the topics behind its stores and repartitionings, and the responses of foreign-key joins. */
    private static final Pattern STREAMS =
            Pattern.compile(".+-(changelog|repartition)|.+-subscription-(registration|response)-topic");

    public static final String NAME = "topic";

    private static final List<Guard> GUARDS = List.of(
            new RetentionGuard(),
            new PartitionGuard(),
            new ReplicationGuard(),
            new ReassignmentGuard(),
            new DataMovementGuard());

    public static ResourceId id(String name) {
        return new ResourceId(NAME, "", name);
    }

    /** What Kafka makes of a topic's name in its metrics: names that are the same there can't live side by side. */
    public static String metricName(String name) {
        return name.replace('.', '_');
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean hasIncarnations() {
        return true;
    }

    @Override
    public FieldRules fieldRules(LiveState live) {
        return new TopicFieldRules(TopicDefaults.of(live));
    }

    @Override
    public InternalResources internalResources(InternalResources.Declared declared, LiveState live) {
        return InternalTopics.declaredIn(declared.ledger(), declared.states()).recognisedIn(live);
    }

    @Override
    public OperationBuilder operations(LiveState live, Environment environment) {
        return new TopicOperations(live, environment.throttle());
    }

    @Override
    public List<EvidenceRequest> evidenceRequests(ResourceDiff difference, LiveState live) {
        return TopicEvidence.requests(difference, TopicDefaults.of(live));
    }

    @Override
    public List<Diagnostic> deleteFindings(ResourceDiff delete, GuardContext context) {
        return TopicDeletion.findings(delete, context);
    }

    @Override
    public List<Guard> guards() {
        return GUARDS;
    }

    @Override
    public Risk riskOf(ResourceDiff update) {
        boolean movesData = update.fields().stream()
                .map(FieldDiff::path)
                .anyMatch(path ->
                        path.equals(Resource.REPLICATION_FACTOR) || path.startsWith(Resource.CONFIG + "retention."));
        return movesData ? Risk.MEDIUM : Risk.LOW;
    }

    @Override
    public @Nullable Long recordsLost(ResourceDiff difference, List<Diagnostic> findings, @Nullable Evidence evidence) {
        return TopicEvidence.recordsLost(difference, findings, evidence);
    }

    /** Whether anybody reads what is deleted. Which groups do is another from day to day. */
    @Override
    public SortedSet<String> affected(ResourceDiff difference, List<Diagnostic> findings, GuardContext context) {
        TopicUsage usage = TopicUsage.in(context.evidence(), difference.id());
        return difference.changeType() == ChangeType.DELETE && usage != null && usage.isRead()
                ? new TreeSet<>(Set.of("readers"))
                : Collections.emptySortedSet();
    }

    @Override
    public List<Diagnostic> planFindings(GuardContext plan) {
        return TopicPlanFindings.in(plan);
    }

    @Override
    public Set<String> standingConsents(Environment environment) {
        return environment.standingConsents();
    }

    @Override
    public Optional<Set<String>> fieldsUnder(String consent) {
        return TopicConsents.fieldsUnder(consent);
    }

    @Override
    public boolean mayNeedConsent(String path, String before, String after) {
        return TopicConsents.mayNeedConsent(path, before, after);
    }

    @Override
    public Optional<DriftType> driftType(ResourceDiff difference, LiveState live) {
        return TopicDrift.type(difference, live);
    }

    @Override
    public List<Diagnostic> driftFindings(ResourceDiff difference, LiveState live, String environment) {
        return TopicDrift.findings(difference, environment);
    }

    @Override
    public Optional<Diagnostic> underWay(ResourceStatus status) {
        return status instanceof TopicStatus topic ? TopicDrift.underWay(topic) : Optional.empty();
    }

    @Override
    public Set<String> kafkaTopics(ResourceId topic) {
        return Set.of(topic.name());
    }

    @Override
    public List<Diagnostic> irreversible(ResourceId id, ChangeType changeType, List<FieldDiff> fields) {
        return TopicRollback.irreversible(id, changeType, fields);
    }

    /** Kafka Streams makes these when it starts, and deletes them with the application. */
    @Override
    public boolean isDerived(ResourceId id) {
        return STREAMS.matcher(id.name()).matches();
    }
}
