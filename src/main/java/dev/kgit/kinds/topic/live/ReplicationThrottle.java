package dev.kgit.kinds.topic.live;

import dev.kgit.kafka.ConnectivityDiagnosis;
import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kafka.OnlineBrokers;
import dev.kgit.kafka.RequestResult;
import dev.kgit.kinds.topic.TopicKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.PartitionReassignment;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * How fast replicas may move: lists of throttled replicas on topics, and rates on brokers, as Kafka's own reassignment
 * tool sets them. What somebody else has set is left alone; what is set here is taken off again, and nothing else.
 *
 * <p>Brokers keep no note of who set a value. So kgit's have a mark: rates end in {@code 5448} (k-g-i-t on a telephone),
 * and lists have an entry for a partition and a broker that can't be. By it a later run knows what a killed one left.
 */
public final class ReplicationThrottle {

    static final String LEADER_RATE = "leader.replication.throttled.rate";
    static final String FOLLOWER_RATE = "follower.replication.throttled.rate";

    private static final Set<String> RATES = Set.of(LEADER_RATE, FOLLOWER_RATE);
    private static final int MARK = 5448;
    private static final int MARK_ROOM = 10_000;
    private static final String MARK_ENTRY = "2000005448:2000005448";

    private final KafkaConnection connection;

    /** What has been set here and stands, by where. */
    private final Map<ConfigResource, Map<String, String>> set = new LinkedHashMap<>();

    ReplicationThrottle(KafkaConnection connection) {
        this.connection = connection;
    }

    /** The replicas of a topic to throttle, as {@code partition:broker}. */
    record Lists(List<String> leaders, List<String> followers) {}

    /**
     * Sets rates first, lists after them: a list without a rate throttles nothing.
     *
     * @param rate bytes a second
     * @throws RuntimeException of Kafka's where that is not possible; what was set until then is taken off by
     *     {@link #off()}
     */
    synchronized void on(Map<String, Lists> topics, Collection<Integer> brokers, long rate) {
        String marked = Long.toString(marked(rate));
        Map<ConfigResource, Map<String, String>> wanted = new LinkedHashMap<>();
        brokers.forEach(broker -> wanted.put(broker(broker), Map.of(LEADER_RATE, marked, FOLLOWER_RATE, marked)));
        topics.forEach((topic, lists) -> wanted.put(
                KafkaConnection.topicResource(topic),
                Map.of(
                        TopicKeys.LEADER_THROTTLED_REPLICAS,
                        list(lists.leaders),
                        TopicKeys.FOLLOWER_THROTTLED_REPLICAS,
                        list(lists.followers))));
        Map<ConfigResource, Map<String, String>> there = own(wanted.keySet());
        Map<ConfigResource, Map<String, String>> mine = new LinkedHashMap<>();
        wanted.forEach((where, values) -> values.forEach((key, value) -> {
            String known = there.getOrDefault(where, Map.of()).get(key);
            if (known == null || isMarked(key, known)) {
                mine.computeIfAbsent(where, w -> new LinkedHashMap<>()).put(key, value);
            }
        }));
        write(mine);
    }

    /** Sets again what somebody has taken off meanwhile, as Kafka's own tool does with all throttles when it is done. */
    synchronized void keep() {
        Set<ConfigResource> up = up();
        Map<ConfigResource, Map<String, String>> there = own(up);
        Map<ConfigResource, Map<String, String>> lost = new LinkedHashMap<>();
        set.forEach((where, values) -> values.forEach((key, value) -> {
            if (up.contains(where) && !there.getOrDefault(where, Map.of()).containsKey(key)) {
                lost.computeIfAbsent(where, w -> new LinkedHashMap<>()).put(key, value);
            }
        }));
        write(lost);
    }

    /** Takes off what a killed run of kgit has left on topics that are to move at full speed now. */
    synchronized void lift(Collection<String> topics) {
        remove(
                own(topics.stream().map(KafkaConnection::topicResource).toList()),
                (where, entry) -> isMarked(entry.getKey(), entry.getValue()));
    }

    /**
     * Takes off what was set here, where it still stands. Called twice, it does nothing the second time.
     *
     * @return brokers that are down, and keep theirs until they are up and somebody sweeps
     */
    synchronized SortedSet<Integer> off() {
        Set<ConfigResource> up = up();
        remove(
                own(up),
                (where, entry) -> entry.getValue()
                        .equals(set.getOrDefault(where, Map.of()).get(entry.getKey())));
        SortedSet<Integer> left = new TreeSet<>();
        set.keySet().stream()
                .filter(where -> !up.contains(where))
                .forEach(where -> left.add(Integer.parseInt(where.name())));
        set.clear();
        return left;
    }

    /** Where something is set that can be asked: a broker alone tells of itself. */
    private Set<ConfigResource> up() {
        Set<ConfigResource> up = new LinkedHashSet<>(set.keySet());
        if (up.isEmpty()) {
            return up;
        }
        Set<ConfigResource> brokers = OnlineBrokers.ids(connection).stream()
                .map(ReplicationThrottle::broker)
                .collect(Collectors.toSet());
        up.removeIf(where -> where.type() == ConfigResource.Type.BROKER && !brokers.contains(where));
        return up;
    }

