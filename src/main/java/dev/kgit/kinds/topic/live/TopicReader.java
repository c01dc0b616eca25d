package dev.kgit.kinds.topic.live;

import dev.kgit.cluster.Cluster.ReadRequest;
import dev.kgit.cluster.ClusterInfo;
import dev.kgit.cluster.LiveState;
import dev.kgit.kafka.ConnectivityDiagnosis;
import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kafka.RequestResult;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.PartitionReassignment;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the topics. A listing alone proves nothing: it leaves out what the principal may not describe, and comes
 * from one broker's cache. So a topic that is wanted but not listed is asked for by name before it counts as absent.
 */
public final class TopicReader {

    /** Topics in one request. */
    private static final int CHUNK = 250;

    /** Requests that wait for an answer at a time: enough to keep the brokers busy, few enough to stay small. */
    private static final int IN_FLIGHT = 4;

    /** How often a topic that one broker lists and another does not know is asked for again, and after which wait. */
    private static final int ROUNDS = 4;

    private static final long WAIT_MILLIS = 100;

    private final KafkaConnection connection;
    private final Admin admin;
    private final TopicStateBuilder found;
    private final List<LiveState.ReadFailure> readFailures = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();
    private final List<String> waiting = new ArrayList<>();
    private final Deque<Chunk> flying = new ArrayDeque<>();
    private final Set<String> missing = new TreeSet<>();

    private TopicReader(KafkaConnection connection) {
        this.connection = connection;
        this.admin = connection.admin();
        this.found = new TopicStateBuilder();
    }

    /**
     * What a reading found.
     *
     * @param throttledByKgit topics with a throttle of kgit's own, standing or left behind
     */
    record Result(LiveState live, Set<String> throttledByKgit) {}

    /** Reads, with whatever is wanted known only after connecting and listing have begun. */
    static Result read(KafkaConnection connection, ReadRequest wanted) {
        TopicReader reading = new TopicReader(connection);
        return new Result(reading.read(wanted), reading.found.throttledByKgit());
    }

    private LiveState read(ReadRequest wanted) {
        KafkaFuture<Map<String, TopicListing>> listing =
                admin.listTopics(new ListTopicsOptions().listInternal(true)).namesToListings();
        DescribeClusterResult cluster = admin.describeCluster(new DescribeClusterOptions().includeFencedBrokers(true));
        KafkaFuture<Map<TopicPartition, PartitionReassignment>> moves =
                admin.listPartitionReassignments().reassignments();

        Map<String, TopicListing> listed = ConnectivityDiagnosis.orThrow(RequestResult.of(listing), connection);
        ClusterInfo platform = platform(cluster);
        found.moving(moves(RequestResult.of(moves)));

        for (Set<ResourceId> some : wanted.early()) {
            ask(topics(some), CHUNK);
        }
        ask(topics(wanted.ids()), 1);
        if (wanted.everything()) {
            ask(
                    listed.values().stream()
                            .filter(topic -> !topic.isInternal())
                            .map(TopicListing::name)
                            .toList(),
                    1);
        }
        takeAll();
        ask(topics(wanted.more()), 1);
        takeAll();
        makeSure(listed.keySet());

        SortedSet<ResourceId> others = new TreeSet<>();
        listed.values().stream()
                .filter(topic -> !topic.isInternal() && !asked.contains(topic.name()))
                .forEach(topic -> others.add(TopicKind.id(topic.name())));
        readFailures.sort(Comparator.comparing(LiveState.ReadFailure::id));
        return new LiveState(
                platform,
                found.state(),
                new TreeMap<>(found.facts()),
                found.defaults().isEmpty() ? Map.of() : Map.of(TopicKind.NAME, found.defaults()),
                others,
                readFailures);
    }

    private static List<String> topics(Set<ResourceId> ids) {
        return ids.stream()
                .filter(id -> id.isOf(TopicKind.NAME))
                .map(ResourceId::name)
                .toList();
    }

    private ClusterInfo platform(DescribeClusterResult cluster) {
        RequestResult<Collection<Node>> nodes = RequestResult.of(cluster.nodes());
        DescribeClusterResult answered = cluster;
        if (nodes.failedWith(UnsupportedVersionException.class)) {
            // Brokers before 4.0 can't tell fenced brokers; they leave out those that are not there.
            answered = admin.describeCluster();
            nodes = RequestResult.of(answered.nodes());
        }
        List<ClusterInfo.Broker> brokers = ConnectivityDiagnosis.orThrow(nodes, connection).stream()
                .map(node -> new ClusterInfo.Broker(node.id(), node.rack(), !node.isFenced()))
                .sorted(Comparator.comparingInt(ClusterInfo.Broker::id))
                .toList();
        return new ClusterInfo(
                ConnectivityDiagnosis.orThrow(RequestResult.of(answered.clusterId()), connection),
                brokers,
                new TreeMap<>());
    }

