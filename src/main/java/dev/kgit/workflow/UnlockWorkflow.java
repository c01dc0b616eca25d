package dev.kgit.workflow;

import dev.kgit.cluster.Ledger;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Frees the apply lock. */
public final class UnlockWorkflow {

    private UnlockWorkflow() {}

    /** What there was to free. */
    public enum Ending {
        /** Without a ledger there is no lock. */
        NO_LOCK,
        FREE_ALREADY,
        /** Nobody consented. */
        LEFT,
        FREED
    }

    /** @param why there is no lock; null where there is one */
    public record Unlocked(Ending ending, @Nullable String why) {}

    /** @param consent asked whether the lock is to be taken from its holder, who is given in words */
    public static Unlocked unlock(Invocation invocation, Predicate<String> consent) {
        try (Workspace workspace = Workspace.open(invocation);
                PlatformConnection connection = PlatformConnection.open(workspace)) {
            Ledger.Snapshot snapshot = connection.ledger().read();
            if (!snapshot.available()) {
                return new Unlocked(Ending.NO_LOCK, noLock(workspace, snapshot));
            }
            Optional<Ledger.Claim> claim = snapshot.claim();
            if (claim.isEmpty()) {
                return new Unlocked(Ending.FREE_ALREADY, null);
            }
            if (!consent.test(Identity.told(claim.get()))) {
                return new Unlocked(Ending.LEFT, null);
            }
            connection.ledger().breakLease();
            return new Unlocked(Ending.FREED, null);
        }
    }

    /** Without a ledger there is no lock; with one that can't be read, nobody knows. */
    private static String noLock(Workspace workspace, Ledger.Snapshot snapshot) {
        if (workspace.environment().environment().ledger().isOn()) {
            throw new KgitException.Unavailable(
                    Diagnostic.error("KG612", "it is not known who holds the apply lock, since " + snapshot.why())
                            .withHint("grant the principal READ and DESCRIBE on the ledger's topic"));
        }
        return String.valueOf(snapshot.why());
    }
}
