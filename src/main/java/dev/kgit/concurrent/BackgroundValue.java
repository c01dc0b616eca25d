package dev.kgit.concurrent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** A value that another thread computes. */
public final class BackgroundValue<T> {

    private final CompletableFuture<T> future;

    private BackgroundValue(CompletableFuture<T> future) {
        this.future = future;
    }

    /** Begins to compute it on a thread of its own, which keeps no process alive. */
    public static <T> BackgroundValue<T> start(String thread, Supplier<T> work) {
        return start(task -> BackgroundThreads.start(thread, task), work);
    }

    static <T> BackgroundValue<T> start(Executor threads, Supplier<T> work) {
        return new BackgroundValue<>(CompletableFuture.supplyAsync(work, threads));
    }

    public static <T> BackgroundValue<T> completed(T value) {
        return new BackgroundValue<>(CompletableFuture.completedFuture(value));
    }

    /** Waits until it is there or can't be; whether it is there. */
    public boolean awaitSuccess() {
        return future.handle((value, failure) -> failure == null).join();
    }

    /** The value, as soon as it is there; or what went wrong, as if it had been computed here. */
    public T get() {
        try {
            return future.join();
        } catch (CompletionException failed) {
            throw rethrown(failed);
        }
    }

    /** What another thread has thrown, to be thrown in this one. */
    static RuntimeException rethrown(Exception failed) {
        if (failed.getCause() instanceof Error cause) {
            throw cause;
        }
        return failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
    }
}