    /** Without DESCRIBE on the cluster nothing is known about moves; then what is there counts as it stands. */
    private Map<TopicPartition, PartitionReassignment> moves(
            RequestResult<Map<TopicPartition, PartitionReassignment>> answer) {
        return answer.failedWith(AuthorizationException.class) || answer.failedWith(UnsupportedVersionException.class)
                ? Map.of()
                : ConnectivityDiagnosis.orThrow(answer, connection);
    }

    /** Not listed and not known by name: absent. Listed but not known: one of two brokers is behind; it is asked again. */
    private void makeSure(Set<String> listed) {
        missing.retainAll(listed);
        for (int round = 1; round < ROUNDS && !missing.isEmpty(); round++) {
            RequestResult.WAIT.sleep(Duration.ofMillis(WAIT_MILLIS * round));
            waiting.addAll(missing);
            missing.clear();
            send(1);
            takeAll();
        }
    }

    private record Chunk(
            List<String> names,
            Map<String, KafkaFuture<TopicDescription>> topics,
            Map<ConfigResource, KafkaFuture<Config>> configs) {}

    /**
     * Asks for those that have not been asked for.
     *
     * @param least how many have to wait before it is worth a request
     */
    private void ask(Collection<String> names, int least) {
        names.stream().filter(asked::add).forEach(waiting::add);
        send(least);
    }

    /** Waits for an answer only where one more question would be too many. */
    private void send(int least) {
        while (waiting.size() >= least) {
            if (flying.size() == IN_FLIGHT) {
                take(flying.remove());
            }
            List<String> chunk = waiting.subList(0, Math.min(CHUNK, waiting.size()));
            flying.add(request(List.copyOf(chunk)));
            chunk.clear();
        }
    }

    private void takeAll() {
        while (!flying.isEmpty()) {
            take(flying.remove());
        }
    }

    private Chunk request(List<String> names) {
        return new Chunk(
                names,
                new HashMap<>(admin.describeTopics(names).topicNameValues()),
                new HashMap<>(admin.describeConfigs(names.stream()
                                .map(KafkaConnection::topicResource)
                                .toList())
                        .values()));
    }

    private void take(Chunk chunk) {
        for (String name : chunk.names) {
            // Taken out, so that a converted answer can be forgotten while the rest of the chunk is converted.
            RequestResult<TopicDescription> topic = answer(chunk.topics.remove(name));
            RequestResult<Config> config = answer(chunk.configs.remove(KafkaConnection.topicResource(name)));
            Throwable failure = topic.failed() ? topic.failure() : config.failure();
            if (failure == null) {
                found.add(topic.get(), config.get());
            } else if (failure instanceof UnknownTopicOrPartitionException
                    || failure instanceof InvalidTopicException) {
                missing.add(name);
            } else {
                readFailures.add(readFailure(TopicKind.id(name), failure, topic.failed()));
            }
        }
    }

    private <T> RequestResult<T> answer(@Nullable KafkaFuture<T> future) {
        if (future == null) {
            throw new IllegalStateException("the client left out a topic that it was asked for");
        }
        RequestResult<T> answer = RequestResult.of(future);
        Throwable failure = answer.failure();
        if (failure != null && ConnectivityDiagnosis.isAboutTheConnection(failure)) {
            throw ConnectivityDiagnosis.lost(failure, connection);
        }
        return answer;
    }

    private LiveState.ReadFailure readFailure(ResourceId id, Throwable failure, boolean ofTheTopic) {
        if (failure instanceof TopicAuthorizationException || failure instanceof AuthorizationException) {
            String message = ofTheTopic
                    ? id + " can't be read: this principal may not DESCRIBE it, so it may be there or not"
                    : id + " can't be read in full: this principal may not DESCRIBE_CONFIGS of it";
            return new LiveState.ReadFailure(
                    id,
                    Diagnostic.error("KG405", message)
                            .withHint("grant it DESCRIBE and DESCRIBE_CONFIGS on the topic")
                            .withSubject(id));
        }
        return new LiveState.ReadFailure(
                id,
                Diagnostic.error("KG406", id + " can't be read: " + ConnectivityDiagnosis.named(failure, connection))
                        .withHint("run it again; if it stays, look at the brokers' logs")
                        .withSubject(id));
    }
}
