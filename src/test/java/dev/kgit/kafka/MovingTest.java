package dev.kgit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.Action;
import dev.kgit.cluster.Outcome;
import dev.kgit.cluster.Progress;
import dev.kgit.fixture.Brokers;
import dev.kgit.model.TopicId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Three racked brokers, topics with data. Throttles are on brokers, so this test has its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MovingTest {

    private static final long UNHURRIED = 300_000;
    private static final long FAST = 50_000_000;

    private Brokers brokers;
    private Admin admin;
    private final List<Runnable> duties = new ArrayList<>();
    private final List<Progress> words = new ArrayList<>();

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
        assertThat(throttles()).isEmpty();
        assertThat(duties).as("duties at exit").isEmpty();
    }

    private KafkaCluster kafka() {
        return KafkaCluster.connect(brokers.client(), Duration.ofSeconds(20), Clock.systemUTC(), duty -> {
            duties.add(duty);
            return () -> duties.remove(duty);
        });
    }

    @Test
    void goesFromOneToThreeToTwoReplicasWithItsData() throws Exception {
        TopicId topic = topicWithData("grow", 3, 1_000_000);
        try (KafkaCluster kafka = kafka()) {
            assertThat(move(kafka, topic, Map.of(0, List.of(1, 2, 3), 1, List.of(2, 3, 1), 2, List.of(3, 1, 2)), FAST))
                    .matches(Outcome::isDone);
            assertThat(replicas(topic)).containsExactly(List.of(1, 2, 3), List.of(2, 3, 1), List.of(3, 1, 2));
            await(() -> leaders(topic).equals(List.of(1, 2, 3)));
            assertThat(inSync(topic)).allMatch(isr -> isr == 3);

            assertThat(move(kafka, topic, Map.of(0, List.of(2, 3), 1, List.of(2, 1), 2, List.of(1, 2)), FAST))
                    .matches(Outcome::isDone);
            assertThat(replicas(topic)).containsExactly(List.of(2, 3), List.of(2, 1), List.of(1, 2));
            await(() -> leaders(topic).equals(List.of(2, 2, 1)));
        }
    }

    @Test
    void isThrottledWhileItCopiesAndTellsHowFarItIs() throws Exception {
        TopicId topic = topicWithData("throttled", 1, 2_500_000);
        try (KafkaCluster kafka = kafka()) {
            CompletableFuture<Outcome> moved =
                    CompletableFuture.supplyAsync(() -> move(kafka, topic, Map.of(0, List.of(1, 2)), UNHURRIED));
            await(() -> throttles().size() == 6);

            assertThat(throttles())
                    .contains(
                            "broker 1 leader.replication.throttled.rate=305448",
                            "broker 2 follower.replication.throttled.rate=305448");
            assertThat(kafka.read(() -> Set.of(topic)).topic(topic)).matches(facts -> facts.moving());
            assertThat(kafka.read(() -> Set.of(topic)).state().get(topic).config())
                    .isEmpty();
            assertThat(moved.get(60, TimeUnit.SECONDS)).matches(Outcome::isDone);
        }
        assertThat(words)
                .anyMatch(word -> word.text().matches("0 of 1 partitions moved, .* of .*, \\d+ %, .*/s, \\d+ s left"));
    }

    @Test
    void takesTheMoveAndItsThrottlesBackWhenInterrupted() throws Exception {
        TopicId topic = topicWithData("interrupted", 2, 3_000_000);
        AtomicReference<Outcome> outcome = new AtomicReference<>();
        AtomicReference<Boolean> stillInterrupted = new AtomicReference<>();
        try (KafkaCluster kafka = kafka()) {
            Thread thread = new Thread(() -> {
                outcome.set(move(kafka, topic, Map.of(0, List.of(1, 2), 1, List.of(2, 3)), UNHURRIED));
                stillInterrupted.set(Thread.currentThread().isInterrupted());
            });
            thread.start();
            await(() -> moving() == 2);

            thread.interrupt();
            thread.join(20_000);
        }
        assertThat(outcome.get()).isNotNull().matches(it -> !it.isDone());
        assertThat(stillInterrupted.get()).isTrue();
        assertThat(moving()).isZero();
        await(() -> replicas(topic).equals(List.of(List.of(1), List.of(2))));
    }

    @Test
    void takesTheMoveAndItsThrottlesBackWhenCancelled() throws Exception {
        TopicId topic = topicWithData("cancelled", 1, 3_000_000);
        try (KafkaCluster kafka = kafka()) {
            CompletableFuture<Outcome> moved =
                    CompletableFuture.supplyAsync(() -> move(kafka, topic, Map.of(0, List.of(1, 2)), UNHURRIED));
            await(() -> moving() == 1);

            kafka.cancel();

            Outcome outcome = moved.get(20, TimeUnit.SECONDS);
            assertThat(outcome.failure()).isNotNull();
            assertThat(outcome.failure().code()).isEqualTo("KG314");
        }
        assertThat(moving()).isZero();
        await(() -> replicas(topic).equals(List.of(List.of(1))));
    }

    @Test
    void takesTheMoveAndItsThrottlesBackWhenTheJvmIsToldToEnd() throws Exception {
        TopicId topic = topicWithData("ended", 1, 3_000_000);
        try (KafkaCluster kafka = kafka()) {
            CompletableFuture<Outcome> moved =
                    CompletableFuture.supplyAsync(() -> move(kafka, topic, Map.of(0, List.of(1, 2)), UNHURRIED));
            await(() -> moving() == 1 && !duties.isEmpty());

            duties.get(0).run();

            assertThat(moving()).isZero();
            assertThat(throttles()).isEmpty();
            assertThat(moved.get(20, TimeUnit.SECONDS)).matches(outcome -> !outcome.isDone());
        }
    }

    @Test
    void leavesThrottlesAloneThatSomebodyElseHasSet() throws Exception {
        TopicId topic = topicWithData("foreign", 1, 100_000);
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
        set(broker, "leader.replication.throttled.rate", "7000000");
        await(() -> throttles().size() == 1);
        try (KafkaCluster kafka = kafka()) {
            assertThat(move(kafka, topic, Map.of(0, List.of(1, 2)), FAST)).matches(Outcome::isDone);

            assertThat(throttles()).containsExactly("broker 1 leader.replication.throttled.rate=7000000");
        } finally {
            set(broker, "leader.replication.throttled.rate", null);
            await(() -> throttles().isEmpty());
        }
    }

    @Test
    void waitsForAMoveThatIsOnItsWayThereAlready() throws Exception {
        TopicId topic = topicWithData("underway", 1, 1_000_000);
        admin.alterPartitionReassignments(Map.of(
                        new TopicPartition(topic.name(), 0), Optional.of(new NewPartitionReassignment(List.of(2, 3)))))
                .all()
                .get();
        try (KafkaCluster kafka = kafka()) {
            assertThat(move(kafka, topic, Map.of(0, List.of(2, 3)), null)).matches(Outcome::isDone);
        }
        assertThat(replicas(topic)).containsExactly(List.of(2, 3));
    }

    @Test
    void refusesToMoveToABrokerThatIsDown() throws Exception {
        TopicId topic = topicWithData("down", 1, 1_000);
        brokers.stop(3);
        try (KafkaCluster kafka = kafka()) {
            await(() -> nodes() == 2);
            Outcome outcome = move(kafka, topic, Map.of(0, List.of(1, 3)), null);

            assertThat(outcome.failure()).isNotNull();
            assertThat(outcome.failure().code()).isEqualTo("KG303");
            assertThat(kafka.read(Set::of).platform().brokers())
                    .filteredOn(broker -> broker.id() == 3)
                    .singleElement()
                    .matches(broker -> !broker.usable());
        } finally {
            brokers.restart(3);
            await(() -> nodes() == 3);
        }
    }

    @Test
    void sweepsWhatAKilledRunHasLeftAndNothingElse() throws Exception {
        TopicId topic = topicWithData("killed", 1, 1_000);
        ConfigResource one = new ConfigResource(ConfigResource.Type.BROKER, "1");
        ConfigResource two = new ConfigResource(ConfigResource.Type.BROKER, "2");
        try (KafkaCluster kafka = kafka()) {
            // What a run has set that was killed before it could take it off.
            new Throttle(kafka.connection())
                    .on(Map.of(topic.name(), new Throttle.Lists(List.of("0:1"), List.of("0:2"))), List.of(1, 2), FAST);
            set(two, "leader.replication.throttled.rate", "7000000");
            await(() -> throttles().size() == 6);
            await(() -> throttles().contains("broker 2 leader.replication.throttled.rate=7000000"));

            kafka.read(() -> Set.of(topic));
            await(() -> kafka.sweepThrottles() == 5 || throttles().size() == 1);

            await(() -> throttles().equals(List.of("broker 2 leader.replication.throttled.rate=7000000")));
        } finally {
            set(one, "leader.replication.throttled.rate", null);
            set(two, "leader.replication.throttled.rate", null);
            await(() -> throttles().isEmpty());
        }
    }

    // What the claims are made with.

    private Outcome move(KafkaCluster kafka, TopicId topic, Map<Integer, List<Integer>> target, Long throttle) {
        return kafka.perform(List.of(new Action.Reassign(topic, new TreeMap<>(target), throttle)), word -> {
                    synchronized (words) {
                        words.add(word);
                    }
                })
                .get(0);
    }

    /** Partition n begins on broker n + 1. */
    private TopicId topicWithData(String hint, int partitions, int bytes) throws Exception {
        TopicId topic = new TopicId(hint + "-" + UUID.randomUUID());
        Map<Integer, List<Integer>> assignment = new TreeMap<>();
        IntStream.range(0, partitions).forEach(partition -> assignment.put(partition, List.of(partition + 1)));
        admin.createTopics(List.of(new NewTopic(topic.name(), assignment)))
                .all()
                .get();
        await(() -> nodes() == 3);
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

    private int nodes() {
        return get(admin.describeCluster().nodes()).size();
    }

    private int moving() {
        return get(admin.listPartitionReassignments().reassignments()).size();
    }

    private TopicDescription describe(TopicId topic) {
        return get(admin.describeTopics(List.of(topic.name())).allTopicNames()).get(topic.name());
    }

    private List<List<Integer>> replicas(TopicId topic) {
        return describe(topic).partitions().stream()
                .map(partition -> partition.replicas().stream().map(Node::id).toList())
                .toList();
    }

    private List<Integer> leaders(TopicId topic) {
        return describe(topic).partitions().stream()
                .map(partition -> partition.leader().id())
                .toList();
    }

    private List<Integer> inSync(TopicId topic) {
        return describe(topic).partitions().stream()
                .map(partition -> partition.isr().size())
                .toList();
    }

    /** Every throttle value there is, on brokers and topics. */
    private List<String> throttles() {
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

    private void set(ConfigResource place, String key, String value) {
        AlterConfigOp operation = new AlterConfigOp(
                new ConfigEntry(key, value), value == null ? AlterConfigOp.OpType.DELETE : AlterConfigOp.OpType.SET);
        get(admin.incrementalAlterConfigs(Map.of(place, List.of(operation))).all());
    }

    private static <T> T get(org.apache.kafka.common.KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            try {
                Thread.sleep(50);
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
        }
    }
}
