package dev.kgit.cluster;

import dev.kgit.model.Diagnostic;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of an action. Benign races (it exists already as asked, it is gone already) are successes.
 *
 * @param failure why it was not done; null: done
 */
public record OperationResult(Operation action, @Nullable Diagnostic failure) {

    /** Codes of answers that say no; all other failures leave open what was done. */
    private static final Set<String> REFUSALS = Set.of(
            "KG301", "KG302", "KG303", "KG304", "KG306", "KG307", "KG308", "KG309", "KG310", "KG350", "KG351", "KG353",
            "KG359", "KG360", "KG363", "KG364");

    public static OperationResult done(Operation action) {
        return new OperationResult(action, null);
    }

    public static OperationResult failed(Operation action, Diagnostic why) {
        return new OperationResult(action, why);
    }

    public boolean isDone() {
        return failure == null;
    }

    /** Whether broker or worker have refused it for good, so that nothing of it was done. */
    public boolean isRefused() {
        return failure != null && REFUSALS.contains(failure.code());
    }
}
