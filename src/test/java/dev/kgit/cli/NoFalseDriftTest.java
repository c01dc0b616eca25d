package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drift says neither "missing" nor "no drift" of what it could not look at, or does not know how it was applied. */
class NoFalseDriftTest {

    private static final String SETTINGS = "environments/dev/environment.yaml";

    private final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void aRepository() {
        kgit = CliFixture.repository(folder.resolve("repo"), "shop")
                .on(platform)
                .write(SETTINGS, "kafka: { bootstrap.servers: nowhere:9092 }\nprune: true\n")
                .write("environments/dev/topics.yaml", "topics: { a: { partitions: 1, replicationFactor: 1 } }\n");
    }

    private Result exits(int code, Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    private void applies() {
        exits(Exit.DONE, kgit.run("apply", "--auto-approve"));
    }

    @Test
    void doesNotMissConnectorsWhoseConnectClusterIsNotNamedAnyMore() {
        String before = kgit.read(SETTINGS);
        kgit.write(SETTINGS, before + "connect: { main: { url: http://nowhere:8083 } }\n");
        kgit.write(
                "environments/dev/connectors.yaml",
                "connectors: { sink: { connectCluster: main, config: { connector.class: Sink, topics: a } } }\n");
        kgit.commit("A sink");
        applies();
        kgit.git().delete("environments/dev/connectors.yaml");
        kgit.write(SETTINGS, before);
        kgit.commit("No Connect any more");

        Result drift = exits(Exit.WORLD, kgit.run("drift"));
        assertThat(drift.out())
                .contains("? unreadable connector/main/sink", "KG220", "out of reach", "put main back under `connect:`")
                .contains("kgit forget connector/main/sink")
                .doesNotContain("missing", "No drift.");
        applies();
        exits(Exit.WORLD, kgit.run("drift"));
        exits(Exit.DONE, kgit.run("forget", "connector/main/sink"));
        assertThat(exits(Exit.DONE, kgit.run("drift")).out()).contains("No drift.");
    }
}
