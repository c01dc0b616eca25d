package dev.kgit.workflow;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** A value that another thread is making. */
final class BackgroundValue<T> {

    private final CompletableFuture<T> future;

    private BackgroundValue(CompletableFuture<T> future) {
        this.future = future;
    }

    /** Begins to make it on a thread of its own, which keeps no process alive. */
    static <T> BackgroundValue<T> of(String what, Supplier<T> work) {
        return of(
                task -> {
                    Thread thread = new Thread(task, "kgit-" + what);
                    thread.setDaemon(true);
                    thread.start();
                },
                work);
    }

    static <T> BackgroundValue<T> of(Executor threads, Supplier<T> work) {
        return new BackgroundValue<>(CompletableFuture.supplyAsync(work, threads));
    }

    static <T> BackgroundValue<T> known(T value) {
        return new BackgroundValue<>(CompletableFuture.completedFuture(value));
    }

    /** Waits until it is made or can't be; which of the two. */
    boolean isMade() {
        return future.handle((value, failure) -> failure == null).join();
    }

    /** The value, as soon as it is there; or what went wrong with making it, as if it had been made here. */
    T get() {
        try {
            return future.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failed.getCause() instanceof Error cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
