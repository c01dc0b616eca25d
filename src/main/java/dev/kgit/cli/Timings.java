package dev.kgit.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Where a run's time went. Parts that overlap are told each on its own. */
final class Timings {

    private final Map<String, Long> nanos = new LinkedHashMap<>();
    private final long startedMillis;
    private final Supplier<Long> clock;

    /**
     * @param startedMillis when the process started, in milliseconds of the epoch
     * @param clock now, in milliseconds of the epoch
     */
    Timings(long startedMillis, Supplier<Long> clock) {
        this.startedMillis = startedMillis;
        this.clock = clock;
    }

    /** Does the work and remembers how long it took. */
    <T> T of(String what, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            long took = System.nanoTime() - start;
            synchronized (nanos) {
                nanos.merge(what, took, Long::sum);
            }
        }
    }

    void print(PrintStream err) {
        synchronized (nanos) {
            nanos.forEach((what, took) -> err.printf(Locale.ROOT, "timing: %-10s %6d ms%n", what, took / 1_000_000));
        }
        err.printf(Locale.ROOT, "timing: %-10s %6d ms%n", "process", clock.get() - startedMillis);
    }
}
