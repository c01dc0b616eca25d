package dev.kgit.manifest;

import dev.kgit.model.Diagnostic;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much is taken in of all files of one environment together. Many files, each within its own limits, would otherwise
 * fill the memory, and a run that only collects garbage ends at nobody's patience. Several threads may spend of it.
 */
final class ReadBudget {

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong values = new AtomicLong();

    /** Adds a file's bytes; false where that is more than there is. */
    boolean takeBytes(int count) {
        bytes.addAndGet(count);
        return !isSpent();
    }

    /** Adds values; false where that is more than there is. */
    boolean takeValues(int count) {
        values.addAndGet(count);
        return !isSpent();
    }

    boolean isSpent() {
        return bytes.get() > InputLimits.ALL_BYTES || values.get() > InputLimits.ALL_NODES;
    }

    /** What is to be said where it is spent: once, and not for each file that was left out for it. */
    Diagnostic problem() {
        return Diagnostic.error(
                        "KG042",
                        String.format(
                                Locale.ROOT,
                                "the files of this environment hold too much: %,d values and %,d MiB were read before"
                                        + " kgit stopped; it takes %,d values and %,d MiB",
                                values.get(),
                                bytes.get() >> 20,
                                InputLimits.ALL_NODES,
                                InputLimits.ALL_BYTES >> 20))
                .withHint("divide the environment into several, or its topics among several projects");
    }
}
