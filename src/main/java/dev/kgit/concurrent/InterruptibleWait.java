package dev.kgit.concurrent;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.time.Duration;

/**
 * Waits for somebody who may keep silent. Whoever is interrupted is told to end: the wait fails with what is to be said about
 * it, and the thread stays interrupted, so that all later waits fail as well.
 */
public record InterruptibleWait(Diagnostic whenInterrupted) {

    /** Keeps the thread interrupted; to be thrown where something else than a sleep was interrupted. */
    public KgitException interrupted() {
        Thread.currentThread().interrupt();
        return new KgitException.Unavailable(whenInterrupted);
    }

    /** @throws KgitException.Unavailable where the thread is interrupted */
    public void sleep(Duration span) {
        if (!sleepUnlessInterrupted(span)) {
            throw interrupted();
        }
    }

    /**
     * Sleeps for the span or until the deadline, whichever comes first.
     *
     * @throws KgitException.Unavailable where the thread is interrupted
     */
    public void sleep(Duration span, Deadline deadline) {
        Duration remaining = deadline.remaining();
        sleep(remaining.compareTo(span) < 0 ? remaining : span);
    }

    /** Sleeps; false where the thread is interrupted, which it stays: for those who have to tidy up first. */
    public static boolean sleepUnlessInterrupted(Duration span) {
        try {
            Thread.sleep(span.toMillis(), span.toNanosPart() % 1_000_000);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs what can't be done in an interrupted thread, as Kafka's clients can't; an interruption is kept for afterwards. */
    public static void uninterrupted(Runnable work) {
        boolean interrupted = Thread.interrupted();
        try {
            work.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
