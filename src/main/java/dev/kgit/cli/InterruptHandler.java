package dev.kgit.cli;

import java.util.function.BooleanSupplier;

/** What a Ctrl-C does, and a request to end (TERM): it ends the process, unless somebody takes it. */
@FunctionalInterface
interface InterruptHandler {

    /** For where nobody sits at a keyboard. */
    InterruptHandler NONE = taker -> () -> {};

    /**
     * Has each Ctrl-C taken, in a thread of its own, until what comes back is run.
     *
     * @param taker false: the process ends as it would have
     */
    Runnable takenBy(BooleanSupplier taker);

    /**
     * Has each request to end taken, in the same way: a CI system sends it when a job is cancelled.
     *
     * @param taker false: the process ends as it would have
     */
    default Runnable endTakenBy(BooleanSupplier taker) {
        return () -> {};
    }
}
