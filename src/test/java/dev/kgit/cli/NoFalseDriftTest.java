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
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));
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

        Result drift = exits(ExitCode.UNAVAILABLE, kgit.run("drift"));
        assertThat(drift.out())
                .contains("? unreadable connector/main/sink", "KG220", "out of reach", "put main back under `connect:`")
                .contains("kgit forget -e dev connector/main/sink")
                .doesNotContain("missing", "No drift.");
        applies();
        exits(ExitCode.UNAVAILABLE, kgit.run("drift"));
        exits(ExitCode.DONE, kgit.run("forget", "connector/main/sink"));
        assertThat(exits(ExitCode.DONE, kgit.run("drift")).out()).contains("No drift.");
    }

    private void topics(String topics) {
        kgit.write("environments/dev/topics.yaml", "topics: { " + topics + " }\n");
        kgit.commit("Declare " + topics);
    }

    private CliFixture cloned(String... how) {
        return kgit.cloned(folder, how);
    }

    @Test
    void doesNotTakeTheFilesForWhatWasAppliedWhereTheCloneLacksThatCommit() {
        topics("a: { partitions: 1, config: { retention.ms: 7d } }, gone: { partitions: 1 }");
        applies();
        topics("a: { partitions: 1, config: { retention.ms: 1d } }");
        platform.cluster.topicConfig("a", "retention.ms", "86400000"); // As merged, and never applied.

        CliFixture shallow = cloned("--depth", "1");
        Result drift = exits(ExitCode.UNAVAILABLE, shallow.run("drift"));
        assertThat(drift.out())
                .contains(
                        "? unreadable topic/a", "? unreadable topic/gone", "KG611", "not compared", "not in this clone")
                .contains("git fetch --unshallow", "2 could not be read")
                .doesNotContain("No drift.");
        assertThat(drift.out() + drift.err()).doesNotContain("--allow-behind", "pruned");
        assertThat(exits(ExitCode.UNAVAILABLE, shallow.run("drift", "--format", "json"))
                        .out())
                .contains("\"unreadable\"", "\"KG611\"");
        exits(ExitCode.UNAVAILABLE, shallow.run("drift", "--target", "topic/a"));

        shallow.git().run("fetch", "--quiet", "--unshallow");
        Result found = exits(ExitCode.DIFFERENCES, shallow.run("drift"));
        assertThat(found.out()).contains("topic/a", "604800000").doesNotContain("KG611");
    }

    @Test
    void comparesInAShallowCloneOfWhatWasApplied() {
        topics("a: { partitions: 1 }");
        applies();
        assertThat(exits(ExitCode.DONE, cloned("--depth", "1").run("drift")).out())
                .contains("No drift.");
    }

    @Test
    void comparesWithTheFilesWhereNoCommitWasApplied() {
        kgit.write(SETTINGS, kgit.read(SETTINGS) + "guards: { requireCleanTree: false }\n");
        kgit.commit("Begin");
        kgit.write("environments/dev/more.yaml", "topics: { more: { partitions: 1, replicationFactor: 1 } }\n");
        applies();
        assertThat(exits(ExitCode.DONE, kgit.run("drift")).out()).contains("No drift.", "uncommitted");
        kgit.git().delete("environments/dev/more.yaml");
        Result drift = exits(ExitCode.UNAVAILABLE, kgit.run("drift"));
        assertThat(drift.out())
                .contains("? unreadable topic/more", "changes that are not in it", "apply once from a commit");
    }

    @Test
    void saysToApplyOnceWhereAnEnvironmentWasRenamed() {
        topics("a: { partitions: 1 }");
        applies();
        kgit.git().run("mv", "environments/dev", "environments/live");
        kgit.commit("Rename the environment");
        exits(ExitCode.DONE, kgit.run("ledger", "move", "shop/dev", "shop/live"));
        Result drift = exits(ExitCode.UNAVAILABLE, kgit.run("drift"));
        assertThat(drift.out())
                .contains("KG611", "no readable files", "apply once as a whole")
                .doesNotContain("fetch");
        Result plan = exits(ExitCode.DONE, kgit.run("plan"));
        assertThat(plan.out()).contains("KG611", "apply once as a whole").doesNotContain("fetch");
        applies();
        exits(ExitCode.DONE, kgit.run("drift"));
    }
}
