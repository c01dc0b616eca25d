package dev.kgit.cli;

import dev.kgit.cluster.Ledger;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The right to apply, held for as long as it takes; without a ledger there is none to hold, which is told. */
final class Lease implements AutoCloseable {

    private final Ledger.@Nullable Lease lease;

    private Lease(Ledger.@Nullable Lease lease) {
        this.lease = lease;
    }

    static Lease acquire(Kgit kgit, PlanRun run, Duration patience) {
        Ledger ledger = run.connection().ledger();
        Messages messages = new Messages(kgit.console.err(), kgit.redactor);
        Ledger.Holder holder = new Ledger.Holder(
                Identity.user(kgit.console),
                Identity.host(kgit.console),
                run.gathered().revision().commit());
        Set<String> told = new HashSet<>();
        Optional<Ledger.Lease> acquired = ledger.acquire(holder, patience, claim -> {
            String whose = Identity.told(claim);
            if (told.add(whose)) {
                messages.line("waiting for the apply lock: " + whose);
            }
        });
        if (acquired.isEmpty()) {
            messages.line(
                    "without a ledger nothing keeps two applies apart, and it is not written down what was applied");
        }
        return new Lease(acquired.orElse(null));
    }

    /** False once somebody else may be applying. */
    boolean held() {
        return lease == null || lease.held();
    }

    /** Whether somebody else's apply came between reading the book and holding the lease. */
    boolean somebodyAppliedSince(Ledger.Book before) {
        return lease != null && !lease.lastApplied().equals(before.mine().map(Ledger.Entry::at));
    }

    void record(Ledger.Entry entry) {
        if (lease != null) {
            lease.record(entry);
        }
    }

    @Override
    public void close() {
        if (lease != null) {
            lease.close();
        }
    }
}
