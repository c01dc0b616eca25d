package dev.kgit.kinds.topic.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.ClusterContract;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Operation;
import dev.kgit.cluster.OperationProgress;
import dev.kgit.cluster.OperationResult;
import dev.kgit.concurrent.ShutdownHooks;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicOperation;
import dev.kgit.kinds.topic.TopicStatus;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Holds real brokers to the contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RealServers
class KafkaClusterTest implements ClusterContract {

    private KafkaTopics kafka;

    @BeforeAll
    void connect() {
        kafka = KafkaTopics.connect(
                Brokers.shared().client(), Duration.ofMinutes(1), Clock.systemUTC(), ShutdownHooks.NONE);
    }

    @AfterAll
    void close() {
        kafka.close();
    }

    @Override
    public Cluster cluster() {
        return kafka;
    }

    @Override
    public ResourceId fresh(String hint) {
        return TopicKind.id(hint + "-" + UUID.randomUUID());
    }

    @Test
    void beginsToReadBeforeItIsKnownWhatIsWanted() throws Exception {
        ResourceId topic = created("late", 1, 1, Map.of());
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Set<ResourceId>> parsed = new CompletableFuture<>();
        CompletableFuture<LiveState> reading = CompletableFuture.supplyAsync(() -> kafka.read(() -> {
            asked.countDown();
            return parsed.join();
        }));
        assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(reading).isNotDone();

        parsed.complete(Set.of(topic));

        assertThat(reading.get(1, TimeUnit.MINUTES).state().ids()).containsExactly(topic);
    }

    @Test
    void readsWhatIsKnownEarlyOnceAndTheRestToo() {
        ResourceId early = created("early", 1, 1, Map.of());
        ResourceId late = created("late", 1, 1, Map.of());
        ResourceId later = created("later", 1, 1, Map.of());
        ResourceId none = fresh("none");

        List<ResourceId> many =
                IntStream.range(0, 600).mapToObj(i -> fresh("not-there")).toList();
        List<String> order = new ArrayList<>();

        LiveState live = kafka.read(new Cluster.ReadRequest() {
            @Override
            public Iterable<Set<ResourceId>> early() {
                order.add("early");
                return List.of(Set.copyOf(many), Set.of(early), Set.of(early, none));
            }

            @Override
            public Set<ResourceId> ids() {
                order.add("ids");
                Set<ResourceId> all = new HashSet<>(many);
                all.addAll(Set.of(early, none, late));
                return all;
            }

            @Override
            public Set<ResourceId> more() {
                return Set.of(late, later);
            }
        });

        assertThat(order).startsWith("early", "ids");
        assertThat(live.state().ids()).containsExactlyInAnyOrder(early, late, later);
        assertThat(live.readFailures()).isEmpty();
        assertThat(live.others()).doesNotContain(early, late, later);
    }

    @Test
    void createsAndDeletesMoreTopicsThanOneRequestTakes() {
        List<Operation> creates = IntStream.range(0, 700)
                .mapToObj(i -> (Operation) create(fresh("many"), 1, 1, Map.of("retention.ms", "3600000")))
                .toList();
        Set<ResourceId> ids = creates.stream().map(Operation::id).collect(Collectors.toSet());

        assertThat(kafka.execute(creates, progress -> {})).hasSize(700).allMatch(OperationResult::isDone);
        await(() -> kafka.read(() -> ids).statuses().size() == 700);

        List<Operation> deletes = kafka.read(() -> ids).statuses().entrySet().stream()
                .map(entry -> (Operation) new TopicOperation.DeleteTopic(
                        entry.getKey(), entry.getValue().incarnation()))
                .toList();
        assertThat(kafka.execute(deletes, progress -> {})).hasSize(700).allMatch(OperationResult::isDone);
        await(() -> kafka.read(() -> ids).statuses().isEmpty());
    }

