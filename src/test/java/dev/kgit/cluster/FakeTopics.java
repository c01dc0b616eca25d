package dev.kgit.cluster;

import dev.kgit.kinds.topic.TopicOperation;
import dev.kgit.kinds.topic.TopicStatus;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldType;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The topics of a {@link FakeCluster}: what a broker keeps, and what it says to requests about them. */
final class FakeTopics {

    /** A config key as brokers know it. */
    private record Key(FieldType type, String byDefault) {}

    private static final Map<String, Key> KEYS = Map.ofEntries(
            Map.entry("cleanup.policy", new Key(FieldType.LIST, "delete")),
            Map.entry("compression.type", new Key(FieldType.TEXT, "producer")),
            Map.entry("delete.retention.ms", new Key(FieldType.NUMBER, "86400000")),
            Map.entry("file.delete.delay.ms", new Key(FieldType.NUMBER, "60000")),
            Map.entry("flush.messages", new Key(FieldType.NUMBER, "9223372036854775807")),
            Map.entry("flush.ms", new Key(FieldType.NUMBER, "9223372036854775807")),
            Map.entry("index.interval.bytes", new Key(FieldType.NUMBER, "4096")),
            Map.entry("max.compaction.lag.ms", new Key(FieldType.NUMBER, "9223372036854775807")),
            Map.entry("max.message.bytes", new Key(FieldType.NUMBER, "1048588")),
            Map.entry("message.timestamp.type", new Key(FieldType.TEXT, "CreateTime")),
            Map.entry("min.cleanable.dirty.ratio", new Key(FieldType.NUMBER, "0.5")),
            Map.entry("min.compaction.lag.ms", new Key(FieldType.NUMBER, "0")),
            Map.entry("min.insync.replicas", new Key(FieldType.NUMBER, "1")),
            Map.entry("preallocate", new Key(FieldType.BOOLEAN, "false")),
            Map.entry("remote.log.delete.on.disable", new Key(FieldType.BOOLEAN, "false")),
            Map.entry("remote.storage.enable", new Key(FieldType.BOOLEAN, "false")),
            Map.entry("retention.bytes", new Key(FieldType.NUMBER, "-1")),
            Map.entry("retention.ms", new Key(FieldType.NUMBER, "604800000")),
            Map.entry("segment.bytes", new Key(FieldType.NUMBER, "1073741824")),
            Map.entry("segment.index.bytes", new Key(FieldType.NUMBER, "10485760")),
            Map.entry("segment.jitter.ms", new Key(FieldType.NUMBER, "0")),
            Map.entry("segment.ms", new Key(FieldType.NUMBER, "604800000")),
            Map.entry("unclean.leader.election.enable", new Key(FieldType.BOOLEAN, "false")));

    /** A topic as it stands. */
    static final class Topic {
        final String topicId;
        final boolean internal;
        final SortedSet<Integer> inFlight = new TreeSet<>();
        final SortedSet<Integer> offline = new TreeSet<>();

        /** While replicas move: how many there were before. */
        int factorBefore;

        boolean throttled;
        List<List<Integer>> assignment;
        final SortedMap<String, String> config = new TreeMap<>();

        Topic(String topicId, boolean internal, List<List<Integer>> assignment) {
            this.topicId = topicId;
            this.internal = internal;
            this.assignment = new ArrayList<>(assignment);
        }
    }

    final SortedMap<ResourceId, Topic> byId = new TreeMap<>();
    final Map<String, String> inherited = new TreeMap<>();
    private final List<ClusterInfo.Broker> brokers;
    private int created;

    FakeTopics(List<ClusterInfo.Broker> brokers) {
        this.brokers = brokers;
    }

