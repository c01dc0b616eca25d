package dev.kgit.concurrent;

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
    public Deadline earlierOf(Duration span) {
        Deadline other = in(span);
        return other.at - at < 0 ? other : this;
    }

    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, at - System.nanoTime()));
    }

    public boolean hasPassed() {
        return at - System.nanoTime() <= 0;
    }
}
