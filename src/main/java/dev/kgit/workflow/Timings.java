package dev.kgit.workflow;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Where a run's time went. Parts that overlap are told each on its own, so they add up to more than the whole. */
public final class Timings {

    private final Map<String, Long> nanos = new LinkedHashMap<>();
    private final long begun = System.nanoTime();
    private long first;
    private long last;

    /** Does the work and remembers how long it took. */
    public <T> T of(String what, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            long end = System.nanoTime();
            synchronized (nanos) {
                first = nanos.isEmpty() ? start : Math.min(first, start);
                last = end;
                nanos.merge(what, end - start, Long::sum);
            }
        }
    }

    /** The same for work that comes to nothing but what it does. */
    public void of(String what, Runnable work) {
        of(what, () -> {
            work.run();
            return what;
        });
    }

    /** The parts, a line each, between what goes before them and what comes after. */
    public void tell(Consumer<String> lines) {
        // By the JVM's own stopwatch: the machine's clock may be set at any time.
        long all = ManagementFactory.getRuntimeMXBean().getUptime();
        long now = System.nanoTime();
        line(lines, "start-up", all - millis(now - begun));
        synchronized (nanos) {
            if (!nanos.isEmpty()) {
                line(lines, "command line", millis(first - begun));
                nanos.forEach((what, took) -> line(lines, what, millis(took)));
                line(lines, "close", millis(now - last));
            }
        }
        line(lines, "all", all);
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }

    private static void line(Consumer<String> lines, String what, long millis) {
        lines.accept(String.format(Locale.ROOT, "timing: %-14s %6d ms", what, millis));
    }
}
