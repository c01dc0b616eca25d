package dev.kgit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.Ledger.Claim;
import dev.kgit.cluster.Ledger.Holder;
import dev.kgit.cluster.Ledger.Lease;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.cluster.RepositoryRoot;
import dev.kgit.cluster.RunRecord;
import dev.kgit.fixture.Brokers;
import dev.kgit.kafka.ShutdownHook;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.live.KafkaTopics;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.KgitException;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ManagedResource.Status;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaLedgerTest {

    private static final Duration NO_PATIENCE = Duration.ZERO;
    private static final Duration TTL = Duration.ofSeconds(30);
    private static final Holder ANNA = new Holder("anna", "laptop", "c0ffee");
    private static final Holder BEN = new Holder("ben", "ci-7", null);

    private KafkaTopics kafka;
    private final String topic = "_kgit-" + UUID.randomUUID();

    @BeforeAll
    void connect() {
        kafka = connected();
    }

    private static KafkaTopics connected() {
        return KafkaTopics.connect(
                Brokers.shared().client(), Duration.ofSeconds(20), Clock.systemUTC(), ShutdownHook.NEVER);
    }

    @AfterAll
    void close() {
        kafka.close();
    }

    @Test
    void readsFastThatNothingWasAppliedWithoutCreatingATopic() {
        Ledger ledger = ledger("_absent-" + UUID.randomUUID(), fresh(), TTL);
        long start = System.nanoTime();

        Ledger.Snapshot snapshot = ledger.read();

        assertThat(snapshot.available())
                .as("nothing was applied: that is known")
                .isTrue();
        assertThat(snapshot.mine()).isEmpty();
        assertThat(snapshot.others()).isEmpty();
        assertThat(ledger.read()).isEqualTo(snapshot);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void keepsWhatWasAppliedLastByProjectAndEnvironment() {
        String project = fresh();
        LedgerEntry first = entry(project, "dev", 1);
        LedgerEntry second = entry(project, "dev", 2);
        LedgerEntry other = entry(project, "prod", 3);

        record(project, "dev", first);
        record(project, "dev", second);
        record(project, "prod", other);

        Ledger.Snapshot snapshot = ledger(topic, project, TTL).read();
        assertThat(snapshot.available()).isTrue();
        assertThat(snapshot.mine()).contains(second);
        assertThat(snapshot.others()).contains(other).doesNotContain(first, second);
        assertThat(snapshot.claim()).isEmpty();
    }

    @Test
    void remembersSinceWhenDriftIsSeen() {
        String project = fresh();
        LedgerEntry entry = entry(project, "dev", 1);
        record(project, "dev", entry);
        Ledger ledger = ledger(topic, project, TTL);
        assertThat(ledger.read().seen()).isEmpty();
        SortedMap<String, Ledger.FirstSeen> seen = new TreeMap<>(Map.of(
                "sha256:a", new Ledger.FirstSeen(TopicKind.id("orders"), Instant.EPOCH),
                "sha256:b",
                        new Ledger.FirstSeen(
                                ConnectorKind.id("main", "a sink"), Instant.parse("2026-01-05T02:00:00Z"))));

        assertThat(ledger.remember(seen)).isTrue();
        assertThat(ledger.read().seen()).isEqualTo(seen);
        seen.remove("sha256:a");
        assertThat(ledger.remember(seen)).isTrue();
        assertThat(ledger.read().seen()).isEqualTo(seen);
        assertThat(ledger.read().mine())
                .as("it is no word about what was applied")
                .contains(entry);
        assertThat(ledger(topic, fresh(), TTL).read().seen())
                .as("of another project")
                .isEmpty();
    }

    @Test
    void keepsProjectsApartWhateverTheirNames() {
        String project = fresh();
        LedgerEntry one = entry(project + "/a", "b", 1);
        LedgerEntry two = entry(project, "a/b", 1);

        record(project + "/a", "b", one);
        record(project, "a/b", two);

        assertThat(KafkaLedger.open(kafka.connection(), on(topic), project + "/a", "b", Clock.systemUTC(), TTL)
                        .read()
                        .mine())
                .contains(one);
        assertThat(KafkaLedger.open(kafka.connection(), on(topic), project, "a/b", Clock.systemUTC(), TTL)
                        .read()
                        .mine())
                .contains(two);
    }

    @Test
    void keepsTheLatestFiftyRunsOfThousandsOfTopics() {
        String project = fresh();
        SortedMap<ResourceId, ManagedResource> managed = new TreeMap<>();
        IntStream.range(0, 10_000)
                .forEach(i -> managed.put(TopicKind.id("topic-" + i), owned("run-1", "AAAAAAAAAAAAAAAAAAAA" + i)));
        SortedMap<ResourceId, String> changes = new TreeMap<>();
        managed.keySet().forEach(id -> changes.put(id, "create"));
        List<LedgerRun> runs = new ArrayList<>();
        IntStream.range(0, 60).forEach(i -> runs.add(run("run-" + i, 100 - i, changes)));
        LedgerEntry large =
                LedgerEntry.none(project, "dev").withManaged(managed).withRuns(runs);

        record(project, "dev", large);

        LedgerEntry read = ledger(topic, project, TTL).read().mine().orElseThrow();
        assertThat(read.managed()).isEqualTo(managed);
        assertThat(read.runs())
                .extracting(LedgerRun::id)
                .hasSize(LedgerEntry.RUNS)
                .startsWith("run-0", "run-1");
        assertThat(read.runs().get(0).changes()).isEqualTo(changes);
    }

    /** An apply of ten thousand topics at a time is not forgotten for the sake of what it changed. */
    @Test
    void keepsRunsWithoutTheirChangesWhereAllOfItWouldBeTooMuch() {
        SortedMap<ResourceId, String> changes = new TreeMap<>();
        IntStream.range(0, 20_000).forEach(i -> changes.put(TopicKind.id("a-topic-with-a-long-name-" + i), "create"));
        List<LedgerRun> runs = IntStream.range(0, LedgerEntry.RUNS)
                .mapToObj(i -> run("run-" + i, 100 - i, changes))
                .toList();
        byte[] text = EntryJson.write(LedgerEntry.none("large", "dev").withRuns(runs));
        assertThat(text.length).isLessThan(LedgerJson.LARGEST);
        LedgerEntry read = read("entry/large/dev", text);
        assertThat(read.runs()).hasSize(LedgerEntry.RUNS);
        assertThat(read.runs().get(0).changes()).isEqualTo(changes);
        assertThat(read.runs().get(LedgerEntry.RUNS - 1).changes()).isEmpty();
    }

    @Test
    void knowsOfARunThatDiedWhatItHasDoneAndWhatItMayHaveSent() {
        String project = fresh();
        LedgerEntry before = entry(project, "dev", 1);
        record(project, "dev", before);
        LedgerRun begun =
                new LedgerRun("dies", at(5), null, "ben", "ci-7", "c2", "t2", "main", false, null, new TreeMap<>());
        ManagedResource sent = owned("dies", "").with(Status.PENDING);
        try (Lease lease = acquire(project, BEN)) {
            lease.note(new RunRecord(
                    begun,
                    new TreeMap<>(Map.of(TopicKind.id("made"), "create", TopicKind.id("sent"), "create")),
                    new TreeMap<>(Map.of(TopicKind.id("made"), owned("dies", "id"), TopicKind.id("sent"), sent)),
                    new TreeSet<>(Set.of(TopicKind.id("orders"))),
                    new TreeMap<>(Map.of(TopicKind.id("made"), new TreeSet<>(Set.of("partition-increase")))),
                    new TreeMap<>(
                            Map.of(TopicKind.id("made"), List.of(new LedgerEntry.TakeOver("shop/dev", "theirs"))))));
        }

        Ledger.Snapshot snapshot = ledger(topic, project, TTL).read();
        LedgerEntry mine = snapshot.mine().orElseThrow();
        assertThat(mine.lastRun()).contains(begun);
        assertThat(mine.open()).containsExactly(begun);
        assertThat(mine.managed())
                .containsEntry(TopicKind.id("made"), owned("dies", "id"))
                .containsEntry(TopicKind.id("sent"), sent)
                .doesNotContainKey(TopicKind.id("orders"));
        assertThat(mine.sinceLastWhole()).hasSize(2);
        assertThat(mine.takenOver())
                .containsEntry(TopicKind.id("made"), List.of(new LedgerEntry.TakeOver("shop/dev", "theirs")));
        assertThat(mine.consents()).as("a run that died uses nothing up").doesNotContainKey(TopicKind.id("made"));

        record(project, "dev", mine);
        assertThat(ledger(topic, project, TTL).read().mine())
                .as("what it said is part of the entry from then on")
                .contains(mine);
    }

    /** Nobody else has written there, and what was done is done. */
    @Test
    void keepsTheWordOfARunThatHasLostItsLease() {
        String project = fresh();
        record(project, "dev", entry(project, "dev", 1));
        LedgerRun late =
                new LedgerRun("late", at(5), null, "ben", "ci-7", "c2", "t2", "main", false, null, new TreeMap<>());
        try (Lease lease = acquire(project, BEN)) {
            ledger(topic, project, TTL).breakLease();
            SortedMap<ResourceId, String> done = new TreeMap<>(Map.of(TopicKind.id("made"), "create"));
            lease.note(new RunRecord(
                    late.ended(at(6), LedgerRun.Outcome.INCOMPLETE, done),
                    new TreeMap<>(),
                    new TreeMap<>(Map.of(TopicKind.id("made"), owned("late", "id"))),
                    new TreeSet<>(),
                    new TreeMap<>(Map.of(TopicKind.id("made"), new TreeSet<>(Set.of("partition-increase")))),
                    new TreeMap<>()));
        }
        LedgerEntry mine = ledger(topic, project, TTL).read().mine().orElseThrow();
        assertThat(mine.lastRun()).hasValueSatisfying(run -> {
            assertThat(run.id()).isEqualTo("late");
            assertThat(run.outcome()).isEqualTo(LedgerRun.Outcome.INCOMPLETE);
        });
        assertThat(mine.managed()).containsKey(TopicKind.id("made"));
        assertThat(mine.consents()).as("it has used what it has used").containsKey(TopicKind.id("made"));
    }

    @Test
    void carriesOverWhatAnOlderKgitWroteWithoutAWordLost() throws Exception {
        String project = fresh();
        record(project, "dev", entry(project, "dev", 1));
        send(topic, LedgerKeys.entry(project, "dev"), """
                {"formatVersion":1,"project":"%s","environment":"dev","commit":"c1","branch":"main","dirty":false,
                 "at":"2026-11-22T12:00:00Z","by":"anna","host":"laptop","complete":false,
                 "managed":{"topic/orders":"id-1","connector/main/sink":""},
                 "runs":[
                  {"commit":"c2","branch":"main","dirty":false,"at":"2026-11-22T12:00:00Z","by":"anna","host":"laptop",
                   "complete":false,"changes":{"topic/orders":"update"}},
                  {"commit":"c1","branch":"main","dirty":false,"at":"2026-11-22T11:00:00Z","by":"ben","host":"ci-7",
                   "complete":true,"changes":{"topic/orders":"create","connector/main/sink":"create"}}]}
                """.formatted(project));

        LedgerEntry read = ledger(topic, project, TTL).read().mine().orElseThrow();
        assertThat(read.managed())
                .containsOnly(
                        Map.entry(
                                TopicKind.id("orders"),
                                new ManagedResource(null, "c1", false, null, "id-1", Status.OWNED)),
                        Map.entry(
                                ConnectorKind.id("main", "sink"),
                                new ManagedResource(null, "c1", false, null, "", Status.OWNED)));
        assertThat(read.runs()).extracting(LedgerRun::commit).containsExactly("c2", "c1");
        assertThat(read.runs()).extracting(LedgerRun::by).containsExactly("anna", "ben");
        assertThat(read.runs())
                .extracting(LedgerRun::outcome)
                .containsExactly(LedgerRun.Outcome.INCOMPLETE, LedgerRun.Outcome.COMPLETE);
        assertThat(read.runs().get(1).changes()).hasSize(2);
        assertThat(read.sinceLastWhole()).hasSize(2);

        record(project, "dev", read);
        assertThat(ledger(topic, project, TTL).read().mine()).contains(read);
    }

    @Test
    void refusesTheLeaseWhileSomebodyHoldsItAndNamesThem() throws Exception {
        String project = fresh();
        List<Claim> told = new ArrayList<>();
        try (Lease held = acquire(project, ANNA)) {
            assertThat(held.isHeld()).isTrue();

            assertThatThrownBy(() -> ledger(topic, project, TTL).acquire(BEN, Duration.ofSeconds(1), told::add))
                    .isInstanceOf(KgitException.Refused.class)
                    .hasMessageContaining("KG653")
                    .hasMessageContaining("anna on laptop")
                    .hasMessageContaining("c0ffee");
            assertThat(told).isNotEmpty().allMatch(claim -> claim.holder().equals(ANNA));
            assertThat(ledger(topic, project, TTL).read().claim())
                    .hasValueSatisfying(claim -> assertThat(claim.holder()).isEqualTo(ANNA));
            assertThat(held.isHeld()).isTrue();
        }
    }

    @Test
    void givesTheLeaseToWhoeverWaitsWhenItIsFreed() throws Exception {
        String project = fresh();
        Lease first = acquire(project, ANNA);
        CompletableFuture<Lease> second = CompletableFuture.supplyAsync(() -> ledger(topic, project, TTL)
                .acquire(BEN, Duration.ofSeconds(20), claim -> {})
                .orElseThrow());
        Thread.sleep(300);
        assertThat(second).isNotDone();

        first.close();

        try (Lease lease = second.get(10, TimeUnit.SECONDS)) {
            assertThat(lease.isHeld()).isTrue();
            assertThat(first.isHeld()).isFalse();
        }
    }

    @Test
    void keepsLeasesOfDifferentEnvironmentsApart() {
        String project = fresh();
        try (Lease dev = acquire(project, ANNA);
                Lease prod = KafkaLedger.open(kafka.connection(), on(topic), project, "prod", Clock.systemUTC(), TTL)
                        .acquire(BEN, NO_PATIENCE, claim -> {})
                        .orElseThrow()) {
            assertThat(dev.isHeld()).isTrue();
            assertThat(prod.isHeld()).isTrue();
        }
    }

    @Test
    void renewsTheLeaseForAsLongAsItIsHeld() throws Exception {
        String project = fresh();
        Duration shortly = Duration.ofMillis(900);
        try (Lease held = ledger(topic, project, shortly)
                .acquire(ANNA, NO_PATIENCE, claim -> {})
                .orElseThrow()) {
            Thread.sleep(2_500);

            assertThat(held.isHeld()).isTrue();
            assertThatThrownBy(() -> ledger(topic, project, shortly).acquire(BEN, NO_PATIENCE, claim -> {}))
                    .isInstanceOf(KgitException.Refused.class);
        }
    }

    @Test
    void endsALeaseByItselfWhenItsHolderIsKilled() {
        String project = fresh();
        // A claim that nobody renews is all that a killed holder leaves.
        LedgerTopic where = new LedgerTopic(kafka.connection(), topic, 3);
        where.require();
        try (LedgerWriter writer = new LedgerWriter(kafka.connection(), where, Duration.ofSeconds(5))) {
            writer.write(
                    LedgerKeys.lease(project, "dev") + "dead",
                    LedgerJson.write(new LedgerJson.ClaimValue(ANNA, 0, 1_500, false)));
        }
        assertThatThrownBy(() -> ledger(topic, project, TTL).acquire(BEN, NO_PATIENCE, claim -> {}))
                .isInstanceOf(KgitException.Refused.class);

        try (Lease lease = ledger(topic, project, TTL)
                .acquire(BEN, Duration.ofSeconds(10), claim -> {})
                .orElseThrow()) {
            assertThat(lease.isHeld()).isTrue();
        }
    }

    @Test
    void losesABrokenLeaseAndRefusesToRecordThen() throws Exception {
        String project = fresh();
        try (Lease held = ledger(topic, project, Duration.ofSeconds(3))
                .acquire(ANNA, NO_PATIENCE, claim -> {})
                .orElseThrow()) {
            ledger(topic, project, TTL).breakLease();

            assertThat(ledger(topic, project, TTL).read().claim()).isEmpty();
            assertThatThrownBy(() -> held.record(entry(project, "dev", 1)))
                    .isInstanceOf(KgitException.Refused.class)
                    .hasMessageContaining("KG654");
            assertThat(held.isHeld()).isFalse();
            try (Lease next = acquire(project, BEN)) {
                Thread.sleep(1_500); // a renewal of the broken one would have come by now
                assertThat(next.isHeld()).isTrue();
            }
        }
    }

    /** Long before the next renewal. */
    @Test
    void noticesABrokenLeaseAtOnce() throws Exception {
        String project = fresh();
        try (Lease held = ledger(topic, project, Duration.ofSeconds(60))
                .acquire(ANNA, NO_PATIENCE, claim -> {})
                .orElseThrow()) {
            assertThat(held.isHeld()).isTrue();
            ledger(topic, project, TTL).breakLease();
            long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (held.isHeld() && System.nanoTime() < deadline) {
                Thread.sleep(10);
            }
            assertThat(held.isHeld()).isFalse();
        }
    }

    @Test
    void oneOfManyGetsTheLease() {
        String project = fresh();
        List<CompletableFuture<Optional<Lease>>> all = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return ledger(topic, project, TTL)
                                .acquire(new Holder("racer-" + i, "host", null), NO_PATIENCE, claim -> {});
                    } catch (KgitException.Refused lost) {
                        return Optional.<Lease>empty();
                    }
                }))
                .toList();
        List<Lease> leases = all.stream()
                .map(CompletableFuture::join)
                .flatMap(Optional::stream)
                .toList();

        // A racer that is refused may have seen one that was itself too late; nobody ever shares it.
        assertThat(leases).hasSizeLessThanOrEqualTo(1);
        leases.forEach(Lease::close);
        try (Lease lease = acquire(project, ANNA)) {
            assertThat(lease.isHeld()).isTrue();
        }
    }

    @Test
    void looksOnlyIntoTheNewestOfWhatIsRememberedOfDrift() throws Exception {
        String mended = "_mended-" + UUID.randomUUID();
        String project = fresh();
        recordIn(mended, project, "dev", entry(project, "dev", 1));
        Ledger ledger = ledger(mended, project, TTL);
        send(mended, LedgerKeys.drift(project, "dev"), "not json");
        assertThat(ledger.read().warnings()).extracting(Diagnostic::code).containsExactly("KG659");
        assertThat(ledger.read().mine()).as("it hides nothing else").isPresent();
        SortedMap<String, Ledger.FirstSeen> seen =
                new TreeMap<>(Map.of("sha256:a", new Ledger.FirstSeen(TopicKind.id("orders"), Instant.EPOCH)));
        assertThat(ledger.remember(seen)).isTrue();
        assertThat(ledger.read().seen()).isEqualTo(seen);
    }

    @Test
    void doesNotTakeAnUnreadableEntryForNone() throws Exception {
        String spoiled = "_spoiled-" + UUID.randomUUID();
        String project = fresh();
        recordIn(spoiled, project, "dev", entry(project, "dev", 1));
        send(spoiled, LedgerKeys.entry(project, "dev"), "not json");

        assertThatThrownBy(() -> ledger(spoiled, project, TTL).read())
                .isInstanceOf(KgitException.World.class)
                .hasMessageContaining("KG650");
    }

    /** Whoever may write to the topic can write anything: that ends nobody else's plans. */
    @Test
    void hidesNothingButAMalformedRecordOfSomebodyElse() throws Exception {
        String spoiled = "_spoiled-" + UUID.randomUUID();
        String project = fresh();
        LedgerEntry mine = entry(project, "dev", 1);
        LedgerEntry another = entry("another", "dev", 1);
        recordIn(spoiled, project, "dev", mine);
        recordIn(spoiled, "another", "dev", another);
        List<String> keys = List.of(
                LedgerKeys.entry("third", "dev"), LedgerKeys.runs("third", "dev") + "r", "entry/no-environment");
        for (String key : keys) {
            send(spoiled, key, "{\"formatVersion\":2}");
        }
        send(spoiled, LedgerKeys.entry("fourth", "dev"), new String(EntryJson.write(mine), StandardCharsets.UTF_8));
        send(spoiled, LedgerKeys.lease(project, "dev") + "claim", "not json");

        Ledger.Snapshot snapshot = ledger(spoiled, project, TTL).read();
        assertThat(snapshot.mine()).contains(mine);
        assertThat(snapshot.others()).containsExactly(another);
        assertThat(snapshot.claim()).isEmpty();
        assertThat(snapshot.warnings())
                .extracting(Diagnostic::code)
                .containsOnly("KG659")
                .hasSize(4);
        assertThat(snapshot.warnings()).extracting(Diagnostic::message).anyMatch(text -> text.contains(keys.get(0)));
        try (Lease lease = ledger(spoiled, project, TTL)
                .acquire(ANNA, NO_PATIENCE, claim -> {})
                .orElseThrow()) {
            assertThat(lease.isHeld()).isTrue();
        }
    }

    /** A claim of a stranger, or of a kgit gone mad: nobody waits for the year 33715. */
    @Test
    void endsALeaseWithinAMinuteWhateverItsRecordSays() {
        byte[] forever = """
                {"formatVersion":1,"by":"mallory","host":"h","commit":null,"since":999999999999999,
                 "ttlMillis":999999999999999,"broken":false}
                """.getBytes(StandardCharsets.UTF_8);
        LedgerJson.ClaimValue claim =
                LedgerJson.readClaim("_kgit", "lease/a/b/c", forever).orElseThrow();
        LeaseLog claims = new LeaseLog();
        claims.next("c", claim, 1_000);
        assertThat(claims.held()).hasValueSatisfying(held -> {
            assertThat(held.until()).isEqualTo(61_000);
            assertThat(held.since()).isEqualTo(1_000);
        });
    }

    @Test
    void doesNotTakeANewerEntryForNone() throws Exception {
        String newer = "_newer-" + UUID.randomUUID();
        String project = fresh();
        recordIn(newer, project, "dev", entry(project, "dev", 1));
        for (String key : List.of(
                LedgerKeys.runs(project, "dev") + "r",
                LedgerKeys.drift(project, "dev"),
                LedgerKeys.lease(project, "dev") + "claim",
                LedgerKeys.entry(project, "dev"))) {
            send(newer, key, "{\"formatVersion\":3}");
            assertThatThrownBy(() -> ledger(newer, project, TTL).read())
                    .as(key)
                    .isInstanceOf(KgitException.World.class)
                    .hasMessageContaining("KG651");
            send(newer, key, null);
        }
    }

    /** The other project's team has upgraded, and this one's has not yet. */
    @Test
    void goesOnBesideANewerEntryOfSomebodyElse() throws Exception {
        String newer = "_newer-" + UUID.randomUUID();
        String project = fresh();
        LedgerEntry mine = entry(project, "dev", 1);
        LedgerEntry another = entry("another", "dev", 1);
        recordIn(newer, project, "dev", mine);
        recordIn(newer, "another", "dev", another);
        send(newer, LedgerKeys.entry("somebody", "else"), "{\"formatVersion\":3}");
        send(newer, LedgerKeys.runs("somebody", "else") + "r", "{\"formatVersion\":3}");
        send(newer, LedgerKeys.entry(project, "prod"), "{\"formatVersion\":4}");

        Ledger.Snapshot snapshot = ledger(newer, project, TTL).read();
        assertThat(snapshot.mine()).contains(mine);
        assertThat(snapshot.others()).containsExactly(another);
        assertThat(snapshot.warnings())
                .allMatch(warning -> warning.severity() == Severity.WARNING)
                .extracting(Diagnostic::code)
                .containsExactly("KG651", "KG651");
        assertThat(snapshot.warnings())
                .extracting(Diagnostic::message)
                .anyMatch(text -> text.contains("project somebody/else (format 3, this kgit knows 2)")
                        && text.contains("it can't be seen here what that project manages"))
                .anyMatch(text -> text.contains("project " + project + "/prod (format 4"));
        try (Lease lease = ledger(newer, project, TTL)
                .acquire(ANNA, NO_PATIENCE, claim -> {})
                .orElseThrow()) {
            lease.record(mine);
        }
        assertThat(ledger(newer, project, TTL).read().mine()).contains(mine);
    }

    @Test
    void refusesATopicThatWouldForget() throws Exception {
        String forgetful = "_forgetful-" + UUID.randomUUID();
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Brokers.shared().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(forgetful, 2, (short) 1)))
                    .all()
                    .get();
        }

        assertThatThrownBy(() -> ledger(forgetful, fresh(), TTL).acquire(ANNA, NO_PATIENCE, claim -> {}))
                .isInstanceOf(KgitException.World.class)
                .hasMessageContaining("KG655")
                .hasMessageContaining("2 partitions")
                .hasMessageContaining("cleanup.policy=delete");
    }

    /** @param value null: the record is taken out */
    private void send(String where, String key, @Nullable String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Brokers.shared().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            where, 0, key, value == null ? null : value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private static String fresh() {
        return "project-" + UUID.randomUUID();
    }

    private static Environment.Ledger on(String name) {
        return new Environment.Ledger(name, null);
    }

    private Ledger ledger(String name, String project, Duration ttl) {
        return KafkaLedger.open(kafka.connection(), on(name), project, "dev", Clock.systemUTC(), ttl);
    }

    private Lease acquire(String project, Holder holder) {
        return ledger(topic, project, TTL)
                .acquire(holder, NO_PATIENCE, claim -> {})
                .orElseThrow();
    }

    private void record(String project, String environment, LedgerEntry entry) {
        recordIn(topic, project, environment, entry);
    }

    private void recordIn(String name, String project, String environment, LedgerEntry entry) {
        try (Lease lease = KafkaLedger.open(kafka.connection(), on(name), project, environment, Clock.systemUTC(), TTL)
                .acquire(ANNA, Duration.ofSeconds(5), claim -> {})
                .orElseThrow()) {
            lease.record(entry);
        }
    }

    private static LedgerEntry entry(String project, String environment, int number) {
        SortedMap<ResourceId, ManagedResource> managed = new TreeMap<>();
        managed.put(TopicKind.id("orders"), owned("run-" + number, "id-" + number));
        managed.put(ConnectorKind.id("main", "sink"), owned("run-" + number, ""));
        SortedMap<ResourceId, String> changes = new TreeMap<>();
        changes.put(TopicKind.id("orders"), "create");
        return new LedgerEntry(
                project,
                environment,
                RepositoryRoot.of("platform", List.of("first", "second")),
                managed,
                new TreeMap<>(Map.of(
                        TopicKind.id("orders"),
                        new TreeMap<>(Map.of("data-loss", new LedgerEntry.UsedConsent("c0ffee", false))))),
                new TreeMap<>(Map.of(TopicKind.id("orders"), List.of(new LedgerEntry.TakeOver("shop/dev", "run-0")))),
                List.of(run("run-" + number, number, changes)));
    }

    private static LedgerRun run(String id, int number, SortedMap<ResourceId, String> changes) {
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

    private static Instant at(int number) {
        return Instant.parse("2026-11-22T10:00:00Z").plusSeconds(number);
    }

    private static ManagedResource owned(String run, String topicId) {
        return new ManagedResource(
                run, "c0ffee", false, topicId.isEmpty() ? null : "environments/dev/topics.yaml", topicId, Status.OWNED);
    }

    private static LedgerEntry read(String key, byte[] text) {
        try {
            return EntryJson.readEntry(key, text);
        } catch (JsonFields.Malformed malformed) {
            throw new AssertionError(malformed);
        }
    }
}
