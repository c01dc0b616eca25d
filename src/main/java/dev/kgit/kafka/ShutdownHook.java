package dev.kgit.kafka;

/** Takes duties that have to be done even when the JVM is told to end in the middle. */
@FunctionalInterface
public interface ShutdownHook {

    /** For tests, and for those who look after themselves: the duty is never called. */
    ShutdownHook NEVER = duty -> () -> {};

    /**
     * @param duty may be called from another thread while the one that left it still runs
     * @return takes the duty back
     */
    Runnable leave(Runnable duty);
}
