package dev.kgit.workflow;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** What threads bring together piece by piece, for others to use before all of it is there. Each iterator begins at the start. */
final class BlockingBatches<T> implements Iterable<T> {

    private final List<T> batches = new ArrayList<>();
    private boolean ended;

    synchronized void add(T batch) {
        batches.add(batch);
        notifyAll();
    }

    /** There will be no more. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Waits where the next batch is not there yet. */
    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return isThere(next);
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return get(next++);
            }
        };
    }

    private synchronized boolean isThere(int index) {
        try {
            while (index >= batches.size() && !ended) {
                wait();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
        return index < batches.size();
    }

    private synchronized T get(int index) {
        return batches.get(index);
    }
}
