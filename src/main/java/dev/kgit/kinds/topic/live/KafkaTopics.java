package dev.kgit.kinds.topic.live;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.EvidenceRequest;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Operation;
import dev.kgit.cluster.OperationProgress;
import dev.kgit.cluster.OperationResult;
import dev.kgit.cluster.Permit;
import dev.kgit.cluster.ReplicaMoves;
import dev.kgit.cluster.SecretKeys;
import dev.kgit.cluster.ValidationFinding;
import dev.kgit.concurrent.ShutdownHooks;
import dev.kgit.kafka.BrokerErrors;
import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kinds.topic.TopicAbsence;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicOperation;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.KgitException;
import dev.kgit.model.Redactor;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** The topics of a Kafka cluster, through Kafka's own AdminClient. */
public final class KafkaTopics implements Cluster, ReplicaMoves {

    private final KafkaConnection connection;
    private final Clock clock;
    private final ShutdownHooks shutdownHooks;
    private volatile Set<String> throttledByKgit = Set.of();
    private volatile Optional<ReassignmentStop> ending = Optional.empty();
    private volatile boolean moving;
    private volatile boolean swept;

    private KafkaTopics(KafkaConnection connection, Clock clock, ShutdownHooks shutdownHooks) {
        this.connection = connection;
        this.clock = clock;
        this.shutdownHooks = shutdownHooks;
    }

    /**
     * Begins to connect and returns at once; what is wrong with the way to Kafka comes out of the first call.
     *
     * @param properties AdminClient properties
     * @param timeout how long any single request may take, the first contact included
     * @param clock for the age of records
     * @param shutdownHooks where moves of replicas leave what has to be undone when kgit is told to end
     * @param secrets taken out of what brokers and Kafka's client say
     * @throws dev.kgit.model.KgitException.Invalid where the properties name no servers or ask for config providers
     */
    public static KafkaTopics connect(
            SortedMap<String, FieldValue> properties,
            Duration timeout,
            Clock clock,
            ShutdownHooks shutdownHooks,
            Redactor secrets) {
        return new KafkaTopics(KafkaConnection.to(properties, timeout, secrets), clock, shutdownHooks);
    }

    /** The same, where nothing is secret but properties themselves. */
    public static KafkaTopics connect(
            SortedMap<String, FieldValue> properties, Duration timeout, Clock clock, ShutdownHooks shutdownHooks) {
        return connect(properties, timeout, clock, shutdownHooks, Redactor.NONE);
    }

    @Override
    public LiveState read(ReadRequest wanted) {
        TopicReader.Result result = TopicReader.read(connection, wanted);
        // An apply reads some topics again between its steps, and that says nothing of the others.
        Set<String> throttled = new HashSet<>(throttledByKgit);
        result.live().statuses().keySet().forEach(topic -> throttled.remove(topic.name()));
        throttled.addAll(result.throttledByKgit());
        throttledByKgit = Set.copyOf(throttled);
        return result.live();
    }

    @Override
    public SortedMap<ResourceId, Evidence> evidence(Collection<? extends EvidenceRequest> requests) {
        List<TopicUsage.Request> topics = requests.stream()
                .filter(TopicUsage.Request.class::isInstance)
                .map(TopicUsage.Request.class::cast)
                .toList();
        List<TopicAbsence.Request> absent = requests.stream()
                .filter(TopicAbsence.Request.class::isInstance)
                .map(TopicAbsence.Request.class::cast)
                .toList();
        SortedMap<ResourceId, Evidence> all = new TopicUsageReader(connection, clock).of(topics);
        all.putAll(TopicAbsenceReader.of(absent, connection));
        return all;
    }

    @Override
    public List<ValidationFinding> validate(List<Operation> actions) {
        OperationsByType sorted = OperationsByType.of(actions);
        return new BrokerValidation(connection, refusals(sorted)).check(sorted);
    }

    @Override
    public List<OperationResult> execute(List<Operation> actions, Permit permit, Consumer<OperationProgress> progress) {
        if (actions.isEmpty()) {
            return List.of();
        }
        OperationsByType sorted = OperationsByType.of(actions);
        Admin admin = connection.admin();
        BatchExecutor rounds = new BatchExecutor(connection, refusals(sorted), permit, progress);
        Map<Operation, @Nullable Diagnostic> results = new IdentityHashMap<>();
        results.putAll(rounds.perform(sorted.deletes, TopicRequests.deletes(admin)));
        results.putAll(rounds.perform(sorted.creates, TopicRequests.creates(admin)));
        results.putAll(rounds.perform(sorted.alters, TopicRequests.alters(admin)));
        results.putAll(rounds.perform(sorted.grows, TopicRequests.grows(admin)));
        if (!sorted.reassigns.isEmpty()) {
            results.putAll(moved(sorted, permit, progress));
        }
        if (!swept) {
            swept = true;
            sweepAfter(actions, progress);
        }
        List<OperationResult> outcomes = new ArrayList<>();
        actions.forEach(action -> outcomes.add(new OperationResult(action, results.get(action))));
        return outcomes;
    }

    @Override
    public SecretKeys secretKeys(Collection<Resource> connectors) {
        return SecretKeys.NONE;
    }

    private Map<TopicOperation.Reassign, @Nullable Diagnostic> moved(
            OperationsByType sorted, Permit permit, Consumer<OperationProgress> progress) {
        moving = true;
        try {
            return new Reassigner(
                            connection,
                            refusals(sorted),
                            permit,
                            progress,
                            () -> ending,
                            throttledByKgit,
                            shutdownHooks)
                    .perform(sorted.reassigns);
        } finally {
            moving = false;
        }
    }

    /** Once in a run that changes something: so a throttle that a killed run has left lasts no longer than this one. */
    private void sweepAfter(List<Operation> actions, Consumer<OperationProgress> progress) {
        try {
            sweepThrottles();
        } catch (KgitException lost) {
            progress.accept(new OperationProgress(
                    actions.get(0).id(),
                    "it is not known whether an earlier run has left throttles: "
                            + lost.diagnostics().get(0).message()));
        }
    }

    /**
     * Takes off replication throttles that a killed run of kgit has left: on brokers, and on topics that were
     * {@link #read}. Throttles of others stay, and so do those of a move that is still under way.
     */
    @Override
    public int sweepThrottles() {
        return ReplicationThrottle.sweep(connection, throttledByKgit);
    }

    @Override
    public void cancel() {
        ending = Optional.of(ReassignmentStop.CANCEL);
    }

    @Override
    public void leave() {
        ending = Optional.of(ReassignmentStop.LEAVE);
    }

    @Override
    public boolean isMoving() {
        return moving;
    }

    /** Whether no broker deletes any topic; false where none may be asked. */
    public boolean deletesNoTopics() {
        return TopicDeletionSetting.isOff(connection);
    }

    /** The way to the brokers, for whoever else has to ask them something. */
    public KafkaConnection connection() {
        return connection;
    }

    private BrokerErrors refusals(OperationsByType actions) {
        return new BrokerErrors(connection.redactor().and(actions.secrets()));
    }

    @Override
    public boolean owns(ResourceId id) {
        return id.isOf(TopicKind.NAME);
    }

    @Override
    public void close() {
        connection.close();
    }
}
