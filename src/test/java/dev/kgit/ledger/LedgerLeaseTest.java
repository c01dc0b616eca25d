package dev.kgit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.cluster.Ledger.Claim;
import dev.kgit.cluster.Ledger.Holder;
import dev.kgit.cluster.Ledger.Lease;
import dev.kgit.fixture.RealServers;
import dev.kgit.model.KgitException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who may apply: one at a time, for as long as it lives. */
@RealServers
class LedgerLeaseTest extends LedgerFixture {

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
            // On a slow machine the second is over with the first look.
            assertThat(told).allMatch(claim -> claim.holder().equals(ANNA));
            assertThat(ledger(topic, project, TTL).read().claim())
                    .hasValueSatisfying(claim -> assertThat(claim.holder()).isEqualTo(ANNA));
            assertThat(held.isHeld()).isTrue();
        }
    }

    @Test
    void givesTheLeaseToWhoeverWaitsWhenItIsFreed() throws Exception {
        String project = fresh();
        Lease first = acquire(project, ANNA);
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<Lease> second = CompletableFuture.supplyAsync(() -> ledger(topic, project, TTL)
                .acquire(BEN, PATIENCE, claim -> waits.countDown())
                .orElseThrow());
        assertThat(waits.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(second).isNotDone();

        first.close();

        try (Lease lease = second.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            assertThat(lease.isHeld()).isTrue();
            assertThat(first.isHeld()).isFalse();
        }
    }

    @Test
    void keepsLeasesOfDifferentEnvironmentsApart() {
        String project = fresh();
        try (Lease dev = acquire(project, ANNA);
                Lease prod = ledgerOf(project, "prod")
                        .acquire(BEN, NO_PATIENCE, claim -> {})
                        .orElseThrow()) {
            assertThat(dev.isHeld()).isTrue();
            assertThat(prod.isHeld()).isTrue();
        }
    }

    /** Past its end three times over by the holder's own time, and each renewal is in the log for all others to see. */
    @Test
    void renewsTheLeaseForAsLongAsItIsHeld() throws Exception {
        String project = fresh();
        HandWound watch = new HandWound();
        try (Lease held = ledger(topic, project, TTL, watch)
                .acquire(ANNA, NO_PATIENCE, claim -> {})
                .orElseThrow()) {
            Instant end = untilWhen(project);
            for (int i = 0; i < 9; i++) {
                watch.passes(TTL.dividedBy(3));
                assertThat(held.isHeld()).isTrue();
            }
            assertThat(untilWhen(project)).isAfter(end);
            assertThatThrownBy(() -> ledger(topic, project, TTL).acquire(BEN, NO_PATIENCE, claim -> {}))
                    .isInstanceOf(KgitException.Refused.class);
        }
    }

    private Instant untilWhen(String project) {
        return ledger(topic, project, TTL).read().claim().orElseThrow().until();
    }

    @Test
    void isHeldNoLongerThanItsTimeWhereItIsNotRenewed() throws Exception {
        HandWound watch = new HandWound();
        try (Lease held = ledger(topic, fresh(), TTL, watch)
                .acquire(ANNA, NO_PATIENCE, claim -> {})
                .orElseThrow()) {
            assertThat(held.isHeld()).isTrue();
            watch.leaps(TTL);
            watch.endsItsThread();
            assertThat(held.isHeld()).isFalse();
        }
    }

    /** A claim that nobody renews is all that a killed holder leaves. */
    @Test
    void endsALeaseByItselfWhenItsHolderIsKilled() {
        Duration left = Duration.ofMillis(1_500);
        String killed = fresh();
        leaves(killed, TTL);
        assertThatThrownBy(() -> ledger(topic, killed, TTL).acquire(BEN, NO_PATIENCE, claim -> {}))
                .isInstanceOf(KgitException.Refused.class);

        String project = fresh();
        Instant before = Instant.now();
        leaves(project, left);
        try (Lease lease =
                ledger(topic, project, TTL).acquire(BEN, PATIENCE, claim -> {}).orElseThrow()) {
            assertThat(lease.isHeld()).isTrue();
            Claim next = ledger(topic, project, TTL).read().claim().orElseThrow();
            assertThat(next.holder()).isEqualTo(BEN);
            assertThat(next.since()).as("not before its time").isAfterOrEqualTo(before.plus(left));
        }
    }

    private void leaves(String project, Duration ttl) {
        LedgerTopic where = new LedgerTopic(kafka.connection(), topic, 3);
        where.require();
        try (LedgerWriter writer = new LedgerWriter(kafka.connection(), where, PATIENCE)) {
            writer.write(
                    LedgerKeys.lease(project, "dev") + "dead",
                    LedgerJson.write(new LedgerJson.ClaimValue(ANNA, 0, ttl.toMillis(), false)));
        }
    }

    @Test
    void losesABrokenLeaseAndRefusesToRecordThen() throws Exception {
        String project = fresh();
        HandWound watch = new HandWound();
        try (Lease held = ledger(topic, project, TTL, watch)
                .acquire(ANNA, NO_PATIENCE, claim -> {})
                .orElseThrow()) {
            ledger(topic, project, TTL).breakLease();

            assertThat(ledger(topic, project, TTL).read().claim()).isEmpty();
            assertThatThrownBy(() -> held.record(entry(project, "dev", 1)))
                    .isInstanceOf(KgitException.Refused.class)
                    .hasMessageContaining("KG654");
            assertThat(held.isHeld()).isFalse();
            try (Lease next = acquire(project, BEN)) {
                watch.leaps(TTL.dividedBy(3));
                watch.endsItsThread(); // which would have renewed the broken one by now
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
}
