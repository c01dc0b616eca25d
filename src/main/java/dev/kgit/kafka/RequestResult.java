package dev.kgit.kafka;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/** What came back for a request, or for one item of it: a value, or why there is none. */
public record RequestResult<T>(@Nullable T value, @Nullable Throwable failure) {

    /** Waits for it. Clients end every request in their own time, so this ends. */
    public static <T> RequestResult<T> of(KafkaFuture<T> future) {
        try {
            return new RequestResult<>(future.get(), null);
        } catch (ExecutionException failed) {
            return new RequestResult<>(null, innermost(failed));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
    }

    /** The value; only where there is no failure. */
    public T get() {
        return Objects.requireNonNull(value, "an answer without a value");
    }

    public boolean failed() {
        return failure != null;
    }

    public boolean failedWith(Class<? extends Throwable> type) {
        return type.isInstance(failure);
    }

    public static KgitException interrupted() {
        return new KgitException.World(Diagnostic.error("KG411", "interrupted while waiting for Kafka"));
    }

    private static Throwable innermost(Throwable failed) {
        Throwable cause = failed;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
