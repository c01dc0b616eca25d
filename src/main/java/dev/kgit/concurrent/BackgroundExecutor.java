package dev.kgit.concurrent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Does several things at the same time, on threads that keep no process alive and are started only where there is work. */
public final class BackgroundExecutor implements AutoCloseable {

    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final String name;
    private final int most;
    private @Nullable ExecutorService threads;

    /** As many threads as there are things to do. */
    public BackgroundExecutor(String name) {
        this(name, UNLIMITED);
    }

    /** @param most how many threads there are at the same time */
    public BackgroundExecutor(String name, int most) {
        this.name = name;
        this.most = most;
    }

    public <T> BackgroundValue<T> start(Supplier<T> work) {
        return BackgroundValue.start(threads(), work);
    }

    /** The results in the order of the items. The first failure is thrown when all have ended. */
    public <T, R> List<R> each(Collection<T> items, Function<? super T, ? extends R> work, InterruptibleWait wait) {
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
            throw BackgroundValue.rethrown(failed);
        } catch (InterruptedException interrupted) {
            throw wait.interrupted();
        }
    }

    private synchronized ExecutorService threads() {
        ExecutorService ready = threads;
        if (ready == null) {
            ready = most == UNLIMITED
                    ? Executors.newCachedThreadPool(BackgroundThreads.factory(name))
                    : Executors.newFixedThreadPool(most, BackgroundThreads.factory(name));
            threads = ready;
        }
        return ready;
    }

    /** Interrupts what is still being done. */
    @Override
    public synchronized void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