    /**
     * Takes off what carries kgit's mark, whoever set it: from topics that do not move, and from brokers unless a topic
     * with kgit's mark moves, which may be another project's. Nothing where the principal may not look.
     *
     * @return how many values there were
     */
    static int sweep(KafkaConnection connection, Collection<String> topics) {
        RequestResult<Map<TopicPartition, PartitionReassignment>> moves =
                RequestResult.of(connection.admin().listPartitionReassignments().reassignments());
        if (moves.failedWith(AuthorizationException.class)) {
            return 0;
        }
        Set<ConfigResource> moving = ConnectivityDiagnosis.orThrow(moves, connection).keySet().stream()
                .map(partition -> KafkaConnection.topicResource(partition.topic()))
                .collect(Collectors.toSet());
        Set<ConfigResource> places = topics.stream()
                .map(KafkaConnection::topicResource)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        places.removeAll(moving);
        ReplicationThrottle any = new ReplicationThrottle(connection);
        try {
            boolean inUse = any.own(moving).values().stream()
                    .flatMap(values -> values.entrySet().stream())
                    .anyMatch(entry -> isMarked(entry.getKey(), entry.getValue()));
            if (!inUse) {
                OnlineBrokers.ids(connection).forEach(id -> places.add(broker(id)));
            }
            return any.remove(any.own(places), (where, entry) -> isMarked(entry.getKey(), entry.getValue()));
        } catch (AuthorizationException mayNot) {
            return 0;
        }
    }

    private int remove(
            Map<ConfigResource, Map<String, String>> there,
            BiPredicate<ConfigResource, Map.Entry<String, String>> which) {
        Map<ConfigResource, Collection<AlterConfigOp>> deletes = new LinkedHashMap<>();
        there.forEach((where, values) -> values.entrySet().stream()
                .filter(entry -> which.test(where, entry))
                .forEach(entry -> deletes.computeIfAbsent(where, w -> new ArrayList<>())
                        .add(new AlterConfigOp(new ConfigEntry(entry.getKey(), ""), AlterConfigOp.OpType.DELETE))));
        alter(deletes);
        return deletes.values().stream().mapToInt(Collection::size).sum();
    }

    private void write(Map<ConfigResource, Map<String, String>> values) {
        Map<ConfigResource, Collection<AlterConfigOp>> writes = new LinkedHashMap<>();
        values.forEach((where, entries) -> {
            // Noted before it is written: what may stand has to be taken off.
            set.computeIfAbsent(where, w -> new LinkedHashMap<>()).putAll(entries);
            writes.put(
                    where,
                    entries.entrySet().stream()
                            .map(entry -> new AlterConfigOp(
                                    new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                            .toList());
        });
        alter(writes);
    }

    private void alter(Map<ConfigResource, Collection<AlterConfigOp>> changes) {
        if (changes.isEmpty()) {
            return;
        }
        RuntimeException first = null;
        for (KafkaFuture<Void> done : connection
                .admin()
                .incrementalAlterConfigs(changes, new AlterConfigsOptions())
                .values()
                .values()) {
            Throwable failure = RequestResult.of(done).failure();
            if (failure instanceof UnknownTopicOrPartitionException) {
                continue; // the topic is gone, and its throttle with it
            }
            if (failure != null && first == null) {
                first = failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** The throttle values that stand on these topics and brokers themselves. */
    private Map<ConfigResource, Map<String, String>> own(Collection<ConfigResource> places) {
        Map<ConfigResource, Map<String, String>> own = new LinkedHashMap<>();
        if (places.isEmpty()) {
            return own;
        }
        connection.admin().describeConfigs(places).values().forEach((where, future) -> {
            RequestResult<Config> answer = RequestResult.of(future);
            if (answer.failedWith(UnknownTopicOrPartitionException.class)) {
                return;
            }
            if (answer.failure() instanceof AuthorizationException mayNot) {
                throw mayNot;
            }
            Map<String, String> values = new LinkedHashMap<>();
            ConnectivityDiagnosis.orThrow(answer, connection).entries().forEach(entry -> {
                String value = own(entry);
                if (value != null) {
                    values.put(entry.name(), value);
                }
            });
            own.put(where, values);
        });
        return own;
    }

    private static @Nullable String own(ConfigEntry entry) {
        boolean throttles = RATES.contains(entry.name()) || TopicKeys.THROTTLES.contains(entry.name());
        boolean here = entry.source() == ConfigSource.DYNAMIC_BROKER_CONFIG
                || entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG;
        return throttles && here ? entry.value() : null;
    }

    /** The rate with kgit's mark at its end, at most ten kilobytes off. */
    static long marked(long rate) {
        return Math.max(0, rate - rate % MARK_ROOM) + MARK;
    }

    static boolean isMarked(String key, @Nullable String value) {
        String text = Objects.requireNonNullElse(value, "");
        if (RATES.contains(key)) {
            return text.matches("\\d+") && Long.parseLong(text) % MARK_ROOM == MARK;
        }
        return TopicKeys.THROTTLES.contains(key) && text.contains(MARK_ENTRY);
    }

    private static String list(List<String> replicas) {
        List<String> entries = new ArrayList<>(replicas);
        entries.add(MARK_ENTRY);
        return String.join(",", entries);
    }

    private static ConfigResource broker(int id) {
        return new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(id));
    }
}
