package dev.kgit.cli;

import static dev.kgit.cli.ByHand.get;
import static dev.kgit.cli.ByHand.known;

import dev.kgit.fixture.Await;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** Somebody who changes a live platform by hand, at random, in every way that kgit tells as drift. */
final class Meddler {

    /** Values that brokers take for a topic; none of them drops data of an empty one or asks for more replicas. */
    private static final Map<String, List<String>> VALUES = new TreeMap<>(Map.ofEntries(
            Map.entry("retention.ms", List.of("3600000", "86400000", "604800000", "90061001", "-1")),
            Map.entry("retention.bytes", List.of("1073741824", "1000001")),
            Map.entry("segment.bytes", List.of("10485760", "536870912", "12345678")),
            Map.entry("segment.ms", List.of("3600000", "43200000")),
            Map.entry("max.message.bytes", List.of("2097152", "1000000")),
            Map.entry("compression.type", List.of("zstd", "lz4", "gzip", "uncompressed")),
            Map.entry("message.timestamp.type", List.of("LogAppendTime", "CreateTime")),
            Map.entry("cleanup.policy", List.of("delete", "compact", "compact,delete")),
            Map.entry("min.cleanable.dirty.ratio", List.of("0.1", "0.25", "0.99")),
            Map.entry("delete.retention.ms", List.of("3600000", "43200000")),
            Map.entry("preallocate", List.of("true", "false")),
            Map.entry("unclean.leader.election.enable", List.of("true", "false")),
            Map.entry("flush.messages", List.of("1000", "77"))));

    private static final Map<String, List<String>> OF_CONNECTORS = new TreeMap<>(Map.of(
            "batch.size", List.of("1000", "500", "250"),
            "errors.log.enable", List.of("true", "false"),
            "errors.retry.timeout", List.of("0", "60000"),
            "some.note", List.of("by hand", "3 o'clock: in a hurry # really", "012")));

    /**
     * One change.
     *
     * @param kind how drift is to call it
     * @param found live value by path of what differs now, null where nothing is set; null: not foretold
     * @param adoptable whether the files can take it up
     * @param revertible whether an apply can take it back
     * @param mend what has to happen before an apply can heal it
     */
    record Change(
            String id,
            String kind,
            @Nullable Map<String, @Nullable String> found,
            boolean adoptable,
            boolean revertible,
            Runnable mend) {

        private Change(String id, String kind, @Nullable Map<String, @Nullable String> found, boolean adoptable) {
            this(id, kind, found, adoptable, true, () -> {});
        }

        /** Recreated as it was, the topic is as declared: the plan has nothing to do. */
        boolean isPlanned() {
            return !(kind.equals("recreated") && found != null && found.isEmpty());
        }

        @Override
        public String toString() {
            return kind + " " + id + (found == null ? "" : " " + found);
        }
    }

    /** A way to change one resource; empty where it can't be done to this one as it is. */
    interface Trick {
        Optional<Change> play(String name);
    }

    private final Random random;
    private final ByHand kafka;
    private final ConnectByHand connect;

    Meddler(Random random, ByHand kafka, ConnectByHand connect) {
        this.random = random;
        this.kafka = kafka;
        this.connect = connect;
    }

    /** What somebody may have set on a topic. */
    static Map<String, String> someConfig(Random random) {
        Map<String, String> config = new TreeMap<>();
        VALUES.forEach((key, values) -> {
            if (random.nextInt(4) == 0) {
                config.put(key, values.get(random.nextInt(values.size())));
            }
        });
        return config;
    }

    Change topic(String name) {
        return any(
                name,
                List.of(
                        this::setDeclared,
                        this::setUndeclared,
                        this::unset,
                        this::grow,
                        this::factor,
                        this::unevenFactor,
                        this::deleteTopic,
                        this::recreateAsItWas,
                        this::recreateBare));
    }

    Change connector(String name) {
        return any(name, List.of(this::setKey, this::unsetKey, this::turn, this::turn, this::deleteConnector));
    }

    /** A sink that is running. */
    Change sink(String name, String topic) {
        return any(name, List.of(this::setKey, this::deleteConnector, sink -> Optional.of(poison(sink, topic))));
    }

