package dev.kgit.ledger;

import dev.kgit.cluster.Ledger.Claim;
import dev.kgit.ledger.LedgerJson.ClaimValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who holds the lease, from the log of claims alone. Everybody who reads the same log comes to the same answer: times are
 * those at which the broker appended the records, and the order of the log decides.
 */
public final class LeaseLog {

    /**
     * The lease as held.
     *
     * @param id of the claim
     * @param since when it was taken, in the log's time (milliseconds)
     * @param until when it ends unless renewed, in the log's time
     */
    record Held(String id, ClaimValue claim, long since, long until) {

        /** As whoever asks the ledger sees it. */
        Claim asClaim() {
            return new Claim(claim.holder(), Instant.ofEpochMilli(since), Instant.ofEpochMilli(until));
        }
    }

    private final Map<String, Long> lastSeen = new HashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final Set<String> lapsed = new HashSet<>();
    private @Nullable Held held;
    private long now;

    /**
     * The next record of the log.
     *
     * @param claim null: taken back
     * @param timestamp when the broker appended it
     */
    void next(String id, @Nullable ClaimValue claim, long timestamp) {
        // A new leader's clock may be behind the old one's; the log's time does not run backwards for that.
        now = Math.max(now, timestamp);
        if (claim == null) {
            lastSeen.remove(id);
            lapsed.remove(id);
            end(id);
            return;
        }
        lastSeen.put(id, now);
        if (claim.broken()) {
            broken.add(id);
        }
        Held before = held;
        if (before != null && before.until <= now) {
            // For good: its holder may have slept through somebody else's apply, whose claims compaction has taken out
            // since.
            lapsed.add(before.id);
            held = null;
        }
        if (broken.contains(id) || lapsed.contains(id)) {
            end(id);
            return;
        }
        before = held;
        if (before == null || before.id.equals(id)) {
            // A claim that says it was made later than it was written says nothing.
            long claimed = claim.since() > 0 && claim.since() <= now ? claim.since() : now;
            long since = before != null && before.id.equals(id) ? before.since : claimed;
            held = new Held(id, claim, since, now + claim.ttlMillis());
        }
    }

    private void end(String id) {
        if (held != null && held.id.equals(id)) {
            held = null;
        }
    }

    /** The claim that counts at the end of the log. It may have run out since: only a later record's time can tell. */
    Optional<Held> held() {
        return Optional.ofNullable(held);
    }

    boolean isHeldBy(String id) {
        return held != null && held.id.equals(id);
    }

    /** Claims that are of no use any more: broken, or without a word for so long. */
    Set<String> dead(long millis) {
        Set<String> dead = new HashSet<>();
        lastSeen.forEach((id, seen) -> {
            if (!isHeldBy(id) && (broken.contains(id) || now - seen > millis)) {
                dead.add(id);
            }
        });
        return dead;
    }

    /** Every claim that has not been taken back. */
    Set<String> open() {
        return Set.copyOf(lastSeen.keySet());
    }
}
