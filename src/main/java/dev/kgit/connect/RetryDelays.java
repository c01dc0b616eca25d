package dev.kgit.connect;

import dev.kgit.concurrent.Backoff;
import dev.kgit.concurrent.InterruptibleWait;
import dev.kgit.model.Diagnostic;
import java.time.Duration;

/** How long is waited for a worker between two tries. */
public final class RetryDelays {

    public static final InterruptibleWait WAIT =
            new InterruptibleWait(Diagnostic.error("KG451", "interrupted while waiting for a Connect worker")
                    .withHint("plan again to see what has been done"));

    private RetryDelays() {}

    /** For questions whose answer is expected any moment. */
    public static Backoff polling() {
        return new Backoff(Duration.ofMillis(80), Duration.ofSeconds(1));
    }

    /** For a group that rebalances: a few hundred milliseconds at best, some seconds at worst. */
    public static Backoff rebalancing() {
        return new Backoff(Duration.ofMillis(250), Duration.ofSeconds(3));
    }
}
