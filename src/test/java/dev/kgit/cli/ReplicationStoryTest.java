package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A topic goes from one replica to three to two, on three brokers in three racks, while somebody writes into it all the
 * time, and kgit is killed in the middle. One story in chapters: each goes on where the one before ended.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@RealServers
@Order(2)
class ReplicationStoryTest {

    private static final String TOPIC = "ledger.entries";
    private static final int PARTITIONS = 4;
    private static final int BALLAST = 3_000;

    @TempDir
    static Path folder;

    private Brokers brokers;
    private Admin admin;
    private CliFixture kgit;
    private Writer writer;
    private Map<Integer, Integer> firstLeaders;

    @BeforeAll
    void aClusterOfThreeRacks() {
        brokers = Brokers.start(3, Map.of());
        admin = Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()));
        kgit = CliFixture.repository(folder, "replication");
    }

    @AfterAll
    void theEnd() {
        if (writer != null) {
            writer.stop();
        }
        admin.close();
        brokers.close();
    }

    @Test
    @Order(1)
    void aTopicWithOneReplicaIsFilledAndWrittenIntoFromThenOn() throws Exception {
        declare(1, "");
        assertThat(kgit.run("apply", "--auto-approve").exit()).isEqualTo(ExitCode.DONE);
        firstLeaders = leaders();
        fill();
        writer = new Writer();
        await(() -> writer.acknowledged.get() > 10);
    }

    @Test
    @Order(2)
    void thePlanSaysWhatMovesAndHowLongThatTakes() {
        declare(3, "throttle: 200KiB\n");
        Result plan = kgit.run("plan");
        assertThat(plan.exit()).isEqualTo(ExitCode.DONE);
        assertThat(plan.out())
                .contains("replicationFactor: 1 -> 3", "KG160", "broker 1 ", "broker 2 ", "broker 3 ")
                .contains(" gets ", " sends ", " s at 200.0 KiB/s");
    }

    @Test
    @Order(3)
    void ctrlCAsksAndCancelTakesItBack() throws Exception {
        Result cancelled = interrupted("what?\nc\n");
        assertThat(cancelled.exit()).as("%s", cancelled).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(cancelled.err()).contains("[g]o on", "[l]eave", "[c]ancel", "KG314");
        assertThat(moving()).isZero();
        await(() -> throttles().isEmpty());
        await(() -> replicas().values().stream().allMatch(racks -> racks.size() == 1));
    }

    @Test
    @Order(4)
    void ctrlCAsksAndLeaveLetsItGoOnAndTheNextRunWaits() throws Exception {
        Result left = interrupted("l\n");
        assertThat(left.exit()).as("%s", left).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(left.err()).contains("KG317");
        await(() -> throttles().isEmpty());
        Result apply = kgit.run("apply", "--auto-approve");
        assertThat(apply.exit()).as("%s", apply).isEqualTo(ExitCode.DONE);
        assertThat(moving()).isZero();
        assertThat(replicas().values()).allMatch(racks -> racks.size() == 3);
        changesNothing();
        declare(1, "");
        assertThat(kgit.run("apply", "--auto-approve").exit()).isEqualTo(ExitCode.DONE);
        declare(3, "throttle: 200KiB\n");
    }

    /** An apply in which somebody presses Ctrl-C while replicas move, and answers this. */
    private Result interrupted(String answers) throws Exception {
        AtomicReference<BooleanSupplier> ctrlC = new AtomicReference<>();
        CliFixture somebody = CliFixture.in(kgit.git()).answers(answers).interrupts(taker -> {
            ctrlC.set(taker);
            return () -> ctrlC.set(null);
        });
        CompletableFuture<Result> apply =
                CompletableFuture.supplyAsync(() -> somebody.run("apply", "--auto-approve", "--lock-timeout", "1m"));
        await(() -> (moving() > 0 && ctrlC.get() != null) || apply.isDone());
        assertThat(ctrlC.get()).as("%s", apply).isNotNull();
        assertThat(ctrlC.get().getAsBoolean()).as("the process does not end").isTrue();
        return apply.get(60, TimeUnit.SECONDS);
    }

    /** As a CI system cancels its job: there is nobody to ask. */
    @Test
    @Order(5)
    void toldToEndItTakesTheMoveBackAndLeavesNoThrottle() throws Exception {
        Process apply = kgit.start("apply", "--auto-approve");
        String said;
        try {
            await(() -> moving() > 0 || !apply.isAlive());
            apply.toHandle().destroy();
            said = new String(apply.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(apply.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            apply.destroyForcibly();
        }
        assertThat(apply.exitValue()).as(said).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(said).contains("KG314", "stopped: 0 of 1 done");
        assertThat(moving()).isZero();
        await(() -> throttles().isEmpty());
        assertThat(kgit.run("unlock").out()).contains("free");
        assertThat(kgit.run("history").out()).contains("INCOMPLETE (stopped)");
        await(() -> replicas().values().stream().allMatch(racks -> racks.size() == 1));
    }

    @Test
    @Order(6)
    void kgitIsKilledInTheMiddle() throws Exception {
        Process apply = kgit.start("apply", "--auto-approve");
        try {
            await(() -> moving() > 0 || !apply.isAlive());
            assertThat(apply.isAlive()).as("%s", apply).isTrue();
        } finally {
            apply.destroyForcibly();
            assertThat(apply.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(moving()).as("the controller goes on").isPositive();
        assertThat(throttles()).as("what it left").isNotEmpty();
    }

    @Test
    @Order(7)
    void whatIsUnderWayIsNoDoneThing() {
        Result plan = kgit.run("plan", "--detailed-exitcode");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DIFFERENCES);
        assertThat(plan.out()).contains("replicationFactor: 1..3 -> 3", "KG161", "apply waits");
        // As long as the dead one holds the lock, it may be applying.
        assertThat(kgit.run("unlock", "--force").exit()).isEqualTo(ExitCode.DONE);
        Result drift = kgit.run("drift");
        assertThat(drift.exit()).as("%s", drift).isEqualTo(ExitCode.DIFFERENCES);
    }

    @Test
    @Order(8)
    void theNextRunBringsItToItsEndAndSweeps() throws Exception {
        Result apply = kgit.run("apply", "--auto-approve", "--throttle", "2MiB", "--lock-timeout", "2m");
        assertThat(apply.exit()).as("%s", apply).isEqualTo(ExitCode.DONE);
        assertThat(apply.err()).containsPattern("0 of 4 partitions moved|[1-4] of 4 partitions moved|changed topic");
        assertThat(moving()).isZero();
        await(() -> throttles().isEmpty());
        replicas().forEach((partition, racks) -> {
            assertThat(racks.values()).as("racks of %s", partition).containsExactlyInAnyOrder("r1", "r2", "r3");
            assertThat(racks.keySet().iterator().next())
                    .as("preferred leader of %s", partition)
                    .isEqualTo(firstLeaders.get(partition));
        });
        changesNothing();
    }

    @Test
    @Order(9)
    void twoReplicasAreTwoOfTheThree() throws Exception {
        Map<Integer, Map<Integer, String>> three = replicas();
        declare(2, "");
        Result apply = kgit.run("apply", "--auto-approve");
        assertThat(apply.exit()).as("%s", apply).isEqualTo(ExitCode.DONE);
        replicas().forEach((partition, racks) -> {
            assertThat(racks).as("replicas of %s", partition).hasSize(2);
            assertThat(three.get(partition)).as("moved nothing").containsAllEntriesOf(racks);
            assertThat(Set.copyOf(racks.values())).as("racks").hasSize(2);
            assertThat(racks.keySet().iterator().next())
                    .as("preferred leader of %s", partition)
                    .isEqualTo(firstLeaders.get(partition));
        });
        Map<Integer, Long> load = replicas().values().stream()
                .flatMap(racks -> racks.keySet().stream())
                .collect(Collectors.groupingBy(broker -> broker, Collectors.counting()));
        assertThat(load.values()).as("balanced: %s", load).allMatch(count -> count >= 2 && count <= 3);
        await(() -> throttles().isEmpty());
        changesNothing();
    }

    @Test
    @Order(10)
    void everyRecordIsThere() {
        writer.stop();
        assertThat(writer.failed.get()).isZero();
        Set<String> found = new HashSet<>();
        int ballast = 0;
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> all = leaders().keySet().stream()
                    .map(partition -> new TopicPartition(TOPIC, partition))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.key() == null) {
                        ballast++;
                    } else {
                        found.add(record.key());
                    }
                }
            }
        }
        assertThat(found).hasSize(writer.acknowledged.get());
        assertThat(ballast).isEqualTo(BALLAST);
    }

    private void declare(int factor, String more) {
        kgit.environment("prod", brokers.bootstrapServers(), more);
        kgit.write(
                "environments/base/topics.yaml",
                "topics: { " + TOPIC + ": { partitions: " + PARTITIONS + ", replicationFactor: " + factor
                        + (factor == 1 ? ", allow: [single-replica]" : "") + " } }\n");
        kgit.commit(factor + " replicas");
    }

    private void changesNothing() {
        Result plan = kgit.run("plan", "--detailed-exitcode");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(kgit.run("drift").exit()).isEqualTo(ExitCode.DONE);
    }

    private void fill() {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < BALLAST; i++) {
                producer.send(new ProducerRecord<>(TOPIC, i % PARTITIONS, null, new byte[5_000]));
            }
        }
    }

    /** Somebody who writes all the time, and counts what the brokers have acknowledged. */
    private final class Writer {
        final AtomicInteger acknowledged = new AtomicInteger();
        final AtomicInteger failed = new AtomicInteger();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final Thread thread = new Thread(this::write, "writer");

        Writer() {
            thread.start();
        }

        private void write() {
            try (var producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", brokers.bootstrapServers(), "acks", "all"),
                    new StringSerializer(),
                    new StringSerializer())) {
                for (int i = 0; !stopped.get(); i++) {
                    producer.send(
                            new ProducerRecord<>(TOPIC, "entry-" + i, "x"),
                            (where, failure) -> (failure == null ? acknowledged : failed).incrementAndGet());
                    Thread.sleep(5);
                }
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
        }

        void stop() {
            stopped.set(true);
            try {
                thread.join();
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
        }
    }

    private List<TopicPartitionInfo> partitions() {
        return get(admin.describeTopics(List.of(TOPIC)).allTopicNames())
                .get(TOPIC)
                .partitions();
    }

    private Map<Integer, Integer> leaders() {
        Map<Integer, Integer> leaders = new TreeMap<>();
        partitions().forEach(info -> leaders.put(info.partition(), info.leader().id()));
        return leaders;
    }

    /** Racks by broker by partition, preferred leader first. */
    private Map<Integer, Map<Integer, String>> replicas() {
        Map<Integer, Map<Integer, String>> replicas = new TreeMap<>();
        partitions().forEach(info -> {
            Map<Integer, String> racks = new java.util.LinkedHashMap<>();
            for (Node node : info.replicas()) {
                racks.put(node.id(), node.rack());
            }
            replicas.put(info.partition(), racks);
        });
        return replicas;
    }

    private int moving() {
        return get(admin.listPartitionReassignments().reassignments()).size();
    }

    private List<String> throttles() {
        List<ConfigResource> places = new java.util.ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            places.add(new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(id)));
        }
        places.add(new ConfigResource(ConfigResource.Type.TOPIC, TOPIC));
        return get(admin.describeConfigs(places).all()).values().stream()
                .flatMap(config -> config.entries().stream())
                .filter(entry -> entry.name().contains("replication.throttled"))
                .filter(entry -> entry.source() == ConfigSource.DYNAMIC_BROKER_CONFIG
                        || entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .map(entry -> entry.name() + "=" + entry.value())
                .toList();
    }

    private static <T> T get(org.apache.kafka.common.KafkaFuture<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
