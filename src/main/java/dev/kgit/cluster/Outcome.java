package dev.kgit.cluster;

import dev.kgit.model.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * What became of an action. Benign races (it exists already as asked, it is gone already) are successes.
 *
 * @param failure why it was not done; null: done
 */
public record Outcome(Action action, @Nullable Diagnostic failure) {

    public static Outcome done(Action action) {
        return new Outcome(action, null);
    }

    public static Outcome failed(Action action, Diagnostic why) {
        return new Outcome(action, why);
    }

    public boolean isDone() {
        return failure == null;
    }
}
