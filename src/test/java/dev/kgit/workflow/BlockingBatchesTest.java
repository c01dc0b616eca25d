package dev.kgit.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class BlockingBatchesTest {

    @Test
    void handsOnEachBatchBeforeTheNextIsThere() throws Exception {
        BlockingBatches<Integer> batches = new BlockingBatches<>();
        SynchronousQueue<Integer> met = new SynchronousQueue<>();
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> batches.forEach(batch -> put(met, batch)));

        batches.add(1);
        assertThat(met.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
        batches.add(2);
        assertThat(met.poll(10, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(reading).isNotDone();
        batches.end();

        reading.get(10, TimeUnit.SECONDS);
    }

    @Test
    void givesEveryReaderAllOfThem() {
        BlockingBatches<Integer> batches = new BlockingBatches<>();
        batches.add(1);
        batches.add(2);
        batches.end();

        for (int reader = 0; reader < 2; reader++) {
            List<Integer> read = new ArrayList<>();
            batches.forEach(read::add);
            assertThat(read).containsExactly(1, 2);
        }
    }

    @Test
    void letsAnInterruptedReaderGo() throws Exception {
        BlockingBatches<Integer> batches = new BlockingBatches<>();
        Thread reader = new Thread(() -> batches.forEach(batch -> {}));
        reader.start();

        reader.interrupt();

        reader.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(reader.isAlive()).isFalse();
    }

    private static void put(SynchronousQueue<Integer> met, Integer batch) {
        try {
            met.put(batch);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
