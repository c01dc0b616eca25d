package dev.kgit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.cluster.Ledger.Holder;
import dev.kgit.cluster.Ledger.Lease;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.fixture.Brokers;
import dev.kgit.kafka.ShutdownHook;
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
class LostLeaseTest {

    private static final Duration TTL = Duration.ofSeconds(30);

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
                Brokers.shared().client(), Duration.ofSeconds(20), Clock.systemUTC(), ShutdownHook.NEVER);
    }

    @AfterEach
    void close() {
        kafka.close();
    }

    /** As a laptop that was shut: the stopwatch has stood still, and others have come and gone. */
    @Test
    void aHolderThatSleptKeepsItsHandsOff() throws Exception {
        Wall wall = new Wall();
        Duration shortly = Duration.ofMillis(900);
        try (Lease sleeper = acquire("anna", wall, shortly)) {
            assertThat(sleeper.isHeld()).isTrue();
            wall.sleep(Duration.ofMinutes(5));
            assertThat(sleeper.isHeld()).isFalse();
            Thread.sleep(2_000); // by the broker's time the lease has ended too
            try (Lease next = acquire("ben", Clock.systemUTC(), TTL)) {
                next.record(entry("ben"));
            }
            refusesToRecord(sleeper);
            wall.sleep(Duration.ofMinutes(-5));
            assertThat(sleeper.isHeld()).as("for good").isFalse();
        }
        assertThat(ledger(Clock.systemUTC(), TTL).read().mine()).contains(entry("ben"));
    }

    @Test
    void aHolderWhoseLeaseWasBrokenKeepsItsHandsOff() {
        try (Lease first = acquire("ben", Clock.systemUTC(), TTL)) {
            first.record(entry("ben"));
        }
        try (Lease broken = acquire("anna", Clock.systemUTC(), TTL)) {
            ledger(Clock.systemUTC(), TTL).breakLease();
            refusesToRecord(broken);
        }
        assertThat(ledger(Clock.systemUTC(), TTL).read().mine()).contains(entry("ben"));
    }

    private static void refusesToRecord(Lease lease) {
        assertThatThrownBy(() -> lease.record(entry("anna")))
                .isInstanceOf(KgitException.Refused.class)
                .hasMessageContaining("KG654");
    }

    private Lease acquire(String who, Clock clock, Duration ttl) {
        return ledger(clock, ttl)
                .acquire(new Holder(who, "laptop", null), Duration.ofSeconds(20), claim -> {})
                .orElseThrow();
    }

    private KafkaLedger ledger(Clock clock, Duration ttl) {
        return KafkaLedger.open(kafka.connection(), new Environment.Ledger(topic, null), "lost", "dev", clock, ttl);
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
