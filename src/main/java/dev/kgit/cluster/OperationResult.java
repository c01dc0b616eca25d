package dev.kgit.cluster;

import dev.kgit.model.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * What became of an action. Benign races (it exists already as asked, it is gone already) are successes.
 *
 * @param failure why it was not done; null: done
 */
public record OperationResult(Operation action, @Nullable Diagnostic failure) {

    public static OperationResult done(Operation action) {
        return new OperationResult(action, null);
    }

    public static OperationResult failed(Operation action, Diagnostic why) {
        return new OperationResult(action, why);
    }

    public boolean isDone() {
        return failure == null;
    }
}
