package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.AloneOnTheWorker;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --target topic/*}: the topics that a worker waits for can be applied before there is a worker. */
@RealServers
@AloneOnTheWorker
class TargetTest {

    private static final String NOBODY = "http://localhost:1";

    private final String name = "target-" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path folder;

    private CliFixture project;

    @BeforeEach
    void declares() {
        project = CliFixture.repository(folder, name);
        worker(Workers.shared().url());
        project.write("environments/dev/topics.yaml", "topics: { " + name + ": { partitions: 1 } }\n");
        project.write("environments/dev/connectors.yaml", """
                connectors:
                  %s:
                    connectCluster: main
                    config:
                      connector.class: org.apache.kafka.connect.file.FileStreamSinkConnector
                      file: %s
                      topics: %s
                """.formatted(
                        name, Workers.shared().worker().file("sink.txt"), name));
        project.commit("Declare a topic and who reads it");
    }

    private void worker(String url) {
        project.environment(
                "dev",
                Workers.shared().bootstrapServers(),
                "connect: { main: { url: \"" + url + "\" } }\nprune: true\nguards: { requireCleanTree: false }\n");
    }

    @Test
    void appliesTopicsWhereNoWorkerIsUp() {
        worker(NOBODY);

        Result applied = project.run("apply", "--auto-approve", "--target", "topic/*");

        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
        assertThat(applied.out()).contains("create topic/" + name, "KG746").doesNotContain("connector/");
        assertThat(project.run("plan", "--target", "topic/*").out()).contains("No changes. 1 unchanged");
    }

    @Test
    void needsTheWorkerWhereAConnectorMayBeMeant() {
        worker(NOBODY);

        assertThat(project.run("plan", "--timeout", "2s", "--target", "*").exit())
                .isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(project.run("plan", "--timeout", "2s", "--target", "conn*").exit())
                .isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(project.run("plan", "--timeout", "2s").exit()).isEqualTo(ExitCode.UNAVAILABLE);
    }

    @Test
    void remembersTheConnectorsThatItDidNotLookAt() {
        assertThat(project.run("apply", "--auto-approve").exit()).isEqualTo(ExitCode.DONE);
        worker(NOBODY);
        project.write("environments/dev/topics.yaml", "topics: { " + name + ": { config: { retention.ms: 20d } } }\n");
        project.commit("Keep for longer");
        assertThat(project.run("apply", "--auto-approve", "--target", "topic/*").exit())
                .isEqualTo(ExitCode.DONE);
        worker(Workers.shared().url());
        project.write("environments/dev/connectors.yaml", "# none\nconnectors: {}\n");
        project.commit("Nobody reads it any more");

        Result plan = project.run("plan");

        assertThat(plan.out()).as("%s", plan).contains("delete connector/main/" + name);
    }
}
