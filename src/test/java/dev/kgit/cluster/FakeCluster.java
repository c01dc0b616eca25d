package dev.kgit.cluster;

import dev.kgit.cluster.FakeTopics.Refusal;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.principal.Acl;
import dev.kgit.kinds.principal.PrincipalKind;
import dev.kgit.kinds.topic.TopicAbsence;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A platform in memory that keeps the contract of the real one ({@link ClusterContract}): topics as a broker keeps them, ACLs
 * as an authorizer, connectors as a worker does. What people and accidents do to a platform is done to it with the methods that are not of
 * the port.
 */
public final class FakeCluster implements Cluster {

    private final List<ClusterInfo.Broker> brokers = new ArrayList<>(List.of(
            new ClusterInfo.Broker(1, "r1", true),
            new ClusterInfo.Broker(2, "r2", true),
            new ClusterInfo.Broker(3, "r3", true)));
    private final SortedMap<String, ClusterInfo.Worker> workers = new TreeMap<>();
    private final FakeTopics topics = new FakeTopics(brokers);
    private final FakeConnectors connectors = new FakeConnectors();
    private final FakeAcls acls = new FakeAcls();
    private final SortedMap<ResourceId, Diagnostic> hidden = new TreeMap<>();
    private final SortedMap<ResourceId, Diagnostic> failing = new TreeMap<>();
    private final List<ValidationFinding> objections = new ArrayList<>();
    private final Map<ResourceId, TopicUsage> evidence = new HashMap<>();
    private final List<Operation> performed = new ArrayList<>();
    private final List<List<Operation>> batches = new ArrayList<>();
    private final Predicate<ResourceId> share;
    private String clusterId = "fake-cluster";
    private @Nullable KgitException down;
    private Runnable beforePerform = () -> {};
    private Consumer<Operation> afterEach = action -> {};
    private boolean closed;

    /** A whole platform: three brokers in racks r1, r2, r3, no topics, no ACLs, no connectors. */
    public FakeCluster() {
        this(id -> id.isOf(TopicKind.NAME) || id.isOf(PrincipalKind.NAME) || id.isOf(ConnectorKind.NAME));
    }

    private FakeCluster(Predicate<ResourceId> share) {
        this.share = share;
    }

    /** Only the Kafka part of a platform. */
    public static FakeCluster kafka() {
        return new FakeCluster(id -> id.isOf(TopicKind.NAME));
    }

    /** Only one Connect cluster. */
    public static FakeCluster connect(String name) {
        FakeCluster part =
                new FakeCluster(id -> id.isOf(ConnectorKind.NAME) && id.scope().equals(name));
        part.worker(name, "4.3.1");
        return part;
    }

    // What people do to a platform.

    public FakeCluster clusterId(String id) {
        clusterId = id;
        return this;
    }

    public FakeCluster brokers(ClusterInfo.Broker... newBrokers) {
        brokers.clear();
        Collections.addAll(brokers, newBrokers);
        return this;
    }

    public FakeCluster worker(String name, String version) {
        workers.put(name, new ClusterInfo.Worker("http://" + name + ":8083", version, clusterId));
        return this;
    }

    /** A worker that says of itself which connectors its group runs. */
    public FakeCluster worker(String name, String version, Set<String> assignments) {
        workers.put(
                name,
                new ClusterInfo.Worker("http://" + name + ":8083", version, clusterId)
                        .with(new TreeSet<>(assignments)));
        return this;
    }

    public FakeCluster topic(String name, int partitions, int factor) {
        return topic(name, partitions, factor, Map.of());
    }

    /** Creates the topic, or creates it again under a new topic id. */
    public FakeCluster topic(String name, int partitions, int factor, Map<String, String> config) {
        topics.put(TopicKind.id(name), false, partitions, factor, config);
        return this;
    }

    public FakeCluster internalTopic(String name) {
        topics.put(TopicKind.id(name), true, 1, 1, Map.of());
        return this;
    }

    /** Sets a config key by hand; null gives it back to the default. */
    public FakeCluster topicConfig(String name, String key, @Nullable String value) {
        SortedMap<String, String> config = topic(name).config;
        if (value == null) {
            config.remove(key);
        } else {
            config.put(key, value);
        }
        return this;
    }

