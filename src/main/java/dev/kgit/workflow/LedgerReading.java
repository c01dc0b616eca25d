package dev.kgit.workflow;

import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LiveState;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Environment;
import dev.kgit.model.KgitException;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as it was read, or why it could not be. What is declared and what is live can be compared without it; nothing
 * can be applied.
 *
 * @param failure null where it was read
 */
record LedgerReading(Ledger.Snapshot snapshot, KgitException.@Nullable Unavailable failure) {

    static LedgerReading of(Ledger ledger) {
        try {
            return new LedgerReading(ledger.read(), null);
        } catch (KgitException.Unavailable unread) {
            return new LedgerReading(Ledger.Snapshot.missing("the ledger can't be read"), unread);
        }
    }

    /** What it says, for whoever can't do without. */
    Ledger.Snapshot orThrow() {
        if (failure != null) {
            throw failure;
        }
        return snapshot;
    }

    /** The ledger's topic, among all else that could not be read; null where it was. */
    LiveState.@Nullable ReadFailure readFailure(Environment.Ledger where) {
        String topic = where.topic();
        return failure == null || topic == null
                ? null
                : new LiveState.ReadFailure(
                        TopicKind.id(topic), failure.diagnostics().get(0));
    }
}
