package dev.kgit.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.BooleanSupplier;

/**
 * A real Ctrl-C. The JDK has no other way to hear of it than {@code sun.misc.Signal}, which the compiler does not let
 * anybody name without a warning; where a JDK has it no more, a Ctrl-C ends the process, as it does everywhere else.
 */
final class Keyboard implements Interrupts {

    private final Runnable end;

    /** @param end what a Ctrl-C does that nobody takes */
    Keyboard(Runnable end) {
        this.end = end;
    }

    @Override
    public Runnable takenBy(BooleanSupplier taker) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            Object asking = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, taking(taker));
            Object before = signal.getMethod("handle", signal, handler).invoke(null, interrupt, asking);
            return () -> {
                try {
                    signal.getMethod("handle", signal, handler).invoke(null, interrupt, before);
                } catch (ReflectiveOperationException gone) {
                    throw new IllegalStateException(gone);
                }
            };
        } catch (ReflectiveOperationException notInThisJdk) {
            return () -> {};
        }
    }

    private InvocationHandler taking(BooleanSupplier taker) {
        return (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                if (!taker.getAsBoolean()) {
                    end.run();
                }
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "kgit's Ctrl-C";
        };
    }
}
