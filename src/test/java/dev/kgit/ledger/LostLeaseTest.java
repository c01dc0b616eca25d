package dev.kgit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.cluster.Ledger.Holder;
import dev.kgit.cluster.Ledger.Lease;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.concurrent.ShutdownHooks;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.kinds.topic.live.KafkaTopics;
import dev.kgit.model.Environment;
import dev.kgit.model.KgitException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever lost the lease writes nothing over what others have written, also when nobody holds it any more. */
@RealServers
class LostLeaseTest {

    private final String topic = "_kgit-" + UUID.randomUUID();
    private KafkaTopics kafka;

    /** A clock on the wall that a sleep of the whole machine moves on. */
    private static final class Wall extends Clock {
        private volatile Duration slept = Duration.ZERO;

        void sleep(Duration duration) {
            slept = slept.plus(duration);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(slept);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void connect() {
        kafka = KafkaTopics.connect(
                Brokers.shared().client(), Duration.ofMinutes(1), Clock.systemUTC(), ShutdownHooks.NONE);
    }

    @AfterEach
    void close() {
        kafka.close();
    }

    /** As a laptop that was shut: the stopwatch has stood still, and others have come and gone. */
    @Test
    void aHolderThatSleptKeepsItsHandsOff() {
        Wall wall = new Wall();
        Duration shortly = Duration.ofSeconds(4);
        try (Lease sleeper = acquire("anna", ledger(wall, shortly, new HandWound()))) {
            assertThat(sleeper.isHeld()).isTrue();
            wall.sleep(Duration.ofMinutes(5));
            assertThat(sleeper.isHeld()).isFalse();
            // Who waits gets it when the lease has ended by the broker's time too.
            try (Lease next = acquire("ben")) {
                next.record(entry("ben"));
            }
            refusesToRecord(sleeper);
            wall.sleep(Duration.ofMinutes(-5));
            assertThat(sleeper.isHeld()).as("for good").isFalse();
        }
        assertThat(ledger().read().mine()).contains(entry("ben"));
    }

    @Test
    void aHolderWhoseLeaseWasBrokenKeepsItsHandsOff() {
        try (Lease first = acquire("ben")) {
            first.record(entry("ben"));
        }
        try (Lease broken = acquire("anna")) {
            ledger().breakLease();
            refusesToRecord(broken);
        }
        assertThat(ledger().read().mine()).contains(entry("ben"));
    }

    private static void refusesToRecord(Lease lease) {
        assertThatThrownBy(() -> lease.record(entry("anna")))
                .isInstanceOf(KgitException.Refused.class)
                .hasMessageContaining("KG654");
    }

    private Lease acquire(String who) {
        return acquire(who, ledger());
    }

    private static Lease acquire(String who, KafkaLedger ledger) {
        return ledger.acquire(new Holder(who, "laptop", null), Duration.ofMinutes(1), claim -> {})
                .orElseThrow();
    }

    private KafkaLedger ledger() {
        return ledger(Clock.systemUTC(), Duration.ofSeconds(30), Stopwatch.SYSTEM);
    }

    private KafkaLedger ledger(Clock clock, Duration ttl, Stopwatch watch) {
        return KafkaLedger.open(
                kafka.connection(),
                BuiltInKinds.ALL,
                new Environment.Ledger(topic, null),
                "lost",
                "dev",
                clock,
                ttl,
                watch);
    }

    private static LedgerEntry entry(String by) {
        Instant at = Instant.parse("2026-11-22T10:00:00Z");
        LedgerRun run = new LedgerRun(
                "by-" + by,
                at,
                at,
                by,
                "laptop",
                "c0ffee",
                null,
                "main",
                false,
                LedgerRun.Outcome.COMPLETE,
                new TreeMap<>());
        return LedgerEntry.none("lost", "dev").withRuns(List.of(run));
    }
}
