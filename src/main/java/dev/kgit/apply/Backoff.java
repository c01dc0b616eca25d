package dev.kgit.apply;

import java.time.Duration;

/** Waits longer and longer between looks, until time is up. */
final class Backoff {

    private static final long FIRST_MILLIS = 20;
    private static final long LONGEST_MILLIS = 250;

    private final long deadline;
    private long millis = FIRST_MILLIS;

    public Backoff(Duration timeout) {
        this.deadline = System.nanoTime() + timeout.toNanos();
    }

    /** Sleeps; false when time is up. */
    boolean sleep() {
        if (System.nanoTime() + millis * 1_000_000 > deadline) {
            return false;
        }
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
        millis = Math.min(LONGEST_MILLIS, millis + millis / 2);
        return true;
    }
}
