package dev.kgit.kinds.topic.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.OperationProgress;
import dev.kgit.cluster.OperationResult;
import dev.kgit.fixture.Await;
import dev.kgit.fixture.Brokers;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicOperation;
import dev.kgit.model.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Three racked brokers of a test's own, since throttles are on brokers, and topics with data whose replicas move. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MovingFixture {

    /** In bytes a second; a broker lets ten seconds of it pass at once. */
    static final long UNHURRIED = 300_000;

    static final long FAST = 50_000_000;

    Brokers brokers;
    Admin admin;
    final List<Runnable> duties = new ArrayList<>();
    final List<OperationProgress> words = new ArrayList<>();

    @BeforeAll
    void start() {
        brokers = Brokers.start(3, Map.of());
        admin = Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()));
    }

    @AfterAll
    void stop() {
        admin.close();
        brokers.close();
    }

    @AfterEach
    void leavesNothingBehind() {
        Await.until(() -> throttles().isEmpty()); // each broker hears of it when it does
        assertThat(duties).as("duties at exit").isEmpty();
    }

    KafkaTopics kafka() {
        return kafka(Duration.ofSeconds(20));
    }

    /** @param patience with brokers that don't answer */
    KafkaTopics kafka(Duration patience) {
        return KafkaTopics.connect(brokers.client(), patience, Clock.systemUTC(), duty -> {
            duties.add(duty);
            return () -> duties.remove(duty);
        });
    }

    OperationResult move(KafkaTopics kafka, ResourceId topic, Map<Integer, List<Integer>> target, Long throttle) {
        return kafka.execute(List.of(new TopicOperation.Reassign(topic, new TreeMap<>(target), throttle)), word -> {
                    synchronized (words) {
                        words.add(word);
                    }
                })
                .get(0);
    }

    /** Partition n begins on broker n + 1. */
    ResourceId topicWithData(String hint, int partitions, int bytes) throws Exception {
        ResourceId topic = TopicKind.id(hint + "-" + UUID.randomUUID());
        Map<Integer, List<Integer>> assignment = new TreeMap<>();
        IntStream.range(0, partitions).forEach(partition -> assignment.put(partition, List.of(partition + 1)));
        admin.createTopics(List.of(new NewTopic(topic.name(), assignment)))
                .all()
                .get();
        Await.until(() -> nodes() == 3);
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int partition = 0; partition < partitions; partition++) {
                for (int sent = 0; sent < bytes; sent += 1_000) {
                    producer.send(new ProducerRecord<>(topic.name(), partition, null, new byte[1_000]));
                }
            }
            producer.flush();
        }
        return topic;
    }

    int nodes() {
        return get(admin.describeCluster().nodes()).size();
    }

    int moving() {
        return get(admin.listPartitionReassignments().reassignments()).size();
    }

    TopicDescription describe(ResourceId topic) {
        return get(admin.describeTopics(List.of(topic.name())).allTopicNames()).get(topic.name());
    }

    List<List<Integer>> replicas(ResourceId topic) {
        return describe(topic).partitions().stream()
                .map(partition -> partition.replicas().stream().map(Node::id).toList())
                .toList();
    }

    List<Integer> leaders(ResourceId topic) {
        return describe(topic).partitions().stream()
                .map(partition -> partition.leader().id())
                .toList();
    }

    List<Integer> inSync(ResourceId topic) {
        return describe(topic).partitions().stream()
                .map(partition -> partition.isr().size())
                .toList();
    }

    /** Every throttle value there is, on brokers and topics. */
    List<String> throttles() {
        Collection<ConfigResource> places = new ArrayList<>();
        IntStream.rangeClosed(1, 3)
                .forEach(id -> places.add(new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(id))));
        get(admin.listTopics().names())
                .forEach(topic -> places.add(new ConfigResource(ConfigResource.Type.TOPIC, topic)));
        SortedMap<String, String> found = new TreeMap<>();
        get(admin.describeConfigs(places).all())
                .forEach((place, config) -> config.entries().stream()
                        .filter(entry -> entry.name().contains("replication.throttled"))
                        .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_BROKER_CONFIG
                                || entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                        .forEach(entry -> found.put(
                                place.type().name().toLowerCase(java.util.Locale.ROOT) + " " + place.name() + " "
                                        + entry.name(),
                                entry.value())));
        return found.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    static ConfigResource broker(int id) {
        return new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(id));
    }

    static ConfigResource topic(ResourceId topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    void set(ConfigResource place, String key, String value) {
        AlterConfigOp operation = new AlterConfigOp(
                new ConfigEntry(key, value), value == null ? AlterConfigOp.OpType.DELETE : AlterConfigOp.OpType.SET);
        get(admin.incrementalAlterConfigs(Map.of(place, List.of(operation))).all());
    }

    static <T> T get(org.apache.kafka.common.KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