    @Test
    void waitsForTheControllersMutationQuota() throws Exception {
        String client = "kgit-" + UUID.randomUUID();
        SortedMap<String, FieldValue> properties = Brokers.shared().client();
        properties.put("client.id", FieldValue.of(client));
        ClientQuotaEntity entity = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, client));
        List<OperationProgress> words = new ArrayList<>();
        try (Admin admin = Admin.create(
                        Map.of("bootstrap.servers", Brokers.shared().bootstrapServers()));
                KafkaTopics throttled = connected(properties)) {
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                            entity, List.of(new ClientQuotaAlteration.Op("controller_mutation_rate", 5.0)))))
                    .all()
                    .get();
            // The controller heeds a quota when it has heard of it, a moment later.
            long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (words.stream().noneMatch(word -> word.text().contains("mutation quota"))) {
                assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
                List<Operation> creates = IntStream.range(0, 60)
                        .mapToObj(i -> (Operation) create(fresh("quota"), 2, 1, Map.of()))
                        .toList();
                assertThat(throttled.execute(creates, words::add)).hasSize(60).allMatch(OperationResult::isDone);
            }
        }
    }

    @Test
    void findsBytesRecordsConsumersAndWhatARetentionCutWouldTake() throws Exception {
        ResourceId topic = created("stakes", 2, 1, Map.of());
        Instant now = Instant.now();
        String group = "group-" + UUID.randomUUID();
        try (var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", Brokers.shared().bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer());
                var consumer = new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                Brokers.shared().bootstrapServers(),
                                "group.id",
                                group,
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            for (int hours : new int[] {30, 20, 10, 2}) {
                long when = now.minus(Duration.ofHours(hours)).toEpochMilli();
                producer.send(new ProducerRecord<>(topic.name(), 0, when, null, "old"))
                        .get();
            }
            producer.send(new ProducerRecord<>(
                            topic.name(), 1, now.minus(Duration.ofHours(40)).toEpochMilli(), null, "x"))
                    .get();
            consumer.subscribe(List.of(topic.name()));
            await(() -> {
                consumer.poll(Duration.ofMillis(100));
                return consumer.assignment().size() == 2;
            });
            consumer.commitSync(Map.of(new TopicPartition(topic.name(), 0), new OffsetAndMetadata(1)));

            KafkaTopics later = KafkaTopics.connect(
                    Brokers.shared().client(),
                    Duration.ofMinutes(1),
                    Clock.fixed(now, ZoneOffset.UTC),
                    ShutdownHooks.NONE);
            long retention = Duration.ofHours(15).toMillis();
            TopicUsage evidence =
                    TopicUsage.in(later.evidence(List.of(new TopicUsage.Request(topic, retention))), topic);
            later.close();

            assertThat(evidence.records()).containsExactly(4L, 1L);
            assertThat(evidence.totalBytes()).isGreaterThan(100);
            assertThat(evidence.recordsCut()).isEqualTo(3);
            assertThat(evidence.groups()).containsExactly(new TopicUsage.Group(group, "Stable", 1, 3));
        }
    }

    @Test
    void readsAMoveByWhereItComesFromAndWhereItLeads() throws Exception {
        ResourceId topic = created("moving", 1, 1, Map.of());
        TopicPartition partition = new TopicPartition(topic.name(), 0);
        int now = facts(topic).assignment().get(0).get(0);
        List<Integer> others = brokerIds().stream().filter(id -> id != now).toList();
        try (Admin admin = Admin.create(
                        Map.of("bootstrap.servers", Brokers.shared().bootstrapServers()));
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", Brokers.shared().bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            for (int i = 0; i < 2_000; i++) {
                producer.send(new ProducerRecord<>(topic.name(), "x".repeat(1_000)));
            }
            producer.flush();
            ConfigResource place = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
            ConfigResource leader = new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(now));
            admin.incrementalAlterConfigs(Map.of(
                            place, List.of(set("leader.replication.throttled.replicas", "*")),
                            leader, List.of(set("leader.replication.throttled.rate", "1000"))))
                    .all()
                    .get();
            admin.alterPartitionReassignments(Map.of(partition, Optional.of(new NewPartitionReassignment(others))))
                    .all()
                    .get();

            LiveState live = read(topic);

            assertThat(TopicStatus.of(live, topic).isReassigning()).isTrue();
            assertThat(TopicStatus.of(live, topic).assignment()).containsExactly(others);
            assertThat(live.state().get(topic).text(Resource.REPLICATION_FACTOR))
                    .isEqualTo("1..2");
            assertThat(live.state().get(topic).config()).isEmpty();

            admin.alterPartitionReassignments(Map.of(partition, Optional.empty()))
                    .all()
                    .get();
            admin.incrementalAlterConfigs(Map.of(
                            leader,
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("leader.replication.throttled.rate", ""),
                                    AlterConfigOp.OpType.DELETE))))
                    .all()
                    .get();
        }
    }

    private static AlterConfigOp set(String key, String value) {
        return new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
    }

    private static KafkaTopics connected(SortedMap<String, FieldValue> properties) {
        return KafkaTopics.connect(properties, Duration.ofMinutes(1), Clock.systemUTC(), ShutdownHooks.NONE);
    }
}