    Change internalTopic(String name) {
        String policy = pick(List.of("delete", "compact,delete"));
        kafka.set(name, "cleanup.policy", policy);
        return new Change("topic/" + name, "changed", Map.of("config.cleanup.policy", policy), false);
    }

    /** Of a topic that is declared absent. */
    Change create(String name) {
        kafka.create(name, Map.of());
        return new Change("topic/" + name, "unexpected", null, false);
    }

    private Change any(String name, List<Trick> tricks) {
        List<Trick> order = new ArrayList<>(tricks);
        Collections.shuffle(order, random);
        return order.stream()
                .flatMap(trick -> trick.play(name).stream())
                .findFirst()
                .orElseThrow();
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private Optional<String> pickOther(List<String> values, @Nullable String than) {
        List<String> others =
                values.stream().filter(value -> !value.equals(than)).toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(pick(others));
    }

    private Optional<Change> setDeclared(String topic) {
        Map<String, String> own = own(topic);
        List<String> keys = own.keySet().stream().filter(VALUES::containsKey).toList();
        return keys.isEmpty() ? Optional.empty() : set(topic, pick(keys), own, "changed");
    }

    private Optional<Change> setUndeclared(String topic) {
        Map<String, String> own = own(topic);
        List<String> keys =
                VALUES.keySet().stream().filter(key -> !own.containsKey(key)).toList();
        return set(topic, pick(keys), own, "extra");
    }

    private Optional<Change> set(String topic, String key, Map<String, String> own, String kind) {
        return pickOther(VALUES.getOrDefault(key, List.of()), own.get(key)).map(value -> {
            kafka.set(topic, key, value);
            return new Change("topic/" + topic, kind, Map.of("config." + key, value), true);
        });
    }

    private Optional<Change> unset(String topic) {
        List<String> keys = List.copyOf(own(topic).keySet());
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        String key = pick(keys);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp delete = new AlterConfigOp(new ConfigEntry(key, ""), AlterConfigOp.OpType.DELETE);
        get(admin().incrementalAlterConfigs(Map.of(resource, List.of(delete))).all());
        Await.until(() -> !own(topic).containsKey(key));
        return Optional.of(new Change("topic/" + topic, "changed", nothing("config." + key), true));
    }

    private Optional<Change> grow(String topic) {
        int more = partitions(topic).size() + 1 + random.nextInt(3);
        get(admin().createPartitions(Map.of(topic, NewPartitions.increaseTo(more)))
                .all());
        Await.until(() -> partitions(topic).size() == more);
        Map<String, @Nullable String> found = Map.of("partitions", "" + more);
        return Optional.of(new Change("topic/" + topic, "changed", found, true, false, () -> {}));
    }

    private Optional<Change> factor(String topic) {
        List<List<Integer>> now = partitions(topic);
        List<Integer> replicas = brokers(1 + (now.get(0).size() + random.nextInt(2)) % 3);
        move(topic, Collections.nCopies(now.size(), replicas));
        Map<String, @Nullable String> found = Map.of("replicationFactor", "" + replicas.size());
        return Optional.of(new Change("topic/" + topic, "changed", found, true));
    }

    private Optional<Change> unevenFactor(String topic) {
        List<List<Integer>> now = partitions(topic);
        if (now.size() < 2) {
            return Optional.empty();
        }
        int was = now.get(0).size();
        List<Integer> replicas = brokers(1 + was % 3);
        move(topic, List.of(replicas));
        String found = Math.min(was, replicas.size()) + ".." + Math.max(was, replicas.size());
        // Adopted, the factor would be nobody's business any more: no file can say it.
        return Optional.of(new Change("topic/" + topic, "changed", Map.of("replicationFactor", found), false));
    }

    private Optional<Change> deleteTopic(String topic) {
        kafka.delete(topic);
        return Optional.of(new Change("topic/" + topic, "missing", null, false));
    }

    private Optional<Change> recreateAsItWas(String topic) {
        recreate(topic, own(topic));
        return Optional.of(new Change("topic/" + topic, "recreated", Map.of(), false));
    }

    private Optional<Change> recreateBare(String topic) {
        Map<String, @Nullable String> found = new HashMap<>();
        own(topic).keySet().forEach(key -> found.put("config." + key, null));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        recreate(topic, Map.of());
        return Optional.of(new Change("topic/" + topic, "recreated", found, true));
    }

    private void recreate(String topic, Map<String, String> config) {
        List<List<Integer>> before = partitions(topic);
        kafka.delete(topic);
        NewTopic again =
                new NewTopic(topic, before.size(), (short) before.get(0).size());
        get(admin().createTopics(List.of(again.configs(config))).all());
        Await.until(() -> kafka.topics().contains(topic) && own(topic).equals(config));
    }

    private Optional<Change> setKey(String connector) {
        Map<String, String> config = connect.config(connector);
        String key = pick(List.copyOf(OF_CONNECTORS.keySet()));
        String kind = config.containsKey(key) ? "changed" : "extra";
        return pickOther(OF_CONNECTORS.getOrDefault(key, List.of()), config.get(key))
                .map(value -> {
                    config.put(key, value);
                    connect.put(connector, config);
                    return new Change(id(connector), kind, Map.of("config." + key, value), true);
                });
    }

    private Optional<Change> unsetKey(String connector) {
        Map<String, String> config = connect.config(connector);
        List<String> keys =
                config.keySet().stream().filter(OF_CONNECTORS::containsKey).toList();
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        String key = pick(keys);
        config.remove(key);
        connect.put(connector, config);
        return Optional.of(new Change(id(connector), "changed", nothing("config." + key), true));
    }

    private Optional<Change> turn(String connector) {
        String other = pickOther(List.of("running", "paused", "stopped"), connect.state(connector))
                .orElseThrow();
        connect.turn(connector, other);
        String kind = other.equals("running") ? "changed" : "paused";
        return Optional.of(new Change(id(connector), kind, Map.of("state", other), true));
    }

    private Optional<Change> deleteConnector(String connector) {
        connect.delete(connector);
        return Optional.of(new Change(id(connector), "missing", null, false));
    }

    /** A record that the sink can't read: its task fails, and restarting it helps only when the record is gone. */
    private Change poison(String connector, String topic) {
        Await.until(() -> connect.hasRunningTask(connector));
        kafka.append(topic, "poison", "{ not JSON".getBytes(StandardCharsets.UTF_8));
        Await.until(() -> connect.hasFailedTask(connector));
        return new Change(id(connector), "failed", Map.of("state", "failed"), false, true, () -> empty(topic));
    }

    private void empty(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        long end = get(admin().listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .all())
                .get(partition)
                .offset();
        get(admin().deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(end)))
                .all());
    }

    private static String id(String connector) {
        return "connector/main/" + connector;
    }

    private static Map<String, @Nullable String> nothing(String path) {
        Map<String, @Nullable String> found = new HashMap<>();
        found.put(path, null);
        return found;
    }

    private List<Integer> brokers(int count) {
        List<Integer> all = new ArrayList<>(List.of(1, 2, 3));
        Collections.shuffle(all, random);
        return List.copyOf(all.subList(0, count));
    }

    /** The first partitions get these replicas. */
    private void move(String topic, List<List<Integer>> replicas) {
        Map<TopicPartition, Optional<NewPartitionReassignment>> moves = new HashMap<>();
        for (int i = 0; i < replicas.size(); i++) {
            moves.put(new TopicPartition(topic, i), Optional.of(new NewPartitionReassignment(replicas.get(i))));
        }
        get(admin().alterPartitionReassignments(moves).all());
        Await.until(
                () -> get(admin().listPartitionReassignments().reassignments()).isEmpty()
                        && partitions(topic).subList(0, replicas.size()).equals(replicas));
    }

    private List<List<Integer>> partitions(String topic) {
        TopicDescription described = known(
                        () -> admin().describeTopics(List.of(topic)).allTopicNames())
                .get(topic);
        return described.partitions().stream()
                .map(partition ->
                        partition.replicas().stream().map(node -> node.id()).toList())
                .toList();
    }

    /** What the topic sets itself. */
    private Map<String, String> own(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<String, String> own = new TreeMap<>();
        known(() -> admin().describeConfigs(List.of(resource)).all()).get(resource).entries().stream()
                .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .forEach(entry -> own.put(entry.name(), entry.value()));
        return own;
    }

    private Admin admin() {
        return kafka.admin();
    }
}
