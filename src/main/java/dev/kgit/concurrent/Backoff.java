package dev.kgit.concurrent;

import java.time.Duration;

/** How long to wait between tries: each time half as long again as the time before, up to a longest one. */
public final class Backoff {

    private final Duration longest;
    private Duration next;

    public Backoff(Duration first, Duration longest) {
        this.next = first;
        this.longest = longest;
    }

    /** How long to wait now. */
    public Duration next() {
        Duration now = next;
        Duration longer = now.multipliedBy(3).dividedBy(2);
        next = longer.compareTo(longest) > 0 ? longest : longer;
        return now;
    }
}
