package dev.kgit.ledger;

import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.Ledger.Holder;
import dev.kgit.cluster.Ledger.Lease;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.cluster.RepositoryIdentity;
import dev.kgit.concurrent.ShutdownHooks;
import dev.kgit.fixture.Brokers;
import dev.kgit.json.MalformedJsonException;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.live.KafkaTopics;
import dev.kgit.model.Environment;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ManagedResource.Status;
import dev.kgit.model.ResourceId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A ledger on the shared brokers, in a topic of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LedgerFixture {

    static final Duration NO_PATIENCE = Duration.ZERO;
    /** For what has to come; no test passes by waiting so long. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    static final Duration TTL = Duration.ofSeconds(30);
    static final Holder ANNA = new Holder("anna", "laptop", "c0ffee");
    static final Holder BEN = new Holder("ben", "ci-7", null);

    KafkaTopics kafka;
    final String topic = "_kgit-" + UUID.randomUUID();

    @BeforeAll
    void connect() {
        kafka = connected();
    }

    private static KafkaTopics connected() {
        return KafkaTopics.connect(
                Brokers.shared().client(), Duration.ofMinutes(1), Clock.systemUTC(), ShutdownHooks.NONE);
    }

    @AfterAll
    void close() {
        kafka.close();
    }

    /** @param value null: the record is taken out */
    void send(String where, String key, @Nullable String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Brokers.shared().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            where, 0, key, value == null ? null : value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    static String fresh() {
        return "project-" + UUID.randomUUID();
    }

    static Environment.Ledger on(String name) {
        return new Environment.Ledger(name, null);
    }

    Ledger ledger(String name, String project, Duration ttl) {
        return ledger(name, project, ttl, Stopwatch.SYSTEM);
    }

    Ledger ledger(String name, String project, Duration ttl, Stopwatch watch) {
        return KafkaLedger.open(
                kafka.connection(), BuiltInKinds.ALL, on(name), project, "dev", Clock.systemUTC(), ttl, watch);
    }

    Ledger ledgerOf(String project, String environment) {
        return KafkaLedger.open(
                kafka.connection(), BuiltInKinds.ALL, on(topic), project, environment, Clock.systemUTC());
    }

    Lease acquire(String project, Holder holder) {
        return ledger(topic, project, TTL)
                .acquire(holder, NO_PATIENCE, claim -> {})
                .orElseThrow();
    }

    void record(String project, String environment, LedgerEntry entry) {
        recordIn(topic, project, environment, entry);
    }

    void recordIn(String name, String project, String environment, LedgerEntry entry) {
        try (Lease lease = KafkaLedger.open(
                        kafka.connection(), BuiltInKinds.ALL, on(name), project, environment, Clock.systemUTC())
                .acquire(ANNA, PATIENCE, claim -> {})
                .orElseThrow()) {
            lease.record(entry);
        }
    }

    static LedgerEntry entry(String project, String environment, int number) {
        SortedMap<ResourceId, ManagedResource> managed = new TreeMap<>();
        managed.put(TopicKind.id("orders"), owned("run-" + number, "id-" + number));
        managed.put(ConnectorKind.id("main", "sink"), owned("run-" + number, ""));
        SortedMap<ResourceId, String> changes = new TreeMap<>();
        changes.put(TopicKind.id("orders"), "create");
        return new LedgerEntry(
                project,
                environment,
                RepositoryIdentity.of("platform", List.of("first", "second")),
                managed,
                new TreeMap<>(Map.of(
                        TopicKind.id("orders"),
                        new TreeMap<>(Map.of("data-loss", new LedgerEntry.UsedConsent("c0ffee", false))))),
                new TreeMap<>(Map.of(TopicKind.id("orders"), List.of(new LedgerEntry.TakeOver("shop/dev", "run-0")))),
                List.of(run("run-" + number, number, changes)));
    }

    static LedgerRun run(String id, int number, SortedMap<ResourceId, String> changes) {
        return new LedgerRun(
                id,
                at(number),
                at(number),
                "anna",
                "laptop",
                "c0ffee",
                "7ree",
                "main",
                false,
                LedgerRun.Outcome.COMPLETE,
                changes);
    }

    static Instant at(int number) {
        return Instant.parse("2026-11-22T10:00:00Z").plusSeconds(number);
    }

    static ManagedResource owned(String run, String topicId) {
        return new ManagedResource(
                run, "c0ffee", false, topicId.isEmpty() ? null : "environments/dev/topics.yaml", topicId, Status.OWNED);
    }

    static LedgerEntry read(String key, byte[] text) {
        try {
            return EntryJson.readEntry(key, text, BuiltInKinds.ALL);
        } catch (MalformedJsonException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
