package dev.kgit.cli;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Where a run's time went. Parts that overlap are told each on its own, so they add up to more than the whole. */
final class Timings {

    private final Map<String, Long> nanos = new LinkedHashMap<>();
    private final long begun = System.nanoTime();

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

    /** The same for work that comes to nothing but what it does. */
    void of(String what, Runnable work) {
        of(what, () -> {
            work.run();
            return what;
        });
    }

    /** The parts, between the start of the JVM up to the command line and all of it. */
    void print(PrintStream err) {
        // By the JVM's own stopwatch: the machine's clock may be set at any time.
        long all = ManagementFactory.getRuntimeMXBean().getUptime();
        line(err, "start-up", all - (System.nanoTime() - begun) / 1_000_000);
        synchronized (nanos) {
            nanos.forEach((what, took) -> line(err, what, took / 1_000_000));
        }
        line(err, "all", all);
    }

    private static void line(PrintStream err, String what, long millis) {
        err.printf(Locale.ROOT, "timing: %-14s %6d ms%n", what, millis);
    }
}
