package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.AloneOnTheWorker;
import dev.kgit.fixture.Await;
import dev.kgit.fixture.FaultyProxy;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SIGTERM does, which a CI system sends to a job that is cancelled, to a kgit in a process of its own. */
@RealServers
@AloneOnTheWorker
class ToldToEndTest {

    private static final int ENDED_BY_TERM = 143;
    private static final String WRITE = "(PUT|POST) /connectors(/ended-.*/config)?";

    @TempDir
    Path folder;

    private FaultyProxy connect;
    private CliFixture kgit;

    /** Of two connectors the second needs the first. */
    @BeforeEach
    void declared() {
        connect = FaultyProxy.before(Workers.shared().url());
        String project = "ended-" + System.nanoTime();
        kgit = CliFixture.repository(folder, project)
                .environment(
                        "prod",
                        Workers.shared().bootstrapServers(),
                        "connect: { main: { url: \"" + connect.url() + "\" } }\n")
                .write("environments/prod/all.yaml", """
                        topics: { PROJECT: { partitions: 1, replicationFactor: 1 } }
                        connectors:
                          PROJECT-one: { config: { SINK, file: FILE-one } }
                          PROJECT-two: { config: { SINK, file: FILE-two }, dependsOn: [connector/main/PROJECT-one] }
                        """.replace(
                                "SINK",
                                "connector.class: org.apache.kafka.connect.file.FileStreamSinkConnector, topics: PROJECT, tasks.max: 1")
                        .replace("FILE", Workers.shared().worker().file(project))
                        .replace("PROJECT", project));
        kgit.commit("Begin");
    }

    @AfterEach
    void close() {
        connect.close();
    }

    /** Starts it and tells it to end at the first such request, which gets through. */
    private Result endedAt(String request, String... args) throws Exception {
        AtomicReference<Process> process = new AtomicReference<>();
        connect.meanwhile(request, 1, () -> {
            Await.until(() -> process.get() != null);
            process.get().toHandle().destroy();
        });
        process.set(kgit.start(args));
        return result(process.get());
    }

    private static Result result(Process process) throws IOException, InterruptedException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), said, "");
    }

    @Test
    void stopsAnApplyWhichIsToldAndWrittenDown() throws Exception {
        Result stopped = endedAt(WRITE, "apply", "--auto-approve");

        assertThat(stopped.exit()).as("%s", stopped).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(stopped.out()).contains("KG507", "stopped: 2 of 3 done; run apply again");
        assertThat(connect.count(WRITE)).as("nothing more is sent").isEqualTo(1);
        assertThat(kgit.run("unlock").out()).contains("free");
        assertThat(kgit.run("history").out()).contains("INCOMPLETE (stopped)");
        Result next = kgit.run("apply", "--auto-approve");
        assertThat(next.exit()).as("%s", next).isEqualTo(ExitCode.DONE);
        assertThat(next.out()).contains("1 to create");
        Team.changesNothing(kgit);
    }

    @Test
    void saidAgainEndsAnApplyAtOnce() throws Exception {
        connect.lose(WRITE, 1);
        Process apply = kgit.start("apply", "--auto-approve", "--timeout", "10m");
        Await.until(() -> connect.count(WRITE) > 0 || !apply.isAlive());
        Await.until(() -> {
            apply.toHandle().destroy();
            return !apply.isAlive();
        });
        Result ended = result(apply);
        assertThat(ended.exit()).as("%s", ended).isEqualTo(ENDED_BY_TERM);
        assertThat(kgit.run("history").out()).contains("NO END");
    }

    @Test
    void endsWhatSendsNothingAtOnce() throws Exception {
        connect.lose("GET .*", Integer.MAX_VALUE);
        for (String verb : new String[] {"plan", "drift", "apply"}) {
            long before = connect.count("GET .*");
            Process process = kgit.start(verb, "--timeout", "10m");
            Await.until(() -> connect.count("GET .*") > before || !process.isAlive());
            process.toHandle().destroy();
            Result ended = result(process);
            assertThat(ended.exit()).as("%s", ended).isEqualTo(ENDED_BY_TERM);
        }
    }
}