    static Map<String, FieldType> types() {
        return KEYS.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().type()));
    }

    Map<String, String> defaults() {
        Map<String, String> defaults = new TreeMap<>();
        KEYS.forEach((key, known) -> defaults.put(key, known.byDefault()));
        defaults.putAll(inherited);
        return defaults;
    }

    void put(ResourceId id, boolean internal, int partitions, int factor, Map<String, String> config) {
        Topic topic = new Topic("fake-id-" + ++created, internal, spread(0, partitions, factor));
        config.forEach((key, value) -> topic.config.put(key, normal(key, value)));
        byId.put(id, topic);
    }

    Resource resource(ResourceId id) {
        Topic topic = byId.get(id);
        SortedMap<String, FieldValue> fields = new TreeMap<>();
        fields.put(Resource.PARTITIONS, FieldValue.of(Integer.toString(topic.assignment.size())));
        fields.put(Resource.REPLICATION_FACTOR, FieldValue.of(factor(topic)));
        topic.config.forEach((key, value) -> fields.put(Resource.CONFIG + key, FieldValue.of(value)));
        return Resource.live(id, fields);
    }

    TopicStatus facts(ResourceId id) {
        Topic topic = byId.get(id);
        return new TopicStatus(
                topic.topicId, topic.internal, topic.assignment, topic.inFlight, topic.offline, topic.throttled);
    }

    private static String factor(Topic topic) {
        List<Integer> factors = new ArrayList<>();
        topic.assignment.forEach(replicas -> factors.add(replicas.size()));
        topic.inFlight.forEach(partition -> factors.add(topic.factorBefore));
        int least = factors.stream().mapToInt(Integer::intValue).min().orElse(0);
        int most = factors.stream().mapToInt(Integer::intValue).max().orElse(0);
        return least == most ? Integer.toString(least) : least + ".." + most;
    }

    /** Does it, or says why not. */
    @Nullable
    Refusal create(TopicOperation.CreateTopic action, boolean really) {
        int partitions = action.partitions() == null ? 1 : action.partitions();
        int factor = action.replicationFactor() == null ? 1 : action.replicationFactor();
        Topic there = byId.get(action.id());
        if (there != null) {
            return sameShape(there, action) ? null : Refusal.whole("KG308", "it exists already in another shape");
        }
        if (partitions < 1) {
            return Refusal.at(Resource.PARTITIONS, "KG304", "Number of partitions must be larger than 0.");
        }
        if (factor < 1 || factor > brokers.size()) {
            return Refusal.at(
                    Resource.REPLICATION_FACTOR,
                    "KG303",
                    "Unable to replicate the partition " + factor + " time(s): " + brokers.size() + " broker(s).");
        }
        Refusal badConfig = firstBad(action.config().entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), Optional.of(entry.getValue())))
                .toList());
        if (badConfig == null && really) {
            Map<String, String> config = new TreeMap<>();
            action.config().forEach((key, setting) -> config.put(key, setting.text()));
            put(action.id(), false, partitions, factor, config);
        }
        return badConfig;
    }

    private static boolean sameShape(Topic there, TopicOperation.CreateTopic wanted) {
        SortedMap<String, String> config = new TreeMap<>();
        wanted.config().forEach((key, setting) -> config.put(key, normal(key, setting.text())));
        return (wanted.partitions() == null || wanted.partitions() == there.assignment.size())
                && (wanted.replicationFactor() == null
                        || wanted.replicationFactor().toString().equals(factor(there)))
                && config.equals(there.config);
    }

    @Nullable
    Refusal alter(TopicOperation.AlterTopicConfig action, boolean really) {
        Topic topic = byId.get(action.id());
        if (topic == null) {
            return Refusal.gone();
        }
        Refusal badConfig = firstBad(List.copyOf(action.changes().entrySet()));
        if (badConfig == null && really) {
            action.changes()
                    .forEach((key, value) -> value.ifPresentOrElse(
                            setting -> topic.config.put(key, normal(key, setting.text())),
                            () -> topic.config.remove(key)));
        }
        return badConfig;
    }

    @Nullable
    Refusal grow(TopicOperation.AddPartitions action, boolean really) {
        Topic topic = byId.get(action.id());
        if (topic == null) {
            return Refusal.gone();
        }
        int now = topic.assignment.size();
        if (action.total() < now) {
            return Refusal.at(
                    Resource.PARTITIONS,
                    "KG304",
                    "The topic currently has " + now + " partition(s); " + action.total()
                            + " would not be an increase.");
        }
        if (really && action.total() > now) {
            topic.assignment.addAll(
                    action.assignment().isEmpty()
                            ? spread(
                                    now, action.total(), topic.assignment.get(0).size())
                            : action.assignment());
        }
        return null;
    }

    @Nullable
    Refusal reassign(TopicOperation.Reassign action, boolean really) {
        Topic topic = byId.get(action.id());
        if (topic == null) {
            return Refusal.gone();
        }
        for (List<Integer> replicas : action.target().values()) {
            if (replicas.isEmpty()
                    || new HashSet<>(replicas).size() < replicas.size()
                    || !replicas.stream().allMatch(this::isBroker)) {
                return Refusal.at(
                        Resource.REPLICATION_FACTOR, "KG303", "The manual partition assignment is not possible.");
            }
        }
        if (really) {
            action.target().forEach((partition, replicas) -> topic.assignment.set(partition, List.copyOf(replicas)));
            topic.inFlight.clear();
        }
        return null;
    }

    @Nullable
    Refusal delete(TopicOperation.DeleteTopic action, boolean really) {
        Topic topic = byId.get(action.id());
        if (topic == null) {
            return null;
        }
        if (!topic.topicId.equals(action.topicId())) {
            return Refusal.whole("KG307", "the topic was deleted and created again since");
        }
        if (really) {
            byId.remove(action.id());
        }
        return null;
    }

    private boolean isBroker(int id) {
        return brokers.stream().anyMatch(broker -> broker.id() == id);
    }

    private List<List<Integer>> spread(int from, int to, int factor) {
        return IntStream.range(from, to)
                .mapToObj(partition -> IntStream.range(partition, partition + factor)
                        .mapToObj(index -> brokers.get(index % brokers.size()).id())
                        .toList())
                .toList();
    }

    private static @Nullable Refusal firstBad(Collection<Map.Entry<String, Optional<FieldValue>>> changes) {
        for (Map.Entry<String, Optional<FieldValue>> change : changes) {
            Key key = KEYS.get(change.getKey());
            String path = Resource.CONFIG + change.getKey();
            if (change.getValue().isEmpty()) {
                continue; // giving back a key that nobody knows is fine with a broker
            }
            String value = change.getValue().get().text();
            if (key == null) {
                return Refusal.at(path, "KG301", "Unknown topic config name: " + change.getKey());
            }
            if (key.type() == FieldType.NUMBER && !value.strip().matches("-?\\d+(\\.\\d+)?")) {
                return Refusal.at(path, "KG301", "Not a number of type LONG");
            }
        }
        return null;
    }

    /** Values as a broker gives them back: numbers and booleans trimmed, list items without blanks. */
    private static String normal(String key, String value) {
        Key known = KEYS.get(key);
        if (known == null || known.type() == FieldType.TEXT) {
            return value;
        }
        return known.type() == FieldType.LIST ? value.replace(" ", "") : value.strip();
    }

    /** Why a broker would not. */
    record Refusal(@Nullable String path, Diagnostic why) {

        static Refusal whole(String code, String message) {
            return new Refusal(null, Diagnostic.error(code, message));
        }

        static Refusal at(String path, String code, String message) {
            return new Refusal(path, Diagnostic.error(code, message));
        }

        static Refusal gone() {
            return whole("KG310", "the topic is not there any more");
        }
    }
}
