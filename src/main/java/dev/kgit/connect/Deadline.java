package dev.kgit.connect;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.time.Duration;

/** A moment by which something has to be over, on the clock that nobody sets. */
public final class Deadline {

    private final long at;

    private Deadline(long at) {
        this.at = at;
    }

    public static Deadline in(Duration span) {
        return new Deadline(System.nanoTime() + span.toNanos());
    }

    /** This moment, or the one after the span if that comes first. */
    public Deadline orIn(Duration span) {
        Deadline other = in(span);
        return other.at - at < 0 ? other : this;
    }

    public Duration left() {
        return Duration.ofNanos(Math.max(0, at - System.nanoTime()));
    }

    public boolean isOver() {
        return at - System.nanoTime() <= 0;
    }

    /** Sleeps for the span or until the moment, whichever is shorter. */
    void pause(Duration span) {
        Duration left = left();
        long nanos = Math.min(left.toNanos(), span.toNanos());
        try {
            Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
        } catch (InterruptedException interrupted) {
            throw interrupted();
        }
    }

    /** Whoever waits for a worker is told to stop: the thread stays interrupted. */
    static KgitException interrupted() {
        Thread.currentThread().interrupt();
        return new KgitException.World(Diagnostic.error("KG451", "interrupted while waiting for a Connect worker")
                .withHint("plan again to see what has been done"));
    }
}
