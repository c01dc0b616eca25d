package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.AloneOnTheWorker;
import dev.kgit.fixture.Await;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two who apply at the same time, and one who dies while applying. The second chapter goes on where the first ended.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@RealServers
@AloneOnTheWorker
class TwoAppliesTest {

    @TempDir
    static Path folder;

    private Team team;

    @BeforeAll
    void aTeam() throws IOException {
        team = Team.of("locked", folder);
        Team.applies(team.ci);
    }

    @AfterAll
    void theEnd() {
        team.close();
    }

    @Test
    @Order(1)
    void aSecondApplyIsToldWhoAppliesAndWaitsWhenAsked() throws Exception {
        Team.pull(team.ann);
        team.ann.write("environments/base/sink.yaml", """
                connectors:
                  locked-sink:
                    connectCluster: main
                    config:
                      connector.class: org.apache.kafka.connect.file.FileStreamSinkConnector
                      topics: locked.orders
                      tasks.max: 1
                      file: %s
                """.formatted(
                        Workers.shared().worker().file("sink.txt")));
        String commit = team.anns("Write orders into a file");
        Team.pull(team.ben);

        AtomicReference<Result> second = new AtomicReference<>();
        AtomicReference<CompletableFuture<Result>> waiting = new AtomicReference<>();
        team.connect.meanwhile("(PUT|POST) /connectors(/locked-sink/config)?", 1, () -> {
            second.set(team.ben.run("apply", "--auto-approve"));
            waiting.set(besides(() -> team.ben.run("apply", "--auto-approve", "--lock-timeout", "1m")));
            pause(2_000);
        });
        Team.applies(team.ci);

        assertThat(second.get().exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(second.get().err()).contains("KG653", "ci on runner-1", commit.substring(0, 10), "since 20");
        Result waited = waiting.get().get(2, TimeUnit.MINUTES);
        assertThat(waited.exit()).as("%s", waited).isEqualTo(ExitCode.DONE);
        assertThat(waited.err()).contains("waiting for the apply lock: ci on runner-1");
        Team.changesNothing(team.ci);
    }

    @Test
    @Order(2)
    void aKilledApplyFreesTheLockByItselfAndTheNextOneConverges() throws Exception {
        team.ann.write("environments/base/refunds.yaml", """
                topics: { locked.refunds: { partitions: 1, replicationFactor: 1 } }
                connectors:
                  locked-refunds:
                    connectCluster: main
                    config:
                      connector.class: org.apache.kafka.connect.file.FileStreamSinkConnector
                      topics: locked.refunds
                      tasks.max: 1
                      file: %s
                """.formatted(
                        Workers.shared().worker().file("refunds.txt")));
        team.anns("Write refunds into a file");
        String write = "(PUT|POST) /connectors(/locked-refunds/config)?";
        team.connect.lose(write, 1);
        long before = team.connect.count(write);

        Process killed = team.ci.start("apply", "--auto-approve");
        CompletableFuture<String> said = besides(() -> output(killed));
        Await.until(() -> team.connect.count(write) > before || !killed.isAlive());
        killed.destroyForcibly().waitFor();
        assertThat(team.connect.count(write)).as("%s", said.get()).isGreaterThan(before);
        assertThat(team.somebody.topics()).contains("locked.refunds");

        Result locked = team.ci.run("apply", "--auto-approve");
        assertThat(locked.exit()).as("%s", locked).isEqualTo(ExitCode.REFUSED);
        assertThat(locked.err()).contains("KG653");
        Result next = team.ci.run("apply", "--auto-approve", "--lock-timeout", "2m");
        assertThat(next.exit()).as("%s", next).isEqualTo(ExitCode.DONE);
        assertThat(next.out())
                .contains("+ create connector/main/locked-refunds")
                .doesNotContain("topic/locked.refunds");
        Team.changesNothing(team.ci);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** On a thread of its own: one that waits must not hold up the HTTP clients, which share the common pool. */
    private static <T> CompletableFuture<T> besides(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task, "besides").start());
    }

    private static String output(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException killed) {
            return "(" + killed.getMessage() + ")";
        }
    }
}
