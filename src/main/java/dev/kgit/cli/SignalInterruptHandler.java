package dev.kgit.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * What a keyboard sends (Ctrl-C: INT) and what a CI system sends that cancels a job (TERM). The JDK has no other way to hear
 * of them than {@code sun.misc.Signal}, which the compiler does not let anybody name without a warning; where a JDK has it
 * no more, both end the process, as they do everywhere else.
 */
final class SignalInterruptHandler implements InterruptHandler {

    /** What a shell expects of a process that a signal has ended is this and the signal's number. */
    private static final int ENDED_BY = 128;

    private static final int INT = 2;
    private static final int TERM = 15;

    private final IntConsumer end;

    /** @param end ends the process with this exit code, where nobody takes a signal */
    SignalInterruptHandler(IntConsumer end) {
        this.end = end;
    }

    @Override
    public Runnable takenBy(BooleanSupplier taker) {
        return taken("INT", INT, taker);
    }

    @Override
    public Runnable endTakenBy(BooleanSupplier taker) {
        return taken("TERM", TERM, taker);
    }

    private Runnable taken(String name, int number, BooleanSupplier taker) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object heard = signal.getConstructor(String.class).newInstance(name);
            Object taking = Proxy.newProxyInstance(
                    handler.getClassLoader(),
                    new Class<?>[] {handler},
                    taking(taker, () -> end.accept(ENDED_BY + number)));
            Object before = signal.getMethod("handle", signal, handler).invoke(null, heard, taking);
            return () -> {
                try {
                    signal.getMethod("handle", signal, handler).invoke(null, heard, before);
                } catch (ReflectiveOperationException gone) {
                    throw new IllegalStateException(gone);
                }
            };
        } catch (ReflectiveOperationException notInThisJdk) {
            return () -> {};
        }
    }

    private static InvocationHandler taking(BooleanSupplier taker, Runnable otherwise) {
        return (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                if (!taker.getAsBoolean()) {
                    otherwise.run();
                }
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "kgit's taking of signals";
        };
    }
}
