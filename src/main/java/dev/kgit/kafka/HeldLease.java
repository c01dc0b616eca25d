package dev.kgit.kafka;

import dev.kgit.cluster.Ledger;
import dev.kgit.kafka.LedgerJson.ClaimValue;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The lease while it is held. A thread renews it at a third of its time to live. */
final class HeldLease implements Ledger.Lease {

    private final KafkaLedger ledger;
    private final String id;
    private final ClaimValue renewal;
    private final Optional<Instant> lastApplied;
    private final Claims claims;
    private final LedgerLog log;
    private final LedgerWriter writer;
    private final Thread renewer;
    private volatile Term term;
    private volatile boolean lost;
    private volatile boolean closed;

    /**
     * Until when the lease is held unless renewed. Two clocks, since each misses something: the stopwatch ({@code nanoTime})
     * stands still while a laptop sleeps, the clock on the wall can be set back.
     */
    record Term(long stopwatch, Instant wall) {

        /** From now, which has to be before the claim is sent. */
        static Term of(Duration ttl, Clock clock) {
            return new Term(System.nanoTime() + ttl.toNanos(), clock.instant().plus(ttl));
        }

        boolean over(Clock clock) {
            return System.nanoTime() - stopwatch >= 0 || !clock.instant().isBefore(wall);
        }
    }

    /**
     * @param term as of before the claim was sent
     * @param lastApplied as the log says up to the claim
     */
    HeldLease(
            KafkaLedger ledger,
            String id,
            Claims.Held held,
            Term term,
            Optional<Instant> lastApplied,
            Claims claims,
            LedgerLog log,
            LedgerWriter writer) {
        this.ledger = ledger;
        this.id = id;
        this.renewal =
                new ClaimValue(held.claim().holder(), held.since(), held.claim().ttlMillis(), false);
        this.lastApplied = lastApplied;
        this.claims = claims;
        this.log = log;
        this.writer = writer;
        this.term = term;
        this.renewer = new Thread(this::renewUntilClosed, "kgit-lease");
        renewer.setDaemon(true);
        renewer.start();
    }

    private void renewUntilClosed() {
        while (!closed && !lost) {
            try {
                Thread.sleep(Math.max(1, ledger.ttl().toMillis() / 3));
                renew();
            } catch (InterruptedException stop) {
                return;
            } catch (KgitException | LedgerForbidden failed) {
                // Perhaps the next one gets through; if none does, the time runs out and held() says so.
            }
        }
    }

    private synchronized void renew() {
        if (closed || lost) {
            return;
        }
        if (term.over(ledger.clock())) {
            // Too late is for good: somebody else may have applied since, although nobody does now.
            lost = true;
            return;
        }
        Term next = Term.of(ledger.ttl(), ledger.clock());
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

    @Override
    public boolean held() {
        return !closed && !lost && !term.over(ledger.clock());
    }

    @Override
    public Optional<Instant> lastApplied() {
        return lastApplied;
    }

    @Override
    public void record(Ledger.Entry entry) {
        try {
            // What is written takes the place of what others may have written since the last renewal.
            renew();
            if (!held()) {
                throw refused();
            }
            readBack(writer.write(ledger.entryKey(), LedgerJson.write(entry)));
        } catch (LedgerForbidden forbidden) {
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
        boolean interrupted = Thread.interrupted();
        try {
            renewer.interrupt();
            renewer.join(2_000);
            writer.write(ledger.claimKey(id), null);
        } catch (InterruptedException again) {
            interrupted = true;
        } catch (KgitException | LedgerForbidden unreachable) {
            // The claim can't be taken back; it ends by itself.
            lost = true;
        } finally {
            writer.close();
            log.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
