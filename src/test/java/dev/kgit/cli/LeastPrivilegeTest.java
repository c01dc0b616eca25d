package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.Await;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.SecuredBrokers;
import dev.kgit.fixture.Workers;
import dev.kgit.sandbox.EmbeddedConnectWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each shortcut of a principal is enough for what it is for: real clients, a real worker and kgit itself with that alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RealServers
class LeastPrivilegeTest {

    private static final String RESOURCES = """
            topics:
              acc.orders: { partitions: 2 }
              acc.totals: { partitions: 1 }
              acc.paid: { partitions: 1 }
            connectClusters:
              main: { groupId: acc-connect, replicationFactor: 1, internalTopics: %s }
            principals:
              User:producer: { produce: ["acc.*"] }
              User:consumer: { consume: { acc.orders: acc-consumers } }
              User:payer: { produce: [acc.paid], transactionalIds: ["acc-pay-*"] }
              User:streams: { streams: { acc-streams: { reads: [acc.orders], writes: [acc.totals] } } }
              User:worker: { connectClusters: [main]%s }
              User:planner: { kgit: plan }
              User:applier: { kgit: apply }
            """;
    private static final String INTERNAL = "{ offset: { partitions: 1 }, status: { partitions: 1 } }";

    @TempDir
    static Path folder;

    private Brokers brokers;
    private CliFixture kgit;

    @BeforeAll
    void start() {
        brokers = SecuredBrokers.start(
                1,
                List.of("producer", "consumer", "payer", "streams", "worker", "planner", "applier"),
                Map.of("transaction.state.log.replication.factor", "1", "transaction.state.log.min.isr", "1"));
        kgit = CliFixture.repository(folder.resolve("access"), "access")
                .environment("dev", brokers.internalServers(), "")
                .write("environments/dev/resources.yaml", RESOURCES.formatted(INTERNAL, ""));
        kgit.commit("Who may do what");
        Result applied = kgit.run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
    }

    @AfterAll
    void stop() {
        brokers.close();
    }

    private Map<String, Object> login(String user, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(SecuredBrokers.login(brokers, user));
        properties.putAll(more);
        return properties;
    }

    private KafkaProducer<String, String> producer(String user, Map<String, Object> more) {
        return new KafkaProducer<>(login(user, more), new StringSerializer(), new StringSerializer());
    }

