package dev.kgit.kinds.topic.live;

import dev.kgit.kinds.topic.TopicDefaults;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicStatus;
import dev.kgit.model.FieldType;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.PartitionReassignment;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * Turns the client's answers into the nouns of kgit, topic by topic. Ten thousand topics have to fit, so what is the same
 * for many of them (paths, values, replica lists) is kept once.
 */
public final class TopicStateBuilder {

    /** Set while replicas move, by kgit or by Kafka's own tools; never desired state: left behind, they are in flight. */
    static final Set<String> THROTTLED =
            Set.of(ReplicationThrottle.LEADER_REPLICAS, ReplicationThrottle.FOLLOWER_REPLICAS);

    private static final FieldValue UNKNOWN = FieldValue.unknown();

    private final SortedMap<ResourceId, Resource> resources = new TreeMap<>();
    private final SortedMap<ResourceId, TopicStatus> facts = new TreeMap<>();
    private final Map<String, FieldType> types = new HashMap<>();
    private final Map<String, String> inherited = new HashMap<>();
    private final Map<String, String> paths = new HashMap<>();
    private final Map<String, FieldValue> settings = new HashMap<>();
    private final Map<List<Integer>, List<Integer>> replicaLists = new HashMap<>();
    private final Set<String> throttledByKgit = new HashSet<>();
    private Map<TopicPartition, PartitionReassignment> moves = Map.of();

    void moving(Map<TopicPartition, PartitionReassignment> reassignments) {
        moves = reassignments;
    }

    void add(TopicDescription topic, Config config) {
        ResourceId id = TopicKind.id(topic.name());
        List<List<Integer>> assignment = new ArrayList<>(topic.partitions().size());
        List<Integer> factors = new ArrayList<>(topic.partitions().size());
        SortedSet<Integer> inFlight = new TreeSet<>();
        SortedSet<Integer> offline = new TreeSet<>();
        for (TopicPartitionInfo partition : topic.partitions()) {
            PartitionReassignment move =
                    moves.isEmpty() ? null : moves.get(new TopicPartition(topic.name(), partition.partition()));
            List<Integer> replicas = move == null ? replicas(partition) : target(move);
            assignment.add(replicas);
            factors.add(replicas.size());
            if (move != null) {
                inFlight.add(partition.partition());
                factors.add(move.replicas().size() - move.addingReplicas().size());
            }
            if (partition.leader() == null || partition.leader().isEmpty()) {
                offline.add(partition.partition());
            }
        }
        SortedMap<String, FieldValue> fields = new TreeMap<>();
        fields.put(Resource.PARTITIONS, setting(Integer.toString(assignment.size())));
        fields.put(Resource.REPLICATION_FACTOR, setting(factor(factors)));
        boolean throttled = false;
        for (ConfigEntry entry : config.entries()) {
            add(topic.name(), entry, fields);
            throttled |= throttles(entry);
        }
        resources.put(id, Resource.live(id, fields));
        facts.put(
                id,
                new TopicStatus(
                        topic.topicId().toString(), topic.isInternal(), assignment, inFlight, offline, throttled));
    }

    private static boolean throttles(ConfigEntry entry) {
        return entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG && THROTTLED.contains(entry.name());
    }

    private void add(String topic, ConfigEntry entry, SortedMap<String, FieldValue> fields) {
        String key = entry.name();
        if (!types.containsKey(key)) {
            types.put(key, type(entry.type()));
        }
        if (entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG) {
            if (ReplicationThrottle.isMarked(key, entry.value())) {
                throttledByKgit.add(topic);
            }
            if (!THROTTLED.contains(key)) {
                String value = entry.value();
                fields.put(
                        paths.computeIfAbsent(key, k -> Resource.CONFIG + k), value == null ? UNKNOWN : setting(value));
            }
        } else if (entry.value() != null && !inherited.containsKey(key)) {
            inherited.put(key, entry.value());
        }
    }

    private FieldValue setting(String value) {
        return settings.computeIfAbsent(value, FieldValue::of);
    }

    private List<Integer> replicas(TopicPartitionInfo partition) {
        return kept(partition.replicas().stream().map(Node::id).toList());
    }

    /** Where a move leads to: during it a partition has its old replicas and its new ones. */
    private List<Integer> target(PartitionReassignment move) {
        return kept(move.replicas().stream()
                .filter(replica -> !move.removingReplicas().contains(replica))
                .toList());
    }

    private List<Integer> kept(List<Integer> replicas) {
        List<Integer> known = replicaLists.putIfAbsent(replicas, replicas);
        return known == null ? replicas : known;
    }

    /**
     * {@code 3}; {@code 1..3} where partitions differ, and while replicas move from one to three: then neither is true yet.
     */
    static String factor(List<Integer> factors) {
        int least = factors.stream().mapToInt(Integer::intValue).min().orElse(0);
        int most = factors.stream().mapToInt(Integer::intValue).max().orElse(0);
        return least == most ? Integer.toString(least) : least + ".." + most;
    }

    private static FieldType type(ConfigEntry.ConfigType type) {
        return switch (type) {
            case BOOLEAN -> FieldType.BOOLEAN;
            case INT, SHORT, LONG, DOUBLE -> FieldType.NUMBER;
            case LIST -> FieldType.LIST;
            case STRING, CLASS, PASSWORD, UNKNOWN -> FieldType.TEXT;
        };
    }

    Set<String> throttledByKgit() {
        return Set.copyOf(throttledByKgit);
    }

    State state() {
        return new State(resources);
    }

    SortedMap<ResourceId, TopicStatus> facts() {
        return facts;
    }

    TopicDefaults defaults() {
        return new TopicDefaults(Map.copyOf(types), Map.copyOf(inherited));
    }
}
