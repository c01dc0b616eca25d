package dev.kgit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.Ledger.Lease;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.cluster.RunRecord;
import dev.kgit.fixture.Promptly;
import dev.kgit.fixture.RealServers;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ManagedResource.Status;
import dev.kgit.model.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the ledger keeps of what was applied. */
@RealServers
class KafkaLedgerTest extends LedgerFixture {

    @Test
    void readsFastThatNothingWasAppliedWithoutCreatingATopic() {
        Ledger ledger = ledger("_absent-" + UUID.randomUUID(), fresh(), TTL);

        Ledger.Snapshot snapshot = Promptly.within(Duration.ofSeconds(5), ledger::read);

        assertThat(snapshot.available())
                .as("nothing was applied: that is known")
                .isTrue();
        assertThat(snapshot.mine()).isEmpty();
        assertThat(snapshot.others()).isEmpty();
        assertThat(ledger.read()).isEqualTo(snapshot);
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

        assertThat(ledgerOf(project + "/a", "b").read().mine()).contains(one);
        assertThat(ledgerOf(project, "a/b").read().mine()).contains(two);
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
}
