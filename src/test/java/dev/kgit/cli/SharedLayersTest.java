package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is adopted for one environment and stands in a layer of several. */
class SharedLayersTest extends OwnershipFixture {

    private static final String BASE = "environments/base/topics.yaml";
    private static final String SHARED =
            "topics:\n  a: { partitions: 1, replicationFactor: 1, config: { retention.ms: 1d } }\n";

    @BeforeEach
    void threeEnvironments() {
        String settings = kgit.read("environments/dev/environment.yaml");
        kgit.write("environments/prod/environment.yaml", settings + "variables: { x: \"${{ secret.NOT_HERE }}\" }\n")
                .write("environments/test/environment.yaml", settings)
                .write("environments/test/topics.yaml", "topics: { a: { config: { retention.ms: 2d } } }\n")
                .write("environments/alone/environment.yaml", "extends: []\n" + settings)
                .write("environments/alone/topics.yaml", "topics: { b: { partitons: 1 } }\n")
                .write(BASE, SHARED);
        kgit.commit("Begin");
        exits(ExitCode.DONE, kgit.run("apply", "-e", "dev", "--auto-approve"));
        platform.cluster.topicConfig("a", "retention.ms", "3600000");
    }

    @Test
    void isSaidWithTheEnvironmentsThatChangeToo() {
        Result adopt = exits(ExitCode.DONE, kgit.run("adopt", "-e", "dev", "topic/a"));
        assertThat(adopt.out()).contains(BASE + ":2: topic/a config.retention.ms");
        assertThat(adopt.err())
                .contains("KG718", "declared for prod too", "kgit plan -e prod", "git restore " + BASE, "--overlay")
                .doesNotContain("for alone", "for test", "test too");
        assertThat(kgit.read(BASE)).contains("retention.ms: 1h");
    }

    /** To the letter. */
    @Test
    void goesIntoTheEnvironmentsOwnFilesWhereThatIsSaid() {
        exits(ExitCode.DONE, kgit.run("adopt", "-e", "dev", "topic/a"));
        kgit.git().run("restore", BASE);

        Result adopt = exits(ExitCode.DONE, kgit.run("adopt", "-e", "dev", "--overlay", "topic/a"));

        assertThat(adopt.out()).contains("environments/dev/topics.yaml:");
        assertThat(adopt.err()).doesNotContain("KG718");
        assertThat(kgit.read(BASE)).isEqualTo(SHARED);
        assertThat(kgit.read("environments/dev/topics.yaml")).contains("retention.ms: 1h");
        exits(ExitCode.DONE, kgit.run("plan", "-e", "dev", "--detailed-exitcode"));
    }

    @Test
    void takesAKeyAwayInTheEnvironmentAlone() {
        platform.cluster.topicConfig("a", "retention.ms", null);
        exits(ExitCode.DONE, kgit.run("adopt", "-e", "dev", "--overlay", "topic/a"));
        assertThat(kgit.read(BASE)).isEqualTo(SHARED);
        exits(ExitCode.DONE, kgit.run("plan", "-e", "dev", "--detailed-exitcode"));
    }

    @Test
    void isNotSaidOfWhatStandsInTheEnvironmentsOwnFiles() {
        kgit.write("environments/dev/topics.yaml", "topics: { a: { config: { retention.ms: 2d } } }\n");
        Result adopt = exits(ExitCode.DONE, kgit.run("adopt", "-e", "dev", "topic/a"));
        assertThat(adopt.err()).doesNotContain("KG718");
    }
}
