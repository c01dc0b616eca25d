package dev.kgit.workflow;

import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.Permit;
import dev.kgit.cluster.RunRecord;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The right to apply, held for as long as it takes; without a ledger there is none to hold, which is told. */
final class ApplyLease implements AutoCloseable {

    private final Ledger.@Nullable Lease lease;
    private final boolean waited;

    private ApplyLease(Ledger.@Nullable Lease lease, boolean waited) {
        this.lease = lease;
        this.waited = waited;
    }

    /** Told why an apply does not begin at once, or is not kept apart from others. */
    public interface Listener {

        /** @param holder who applies, in words; told once for each */
        void waitsFor(String holder);

        /** There is no ledger that could hold a lease. */
        void hasNoLedger();

        /** @param topic of a ledger that says nothing yet, and is created where it is not there */
        void beginsLedger(String topic);
    }

    static ApplyLease acquire(PlanWorkflow planning, Duration timeout, Listener listener) {
        Ledger ledger = planning.connection().ledger();
        HostContext hostContext = planning.workspace().invocation().hostContext();
        Ledger.Holder holder = new Ledger.Holder(
                hostContext.user(),
                hostContext.host(),
                planning.inputs().revision().commit());
        String topic = planning.inputs().desired().environment().ledger().topic();
        if (topic != null && planning.inputs().snapshot().equals(Ledger.Snapshot.EMPTY)) {
            listener.beginsLedger(topic);
        }
        Set<String> told = new HashSet<>();
        Optional<Ledger.Lease> acquired = ledger.acquire(holder, timeout, claim -> {
            String whose = Identity.told(claim);
            if (told.add(whose)) {
                listener.waitsFor(whose);
            }
        });
        if (acquired.isEmpty()) {
            listener.hasNoLedger();
        }
        return new ApplyLease(acquired.orElse(null), !told.isEmpty());
    }

    /** False once somebody else may be applying. */
    boolean isHeld() {
        return lease == null || lease.isHeld();
    }

    /** Whether something may have happened between reading the book and holding the lease. */
    boolean isNews(Ledger.Snapshot before) {
        return waited || (lease != null && lease.version() != before.version());
    }

    /** Why nothing may be sent any more. */
    Optional<Diagnostic> denial() {
        return isHeld()
                ? Optional.empty()
                : Optional.of(Diagnostic.error(Permit.LEASE_LOST, "not sent: the apply lock was lost")
                        .withHint("somebody else may be applying now; run apply again when they are done"));
    }

    void note(RunRecord record) {
        if (lease != null) {
            lease.note(record);
        }
    }

    void record(LedgerEntry entry) {
        if (lease != null) {
            lease.record(entry);
        }
    }

    static KgitException lost() {
        return new KgitException.Refused(Diagnostic.error(
                        "KG654", "the lease on the ledger was lost: somebody broke it, or it could not be renewed")
                .withHint("see `kgit history` for who applies now, then plan again"));
    }

    @Override
    public void close() {
        if (lease != null) {
            lease.close();
        }
    }
}
