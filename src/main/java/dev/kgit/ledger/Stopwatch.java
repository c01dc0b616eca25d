package dev.kgit.ledger;

import java.time.Duration;

/** By what the holder of a lease measures its time. Tests bring one of their own, so that none of them waits for a lease. */
interface Stopwatch {

    /** The JVM's own. */
    Stopwatch SYSTEM = new Stopwatch() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            Thread.sleep(duration.toMillis());
        }
    };

    /** Good only to be compared with an earlier one. */
    long nanos();

    /** Returns when so much time has passed. */
    void pause(Duration duration) throws InterruptedException;
}
