package dev.kgit.ledger;

import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.RunRecord;
import dev.kgit.concurrent.BackgroundThreads;
import dev.kgit.concurrent.InterruptibleWait;
import dev.kgit.ledger.LedgerJson.ClaimValue;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lease while it is held. A thread renews it at a third of its time to live. */
public final class KafkaLease implements Ledger.Lease {

    /** Many requests are sent at a time, each of which asks; the answer is good for so long. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final KafkaLedger ledger;
    private final String id;
    private final ClaimValue renewal;
    private final long version;
    private final LeaseLog claims;
    private final LedgerReader log;
    private final LedgerWriter writer;
    private final Thread renewer;
    private volatile Term term;
    private volatile long lastLook = System.nanoTime();
    private volatile boolean lost;
    private volatile boolean closed;

    /**
     * Until when the lease is held unless renewed. Two clocks, since each misses something: the {@link Stopwatch}
     * stands still while a laptop sleeps, the clock on the wall can be set back.
     */
    record Term(long stopwatch, Instant wall) {

        /** From now, which has to be before the claim is sent. */
        static Term of(Duration ttl, Stopwatch watch, Clock clock) {
            return new Term(watch.nanos() + ttl.toNanos(), clock.instant().plus(ttl));
        }

        boolean over(Stopwatch watch, Clock clock) {
            return watch.nanos() - stopwatch >= 0 || !clock.instant().isBefore(wall);
        }
    }

    /**
     * @param term as of before the claim was sent
     * @param version of what was applied, as the log says up to the claim
     */
    KafkaLease(
            KafkaLedger ledger,
            String id,
            LeaseLog.Held held,
            Term term,
            long version,
            LeaseLog claims,
            LedgerReader log,
            LedgerWriter writer) {
        this.ledger = ledger;
        this.id = id;
        this.renewal =
                new ClaimValue(held.claim().holder(), held.since(), held.claim().ttlMillis(), false);
        this.version = version;
        this.claims = claims;
        this.log = log;
        this.writer = writer;
        this.term = term;
        this.renewer = BackgroundThreads.start("kgit-lease", this::renewUntilClosed);
    }

    private void renewUntilClosed() {
        while (!closed && !lost) {
            try {
                ledger.stopwatch()
                        .pause(Duration.ofMillis(Math.max(1, ledger.ttl().toMillis() / 3)));
            } catch (InterruptedException stop) {
                return;
            }
            try {
                renew();
            } catch (KgitException | LedgerAccessDeniedException failed) {
                // Perhaps the next one gets through; if none does, the time runs out and isHeld() says so.
            }
        }
    }

    private synchronized void renew() {
        if (closed || lost) {
            return;
        }
        if (term.over(ledger.stopwatch(), ledger.clock())) {
            // Too late is for good: somebody else may have applied since, although nobody does now.
            lost = true;
            return;
        }
        Term next = Term.of(ledger.ttl(), ledger.stopwatch(), ledger.clock());
        readBack(writer.write(ledger.claimKey(id), LedgerJson.write(renewal)));
        if (!lost) {
            term = next;
        }
    }

    /** Reads up to that record: was the lease still this one's at that place of the log? */
    private void readBack(long offset) {
        synchronized (log) {
            log.readBeyond(offset);
            if (!claims.isHeldBy(id)) {
                lost = true;
            }
        }
    }

    /** Looks into the log, since a lease that somebody has broken is lost at once and not at the next renewal. */
    @Override
    public boolean isHeld() {
        if (!closed && !lost && System.nanoTime() - lastLook > BETWEEN_LOOKS.toNanos()) {
            try {
                look();
            } catch (KgitException unreachable) {
                // Whoever can't be asked can't give the lease to somebody else before its time is over.
            }
        }
        return !closed && !lost && !term.over(ledger.stopwatch(), ledger.clock());
    }

    private void look() {
        synchronized (log) {
            if (!closed && log.readToEnd()) {
                lost |= !claims.isHeldBy(id);
                lastLook = System.nanoTime();
            }
        }
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public void note(RunRecord record) {
        try {
            writer.write(ledger.runKey(record.run().id()), EntryJson.write(record));
        } catch (LedgerAccessDeniedException forbidden) {
            throw forbidden.told();
        }
    }

    @Override
    public void record(LedgerEntry entry) {
        Set<String> said =
                entry.runs().stream().map(run -> ledger.runKey(run.id())).collect(Collectors.toSet());
        write(EntryJson.write(entry), said::contains);
    }

    @Override
    public void retire() {
        write(null, key -> true);
        writer.write(ledger.driftKey(), null);
    }

    /** @param done which records of single runs have nothing to say beside the entry */
    private void write(byte @Nullable [] entry, Predicate<String> done) {
        try {
            // What is written takes the place of what others may have written since the last renewal.
            renew();
            if (!isHeld()) {
                throw refused();
            }
            readBack(writer.write(ledger.entryKey(), entry));
            if (!lost) {
                ledger.runKeys(log).stream().filter(done).forEach(key -> writer.write(key, null));
            }
        } catch (LedgerAccessDeniedException forbidden) {
            throw forbidden.told();
        }
        if (lost) {
            throw refused();
        }
    }

    private static KgitException refused() {
        return new KgitException.Refused(Diagnostic.error(
                        "KG654", "the lease on the ledger was lost: somebody broke it, or it could not be renewed")
                .withHint("see `kgit history` for who applies now, then plan again"));
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        InterruptibleWait.uninterrupted(this::takeBack);
    }

    private void takeBack() {
        try {
            renewer.interrupt();
            renewer.join(2_000);
            writer.write(ledger.claimKey(id), null);
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        } catch (KgitException | LedgerAccessDeniedException unreachable) {
            // The claim can't be taken back; it ends by itself.
            lost = true;
        } finally {
            writer.close();
            log.close();
        }
    }
}
