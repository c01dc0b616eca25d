package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an environment variable was at the last apply is written down nowhere: nobody can tell it from somebody's change. */
class ValuesFromTheEnvironmentTest {

    private static final String ENVIRONMENT = "kafka: { bootstrap.servers: nowhere:9092 }\n";
    private static final String TOPIC =
            "topics: { orders: { partitions: 1, replicationFactor: 1, allow: [data-loss], config: { retention.ms: %s,"
                    + " segment.ms: 1d } } }\n";

    private final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void applied() {
        kgit = CliFixture.repository(folder.resolve("repo"), "shop")
                .on(platform)
                .write(
                        "environments/dev/environment.yaml",
                        ENVIRONMENT + "variables: { ret: \"${{ env.RET:-3d }}\" }\n")
                .write("environments/dev/topics.yaml", TOPIC.formatted("\"${{ var.ret }}\""));
        kgit.env("RET", "1d").commit("Declare it");
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));
    }

    private static Result exits(int code, Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    private static String cause(CliFixture kgit) {
        return exits(ExitCode.DONE, kgit.run("plan", "--format", "json"))
                .out()
                .replaceAll("(?s).*\"path\": \"config.retention.ms\".*?\"cause\": \"([a-z]+)\".*", "$1");
    }

    @Test
    void areNotToldAsDrift() {
        CliFixture another = CliFixture.in(kgit.git()).on(platform).env("RET", "2d");
        CliFixture unset = CliFixture.in(kgit.git()).on(platform);
        for (CliFixture other : List.of(another, unset)) {
            assertThat(cause(other)).isEqualTo("unknown");
            assertThat(other.run("plan").out()).contains("KG166", "config.retention.ms");
        }
        exits(ExitCode.DONE, kgit.run("drift"));
    }

    @Test
    void areToldAsWhatTheFilesSayNow() {
        kgit.env("RET", "2d");
        Result drift = exits(ExitCode.DIFFERENCES, kgit.run("drift"));
        assertThat(drift.out())
                .contains("[unknown, ", "KG166", "config.retention.ms: declared 172800000 (2d), found 86400000 (1d)")
                .doesNotContain("applied 172800000");
    }

    @Test
    void areUnknownWhereTheFilesChangedToo() {
        kgit.write("environments/dev/topics.yaml", TOPIC.formatted("4d")).commit("Another retention");
        assertThat(cause(kgit)).isEqualTo("git");
        kgit.env("RET", "2d");
        assertThat(cause(kgit)).isEqualTo("unknown");
    }

    @Test
    void leaveWhatTheFilesAloneSayToldAsDrift() {
        kgit.env("RET", "2d");
        platform.cluster.topicConfig("orders", "segment.ms", "5");
        assertThat(exits(ExitCode.DIFFERENCES, kgit.run("drift")).out())
                .contains("config.segment.ms: applied 86400000 (1d), found 5");
    }

    @Test
    void areNotComparedInDriftWhereTheirVariableIsNotSetAnyMore() {
        kgit.write("environments/dev/environment.yaml", ENVIRONMENT + "variables: { ret: \"${{ env.RET }}\" }\n");
        kgit.commit("No default");
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));
        kgit.write("environments/dev/environment.yaml", ENVIRONMENT)
                .write("environments/dev/topics.yaml", TOPIC.formatted("1d"))
                .commit("No variable");
        platform.cluster.topicConfig("orders", "retention.ms", "1234567");
        CliFixture cron = CliFixture.in(kgit.git()).on(platform);
        assertThat(exits(ExitCode.UNAVAILABLE, cron.run("drift")).out())
                .contains("topic/orders", "not compared: config.retention.ms")
                .doesNotContain("No drift.");
    }
}
