package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was never sent has not failed. */
class NotSentTest {

    private final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void threeTopicsToMake() {
        kgit = CliFixture.repository(folder, "shop").on(platform);
        kgit.environment("dev", "nowhere:9092", "");
        kgit.write(
                "environments/dev/topics.yaml",
                "topics: { a: { partitions: 1, replicationFactor: 1 }, b: { partitions: 1, replicationFactor: 1 },"
                        + " c: { partitions: 1, replicationFactor: 1 } }\n");
        kgit.commit("Three");
    }

    private void toldAsSkipped(String code) {
        Result result = kgit.run("apply", "--auto-approve");
        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(result.out() + result.err())
                .contains(code, "1 done, 0 failed, 2 skipped", "skipped topic/b")
                .doesNotContain("FAILED");
        platform.cluster.afterEach(action -> {});
        assertThat(kgit.run("apply", "--auto-approve").exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void isToldAsSkippedAfterACtrlC() {
        AtomicReference<BooleanSupplier> pressed = new AtomicReference<>(() -> false);
        kgit.interrupts(taker -> {
            pressed.set(taker);
            return () -> {};
        });
        AtomicInteger sent = new AtomicInteger();
        platform.cluster.afterEach(action -> {
            if (sent.incrementAndGet() == 1) {
                pressed.get().getAsBoolean();
            }
        });
        toldAsSkipped("KG507");
    }

    @Test
    void isToldAsSkippedWhereTheLockWasLost() {
        platform.cluster.afterEach(action -> platform.ledger("shop", "dev").breakLease());
        toldAsSkipped("KG503");
    }
}
