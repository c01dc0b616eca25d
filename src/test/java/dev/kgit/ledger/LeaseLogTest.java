package dev.kgit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.Ledger.Holder;
import dev.kgit.ledger.LedgerJson.ClaimValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeaseLogTest {

    private static final long TTL = 100;

    private final LeaseLog claims = new LeaseLog();

    @Test
    void theFirstClaimGetsTheLease() {
        claim("a", 1_000);
        claim("b", 1_001);

        assertHeldBy("a", 1_000, 1_100);
    }

    @Test
    void aClaimThatCameTooEarlyDoesNotGetItLater() {
        claim("a", 1_000);
        claim("b", 1_010);
        claims.next("a", null, 1_020);

        assertThat(claims.held()).isEmpty();
    }

    @Test
    void aRenewalKeepsIt() {
        claim("a", 1_000);
        claim("a", 1_090);
        claim("b", 1_150);

        assertHeldBy("a", 1_000, 1_190);
    }

    @Test
    void itEndsByItselfForTheNextClaim() {
        claim("a", 1_000);
        claim("b", 1_100);

        assertHeldBy("b", 1_100, 1_200);
    }

    @Test
    void itIsStillHeldInTheLastMoment() {
        claim("a", 1_000);
        claim("b", 1_099);

        assertHeldBy("a", 1_000, 1_100);
    }

    @Test
    void aLateRenewalDoesNotTakeItBackFromTheNextHolder() {
        claim("a", 1_000);
        claim("b", 1_100);
        claim("a", 1_101);

        assertHeldBy("b", 1_100, 1_200);
    }

    @Test
    void aHolderThatSleptThroughSomebodyElsesLeaseDoesNotGetItBack() {
        claim("a", 1_000);
        claim("b", 1_100);
        claims.next("b", null, 1_120);
        claim("a", 1_130);

        assertThat(claims.held()).isEmpty();
    }

    /** Compaction may have taken out the claims that came in between. */
    @Test
    void aRenewalThatComesTooLateEndsTheLease() {
        claim("a", 1_000);
        claim("a", 1_100);

        assertThat(claims.held()).isEmpty();
        claim("b", 1_110);
        assertHeldBy("b", 1_110, 1_210);
    }

    @Test
    void aBrokenClaimStaysBrokenWhateverItsHolderWrites() {
        claim("a", 1_000);
        claims.next("a", new ClaimValue(holder("unlock"), 0, TTL, true), 1_010);
        claim("a", 1_020);

        assertThat(claims.held()).isEmpty();
        claim("b", 1_030);
        assertHeldBy("b", 1_030, 1_130);
    }

    @Test
    void timeDoesNotRunBackwardsWithABrokersClock() {
        claim("a", 1_000);
        claim("a", 900);
        claim("b", 1_050);

        assertHeldBy("a", 1_000, 1_100);
    }

    @Test
    void aRenewalAloneStillSaysSinceWhen() {
        claims.next("a", new ClaimValue(holder("a"), 1_000, TTL, false), 5_000);

        assertHeldBy("a", 1_000, 5_100);
    }

    @Test
    void namesTheDeadSoThatTheyCanBeTakenOut() {
        claim("a", 1_000);
        claim("b", 1_200);
        claim("c", 1_500);

        assertThat(claims.dead(250)).containsExactly("a", "b");
    }

    /** Holders that count their time from before they send never overlap, whatever the delays and the order. */
    @Test
    void noTwoHoldersBelieveInTheLeaseAtTheSameTime() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            LeaseLog log = new LeaseLog();
            Map<String, Long> believesUntil = new HashMap<>();
            List<String> story = new ArrayList<>();
            long now = 1_000;
            for (int step = 0; step < 60; step++) {
                now += random.nextInt(60);
                String who = "" + (char) ('a' + random.nextInt(4));
                long sent = now;
                now += random.nextInt(40); // on its way to the broker
                log.next(who, random.nextInt(8) == 0 ? null : new ClaimValue(holder(who), 0, TTL, false), now);
                story.add(who + " sent " + sent + " stamped " + now);
                believesUntil.remove(who);
                if (log.isHeldBy(who)) {
                    believesUntil.put(who, sent + TTL);
                }
                long appended = now;
                assertThat(believesUntil.values().stream()
                                .filter(until -> until > appended)
                                .count())
                        .as("seed %d: %s", seed, story)
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    private void claim(String id, long timestamp) {
        claims.next(id, new ClaimValue(holder(id), 0, TTL, false), timestamp);
    }

    private static Holder holder(String by) {
        return new Holder(by, "host", null);
    }

    private void assertHeldBy(String id, long since, long until) {
        assertThat(claims.held()).hasValueSatisfying(held -> {
            assertThat(held.id()).isEqualTo(id);
            assertThat(held.since()).isEqualTo(since);
            assertThat(held.until()).isEqualTo(until);
        });
    }
}
