package dev.kgit.connect;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Heads of a connector's traces, fit to be shown. A trace may quote what the worker put in for {@code ${file:...}}; so
 * before the first one is shown the worker is asked what that is, once.
 */
final class Traces {

    private final Supplier<Words> knowing;
    private @Nullable Words known;

    /** @param knowing the words that know what the worker fetched, as far as it tells */
    Traces(Supplier<Words> knowing) {
        this.knowing = knowing;
    }

    /** Two lines of the trace at most; empty where there is none. */
    synchronized String head(String trace) {
        if (trace.isBlank()) {
            return "";
        }
        Words words = known;
        if (words == null) {
            words = knowing.get();
            known = words;
        }
        return words.head(trace);
    }
}
