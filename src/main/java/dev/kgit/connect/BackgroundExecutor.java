package dev.kgit.connect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A few threads, so that one slow connector does not hold up the others; started only where there is work. */
public final class BackgroundExecutor implements AutoCloseable {

    private static final int THREADS = 8;

    private @Nullable ExecutorService threads;

    /** The results in the order of the items. The first failure is thrown when all have ended. */
    public <T, R> List<R> each(Collection<T> items, Function<? super T, ? extends R> work) {
        if (items.size() <= 1) {
            return items.stream().<R>map(work).toList();
        }
        List<Callable<R>> calls = new ArrayList<>();
        items.forEach(item -> calls.add(() -> work.apply(item)));
        try {
            List<R> results = new ArrayList<>();
            for (Future<R> result : threads().invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            throw Deadline.interrupted();
        }
    }

    private synchronized ExecutorService threads() {
        ExecutorService ready = threads;
        if (ready == null) {
            ready = Executors.newFixedThreadPool(THREADS, task -> {
                Thread thread = new Thread(task, "kgit-connect");
                thread.setDaemon(true);
                return thread;
            });
            threads = ready;
        }
        return ready;
    }

    @Override
    public synchronized void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
