package dev.kgit.cli;

/** Duties that are done even when the process is told to end in the middle: Ctrl-C, a cancelled CI job. */
final class ShutdownHooks {

    private ShutdownHooks() {}

    /** Leaves a duty; what comes back takes it back. */
    static Runnable leave(Runnable duty) {
        Thread hook = new Thread(duty, "kgit-at-end");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> takeBack(hook);
    }

    /** Whether the process has been told to end. */
    static boolean hasBegun() {
        try {
            leave(() -> {}).run();
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    /** Where the process is ending already, the duty is being done right now and can't be taken back. */
    private static boolean takeBack(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return false;
        }
    }
}