    /** Puts replicas where they are said to be, partition by partition. */
    public FakeCluster assignment(String name, List<List<Integer>> assignment) {
        topic(name).assignment = new ArrayList<>(assignment);
        return this;
    }

    /** Replicas of these partitions are on their way to where {@link #assignment} puts them. */
    public FakeCluster moving(String name, int factorBefore, Integer... partitions) {
        topic(name).inFlight.addAll(List.of(partitions));
        topic(name).factorBefore = factorBefore;
        return this;
    }

    /** No replica of it is on its way any more, and somebody leads each partition. */
    public FakeCluster settled(String name) {
        topic(name).inFlight.clear();
        topic(name).offline.clear();
        return this;
    }

    /** What topics inherit that do not set the key themselves. */
    public FakeCluster inherited(String key, String value) {
        topics.inherited.put(key, value);
        return this;
    }

    /** Nobody leads these partitions. */
    public FakeCluster offline(String name, Integer... partitions) {
        topic(name).offline.addAll(List.of(partitions));
        return this;
    }

    /** Somebody's throttle stands on the topic. */
    public FakeCluster throttled(String name) {
        topic(name).throttled = true;
        return this;
    }

    public FakeCluster connector(ResourceId id, Map<String, String> config) {
        return connector(id, config, "running");
    }

    /** @param state {@code running}, {@code paused} or {@code stopped} */
    public FakeCluster connector(ResourceId id, Map<String, String> config, String state) {
        connectors.put(id, config, state);
        return this;
    }

    /** Gives the principal these ACLs and no others. */
    public FakeCluster acls(ResourceId principal, Collection<Acl> bindings) {
        acls.put(principal, bindings);
        return this;
    }

    /** The worker returns this key's value masked from now on. */
    public FakeCluster masked(ResourceId id, String key) {
        connector(id).masked.add(key);
        return this;
    }

    public FakeCluster failedTask(ResourceId id, int task, String trace) {
        connector(id).taskTraces.put(task, trace);
        return this;
    }

    public FakeCluster failedConnector(ResourceId id, String trace) {
        connector(id).connectorTrace = trace;
        return this;
    }

    /** The workers have these plugins and no others. */
    public FakeCluster plugins(Set<String> classes) {
        connectors.plugins.clear();
        connectors.plugins.addAll(classes);
        return this;
    }

    public FakeCluster remove(ResourceId id) {
        topics.byId.remove(id);
        connectors.byId.remove(id);
        if (id.isOf(PrincipalKind.NAME)) {
            acls.remove(id);
        }
        return this;
    }

    // Accidents.

    /** The resource can't be read: a gap. */
    public FakeCluster hide(ResourceId id, Diagnostic why) {
        hidden.put(id, why);
        return this;
    }

    public FakeCluster show(ResourceId id) {
        hidden.remove(id);
        return this;
    }

    /** Every action on the resource fails. */
    public FakeCluster fail(ResourceId id, Diagnostic why) {
        failing.put(id, why);
        return this;
    }

    public FakeCluster heal(ResourceId id) {
        failing.remove(id);
        return this;
    }

    /** The platform has this to say when it is asked about the resource. */
    public FakeCluster objection(ValidationFinding objection) {
        objections.add(objection);
        return this;
    }

    public FakeCluster evidence(ResourceId topic, TopicUsage what) {
        evidence.put(topic, what);
        return this;
    }

    /** Nothing answers any more until {@link #up()}. */
    public FakeCluster down(KgitException why) {
        down = why;
        return this;
    }

    public FakeCluster up() {
        down = null;
        return this;
    }

    /** Somebody else's hand, right before each batch. */
    public FakeCluster beforePerform(Runnable hand) {
        beforePerform = hand;
        return this;
    }

    /** Right after each action; throwing here kills kgit in the middle. */
    public FakeCluster afterEach(Consumer<Operation> hand) {
        afterEach = hand;
        return this;
    }

    // What was asked of it.

    /** Every action that was asked for, in order, whether it worked or not. */
    public List<Operation> performed() {
        return List.copyOf(performed);
    }

