package dev.kgit.concurrent;

/** What is done even when the process is told to end in the middle: Ctrl-C, a cancelled CI job. */
@FunctionalInterface
public interface ShutdownHooks {

    /** For tests, and for those who look after themselves: no hook is ever called. */
    ShutdownHooks NONE = hook -> () -> {};

    ShutdownHooks JVM = hook -> {
        Thread thread = new Thread(hook, "kgit-at-end");
        Runtime.getRuntime().addShutdownHook(thread);
        return () -> unregister(thread);
    };

    /**
     * @param hook may be called from another thread while the one that registered it still runs
     * @return unregisters it
     */
    Runnable register(Runnable hook);

    /** Whether the process has been told to end. */
    static boolean isShuttingDown() {
        try {
            JVM.register(() -> {}).run();
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    /** Where the process is ending already, the hook runs right now and can't be unregistered. */
    private static boolean unregister(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return false;
        }
    }
}
