package dev.kgit.connect;

import java.time.Duration;

/** Pauses between tries: each half as long again as the one before, up to a longest one. */
public final class Backoff {

    private final Duration longest;
    private Duration next;

    public Backoff(Duration first, Duration longest) {
        this.next = first;
        this.longest = longest;
    }

    /** For questions whose answer is expected any moment. */
    public static Backoff polling() {
        return new Backoff(Duration.ofMillis(80), Duration.ofSeconds(1));
    }

    /** For a group that rebalances: a few hundred milliseconds at best, some seconds at worst. */
    static Backoff rebalancing() {
        return new Backoff(Duration.ofMillis(250), Duration.ofSeconds(3));
    }

    public void pause(Deadline deadline) {
        deadline.pause(next);
        Duration longer = next.multipliedBy(3).dividedBy(2);
        next = longer.compareTo(longest) > 0 ? longest : longer;
    }
}
