package dev.kgit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stopwatch that goes only when a test lets time pass, for one thread that waits by it. */
final class HandWound implements Stopwatch {

    private static final long PATIENCE = Duration.ofMinutes(1).toMillis();

    private long now;
    private int waits;
    private @Nullable Thread waiting;

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized void pause(Duration duration) throws InterruptedException {
        long end = now + duration.toNanos();
        waits++;
        waiting = Thread.currentThread();
        notifyAll();
        while (now < end) {
            wait();
        }
    }

    /** Lets time pass, and returns when the thread has done what it does then and waits again. */
    synchronized void passes(Duration duration) throws InterruptedException {
        int before = Math.max(1, waits);
        leaps(duration);
        awaitWaits(before + 1);
    }

    /** Lets time pass, whatever happens then. */
    synchronized void leaps(Duration duration) throws InterruptedException {
        awaitWaits(1);
        now += duration.toNanos();
        notifyAll();
    }

    /** Returns when the thread has ended. */
    void endsItsThread() throws InterruptedException {
        Thread thread = thread();
        thread.join(PATIENCE);
        assertThat(thread.isAlive()).isFalse();
    }

    private synchronized Thread thread() throws InterruptedException {
        awaitWaits(1);
        return Objects.requireNonNull(waiting);
    }

    private void awaitWaits(int count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE * 1_000_000;
        while (waits < count) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            wait(PATIENCE);
        }
    }
}
