package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.cluster.Ledger;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was killed is told for as long as it matters. */
class KilledRunTest {

    private final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    private CliFixture kgit;

    /** As by kill -9. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void aRunThatWasKilled() {
        kgit = CliFixture.repository(folder, "shop")
                .on(platform)
                .environment("dev", "nowhere:9092", "")
                .write("environments/dev/topics.yaml", "topics: { a: { partitions: 1, replicationFactor: 1 } }\n");
        kgit.commit("Begin");
        platform.cluster.afterEach(action -> {
            throw new AssertionError(new Killed());
        });
        assertThat(apply().exit()).isEqualTo(ExitCode.BUG);
        platform.cluster.afterEach(action -> {});
    }

    private Result apply(String... more) {
        String[] command = new String[more.length + 2];
        command[0] = "apply";
        command[1] = "--auto-approve";
        System.arraycopy(more, 0, command, 2, more.length);
        return kgit.run(command);
    }

    @Test
    void isToldAsDeadWhereNobodyHoldsTheLock() {
        assertThat(kgit.run("plan").out()).contains("KG616", "it died").doesNotContain("it is running");
        platform.ledger("shop", "dev")
                .acquire(new Ledger.Holder("ben", "ci-7", null), Duration.ZERO, claim -> {})
                .orElseThrow();
        assertThat(kgit.run("plan").out()).contains("KG616", "it is running, or it died");
    }

    @Test
    void isToldUntilACompleteApplyCameAfterIt() {
        assertThat(apply("--target", "topic/a").exit()).isEqualTo(ExitCode.DONE);
        assertThat(kgit.run("plan").out()).contains("KG616");
        assertThat(apply().exit()).isEqualTo(ExitCode.DONE);
        assertThat(kgit.run("plan").out()).doesNotContain("KG616");
        assertThat(kgit.run("history").out()).contains("NO END");
    }
}
