package dev.kgit.sandbox;

import java.util.Objects;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;

/** Keeps brokers and workers from ending the JVM: what would have been an exit is an exception in the thread that asked. */
final class ExitTrap {

    private ExitTrap() {}

    /** From now on for the whole JVM. */
    static void trap() {
        ServerLog.listen();
        Exit.setExitProcedure(ExitTrap::refuse);
        Exit.setHaltProcedure(ExitTrap::refuse);
    }

    private static void refuse(int code, @Nullable String message) {
        throw new Refused(code, message, ServerLog.lastErrorOfThisThread());
    }

    /** A server wanted to end the JVM. The cause is what it logged before, where it logged something. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(int code, @Nullable String message, @Nullable Throwable reason) {
            super(Objects.requireNonNullElse(message, "exit " + code), reason);
        }
    }
}