    /** The same, as they came together. */
    public List<List<Operation>> batches() {
        return List.copyOf(batches);
    }

    /** How often the connector's config was written: each time restarts its tasks. */
    public int writes(ResourceId id) {
        return connector(id).writes;
    }

    public int restarts(ResourceId id) {
        return connector(id).restarts;
    }

    public boolean isClosed() {
        return closed;
    }

    // The port.

    @Override
    public LiveState read(ReadRequest wanted) {
        requireUp();
        boolean kafka = owns(TopicKind.id("any"));
        ClusterInfo platform = new ClusterInfo(kafka ? clusterId : null, kafka ? brokers : List.of(), workers);
        return new FakeReading(topics, acls, connectors, hidden, share).read(wanted, platform);
    }

    @Override
    public SortedMap<ResourceId, Evidence> evidence(Collection<? extends EvidenceRequest> requests) {
        requireUp();
        SortedMap<ResourceId, Evidence> answers = new TreeMap<>();
        for (EvidenceRequest request : requests) {
            boolean hides = hidden.containsKey(request.id());
            if (request instanceof TopicAbsence.Request question
                    && owns(question.id())
                    && (hides || !topics.byId.containsKey(question.id()))) {
                answers.put(question.id(), new TopicAbsence(!hides));
            }
            FakeTopics.Topic topic = topics.byId.get(request.id());
            if (topic != null && owns(request.id()) && request instanceof TopicUsage.Request question) {
                List<Long> none = Collections.nCopies(topic.assignment.size(), 0L);
                Long cut = question.newRetentionMs() == null ? null : 0L;
                answers.put(
                        question.id(),
                        evidence.getOrDefault(question.id(), new TopicUsage(none, none, cut, List.of())));
            }
        }
        return answers;
    }

    @Override
    public List<ValidationFinding> validate(List<Operation> actions) {
        requireUp();
        List<ValidationFinding> all = new ArrayList<>();
        for (Operation action : actions) {
            Refusal refusal = new FakeHand(topics, acls, connectors, false).handle(action);
            if (refusal != null) {
                all.add(new ValidationFinding(
                        action.id(), refusal.path(), refusal.why().withSubject(action.id())));
            }
            objections.stream()
                    .filter(objection -> objection.id().equals(action.id()))
                    .forEach(all::add);
        }
        return all;
    }

    @Override
    public List<OperationResult> execute(List<Operation> actions, Permit permit, Consumer<OperationProgress> progress) {
        requireUp();
        beforePerform.run();
        batches.add(List.copyOf(actions));
        List<OperationResult> outcomes = new ArrayList<>();
        for (Operation action : actions) {
            Optional<Diagnostic> denial = permit.denial();
            if (denial.isPresent()) {
                outcomes.add(OperationResult.failed(action, denial.get().withSubject(action.id())));
                continue;
            }
            performed.add(action);
            Diagnostic injected = failing.get(action.id());
            Refusal refusal = injected == null
                    ? new FakeHand(topics, acls, connectors, true).handle(action)
                    : new Refusal(null, injected);
            outcomes.add(
                    refusal == null
                            ? OperationResult.done(action)
                            : OperationResult.failed(action, refusal.why().withSubject(action.id())));
            afterEach.accept(action);
        }
        return outcomes;
    }

    @Override
    public boolean owns(ResourceId id) {
        return share.test(id);
    }

    @Override
    public SecretKeys secretKeys(Collection<Resource> connectors) {
        return SecretKeys.NONE;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void requireUp() {
        if (down != null) {
            throw down;
        }
    }

    private FakeTopics.Topic topic(String name) {
        FakeTopics.Topic topic = topics.byId.get(TopicKind.id(name));
        if (topic == null) {
            throw new IllegalArgumentException("the fake has no topic " + name);
        }
        return topic;
    }

    private FakeConnectors.Connector connector(ResourceId id) {
        FakeConnectors.Connector connector = connectors.byId.get(id);
        if (connector == null) {
            throw new IllegalArgumentException("the fake has no connector " + id);
        }
        return connector;
    }
}
