package dev.kgit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.Ledger.Lease;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** A ledger in which others have written what this kgit does not know. */
@RealServers
class SpoiledLedgerTest extends LedgerFixture {

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
                .isInstanceOf(KgitException.Unavailable.class)
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
                    .isInstanceOf(KgitException.Unavailable.class)
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
                .isInstanceOf(KgitException.Unavailable.class)
                .hasMessageContaining("KG655")
                .hasMessageContaining("2 partitions")
                .hasMessageContaining("cleanup.policy=delete");
    }
}