    private void produce(String topic, String key, String value) {
        try (KafkaProducer<String, String> producer = producer("producer", Map.of())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stop);
        }
    }

    /** Waits for the first record with that value. */
    private static void awaitRecord(KafkaConsumer<String, String> consumer, String value) {
        Await.until(() -> {
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                if (record.value().equals(value)) {
                    return true;
                }
            }
            return false;
        });
    }

    private KafkaConsumer<String, String> consumer(String user, String group) {
        return new KafkaConsumer<>(
                login(user, Map.of("group.id", group, "auto.offset.reset", "earliest")),
                new StringDeserializer(),
                new StringDeserializer());
    }

    @Test
    void aProducerAndAConsumerDoWithTheirs() {
        produce("acc.orders", "a", "first");
        try (KafkaConsumer<String, String> consumer = consumer("consumer", "acc-consumers")) {
            consumer.subscribe(List.of("acc.orders"));
            awaitRecord(consumer, "first");
            consumer.commitSync();
        }
        try (KafkaConsumer<String, String> other = consumer("consumer", "another-group")) {
            other.subscribe(List.of("acc.orders"));
            assertThatThrownBy(() -> other.poll(Duration.ofSeconds(30))).isInstanceOf(AuthorizationException.class);
        }
    }

    @Test
    void aProducerWithTransactionsDoesWithItsIds() {
        try (KafkaProducer<String, String> payer = producer("payer", Map.of("transactional.id", "acc-pay-1"))) {
            payer.initTransactions();
            payer.beginTransaction();
            var unused = payer.send(new ProducerRecord<>("acc.paid", "a", "paid"));
            payer.commitTransaction();
        }
        try (KafkaProducer<String, String> stranger = producer("payer", Map.of("transactional.id", "else"))) {
            assertThatThrownBy(stranger::initTransactions).isInstanceOf(AuthorizationException.class);
        }
    }

    /** With a repartition topic and a changelog of its own, and exactly once. */
    @Test
    void aStreamsApplicationDoesWithItsInputsAndOutputsAndWhatIsItsOwn() {
        Properties properties = new Properties();
        properties.putAll(login(
                "streams",
                Map.of(
                        StreamsConfig.APPLICATION_ID_CONFIG,
                        "acc-streams",
                        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                        StreamsConfig.EXACTLY_ONCE_V2,
                        StreamsConfig.REPLICATION_FACTOR_CONFIG,
                        "1",
                        StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                        BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class,
                        StreamsConfig.STATE_DIR_CONFIG,
                        folder.resolve("streams").toString(),
                        "auto.offset.reset",
                        "earliest",
                        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                        "100")));
        StreamsBuilder topology = new StreamsBuilder();
        KStream<String, String> orders = topology.stream("acc.orders", Consumed.with(Serdes.String(), Serdes.String()));
        orders.selectKey((key, value) -> "all")
                .groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
                .reduce((left, right) -> right)
                .toStream()
                .mapValues(value -> "total of " + value)
                .to("acc.totals", Produced.with(Serdes.String(), Serdes.String()));
        produce("acc.orders", "b", "streamed");
        try (KafkaStreams streams = new KafkaStreams(topology.build(), properties);
                KafkaConsumer<String, String> root = new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                brokers.internalServers(),
                                "group.id",
                                "root",
                                "auto.offset.reset",
                                "earliest",
                                "isolation.level",
                                "read_committed"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            streams.start();
            root.subscribe(List.of("acc.totals"));
            awaitRecord(root, "total of streamed");
        }
    }

    /** kgit as the applier gives the worker what the sink needs, and creates the sink; then the planner finds nothing to do. */
    @Test
    void aWorkerAndItsSinkAndKgitItselfDoWithTheirs() {
        Map<String, String> properties = new HashMap<>(Workers.properties("acc-connect"));
        properties.put("config.storage.topic", "connect-configs");
        properties.put("offset.storage.topic", "connect-offsets");
        properties.put("status.storage.topic", "connect-status");
        SecuredBrokers.login(brokers, "worker").forEach((key, value) -> {
            for (String client : key.equals("bootstrap.servers")
                    ? new String[] {""}
                    : new String[] {"", "producer.", "consumer.", "admin."}) {
                properties.put(client + key, value.toString());
            }
        });
        Path file = folder.resolve("sink.txt");
        try (EmbeddedConnectWorker worker = EmbeddedConnectWorker.start(properties)) {
            String sink = """
                    connectors:
                      acc-sink:
                        state: running
                        config:
                          connector.class: org.apache.kafka.connect.file.FileStreamSinkConnector
                          topics: acc.orders
                          file: "%s"
                          tasks.max: 1
                          errors.tolerance: all
                          errors.deadletterqueue.topic.name: acc.dead
                          errors.deadletterqueue.topic.replication.factor: 1
                    """.formatted(file);
            kgit.env("PASSWORD", SecuredBrokers.passwordOf("applier"))
                    .write(
                            "environments/dev/environment.yaml",
                            SecuredBrokers.environment(brokers, "applier") + "connect: { main: { url: \"" + worker.url()
                                    + "\" } }\n")
                    .write("environments/dev/connectors.yaml", sink + "topics: { acc.dead: { partitions: 1 } }\n")
                    .write(
                            "environments/dev/resources.yaml",
                            RESOURCES.formatted(INTERNAL, ", connectors: [acc-sink]"));
            kgit.commit("A sink");
            // A new topic has to be the applier's before it can look for it.
            Result grant = kgit.run("apply", "--auto-approve", "--target", "principal/User:applier");
            assertThat(grant.exit()).as("%s", grant).isEqualTo(ExitCode.DONE);
            Result applied = kgit.run("apply", "--auto-approve");
            assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
            produce("acc.orders", "c", "delivered");
            Await.until(() -> isDelivered(file, "delivered"));

            kgit.env("PASSWORD", SecuredBrokers.passwordOf("planner"))
                    .write(
                            "environments/dev/environment.yaml",
                            SecuredBrokers.environment(brokers, "planner") + "connect: { main: { url: \"" + worker.url()
                                    + "\" } }\n");
            Result plan = kgit.run("plan", "--detailed-exitcode");
            assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
            assertThat(plan.out()).contains("No changes").doesNotContain("not readable");
            Result drift = kgit.run("drift");
            assertThat(drift.exit()).as("%s", drift).isEqualTo(ExitCode.DONE);
        }
    }

    private static boolean isDelivered(Path file, String value) {
        try {
            return Files.exists(file) && Files.readString(file).contains(value);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
