package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandLineTest {

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void repository() {
        kgit = CliFixture.repository(folder, "shop").environment("dev", "localhost:1", "");
        kgit.write("environments/dev/topics.yaml", "topics: { orders: { partitions: 1 } }\n");
    }

    @Test
    void takesCommonOptionsBeforeAndBehindTheVerb() {
        assertThat(kgit.run("-e", "dev", "validate").exit()).isEqualTo(ExitCode.DONE);
        assertThat(kgit.run("validate", "-e", "dev").exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void helpsWithEveryCommandByOptionAndByVerb() {
        for (String verb : Subcommands.declared().keySet()) {
            Result option = kgit.run(verb, "--help");
            assertThat(option.exit()).as("%s", option).isEqualTo(ExitCode.DONE);
            assertThat(option.out()).startsWith("Usage: kgit " + verb).contains("--help");
            assertThat(kgit.run("help", verb).out()).isEqualTo(option.out());
        }
        assertThat(kgit.run("help").out()).isEqualTo(kgit.run("--help").out()).contains("rollback");
        assertThat(kgit.run("help", "plam").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void takesAnArgumentThatBeginsWithAnAtForWhatItIs() {
        kgit.write("arguments", "--no-such-option hunter2\n");
        for (String verb : Subcommands.declared().keySet()) {
            Result result = kgit.run(verb, "--help", "@arguments");
            assertThat(result.out() + result.err()).doesNotContain("hunter2", "no-such-option");
        }
        Result result = kgit.run("plan", "@arguments");
        assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("'@arguments'");
    }

    @Test
    void keepsResultsAndEverythingElseApart() {
        Result result = kgit.run("validate", "--format", "json");
        assertThat(result.out()).startsWith("{");
        assertThat(result.err()).contains("valid: 1 resource, no problems");
    }

    @Test
    void answersInJsonAlsoWhereThereIsNoResult() {
        kgit.environment("dev", "localhost:1", "variables: { token: \"${{ secret.TOKEN }}\" }\n");
        kgit.env("TOKEN", "hunter2hunter2");
        kgit.write("environments/dev/topics.yaml", "topics: { orders: { partitons: 1 } }\n");
        for (String verb : List.of("plan", "apply", "drift")) {
            Result result = kgit.run(verb, "--format", "json");

            assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.INVALID);
            JsonNode json = JsonMapper.shared().readTree(result.out());
            assertThat(json.at("/exitCode").asInt()).isEqualTo(ExitCode.INVALID);
            assertThat(json.at("/diagnostics/0/code").asString()).isEqualTo("KG020");
            assertThat(json.at("/diagnostics/0/file").asString()).isEqualTo("environments/dev/topics.yaml");
            assertThat(json.has("changes")).isFalse();
            assertThat(result.err()).contains("environments/dev/topics.yaml:1:21: error KG020");
        }
        kgit.write("environments/dev/topics.yaml", "topics: { orders: {} }\n");
        Result unreachable = kgit.run("plan", "--format", "json", "--timeout", "1s");
        assertThat(unreachable.exit()).as("%s", unreachable).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(JsonMapper.shared()
                        .readTree(unreachable.out())
                        .at("/exitCode")
                        .asInt())
                .isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(kgit.run("plan", "--timeout", "1s").out()).isEmpty();
    }

    @Test
    void leavesTheFileOfAFormerResultAloneWhereThereIsNone() {
        kgit.write("drift.json", "{\"former\": true}");
        kgit.write("environments/dev/topics.yaml", "topics: { orders: { partitons: 1 } }\n");

        Result result = kgit.run("drift", "--format", "json", "-o", "drift.json");

        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.INVALID);
        assertThat(result.out()).isEmpty();
        assertThat(kgit.read("drift.json")).isEqualTo("{\"former\": true}");
    }

    @Test
    void aGitRepositoryThatCannotBeReadHindersOnlyWhoeverReadsIt() {
        kgit.git().run("config", "core.repositoryFormatVersion", "1");
        kgit.git().run("config", "extensions.objectFormat", "sha256");
        assertThat(kgit.run("render", "graph").exit()).isEqualTo(ExitCode.DONE);
        Result blind = kgit.run("rollback", "HEAD");
        assertThat(blind.exit()).as("%s", blind).isEqualTo(ExitCode.INVALID);
        assertThat(blind.err()).contains("KG601");
    }

    @Test
    void tellsUsageErrorsByTheirOwnExitCode() {
        assertThat(kgit.run("plam").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(kgit.run("plam").err()).contains("plan");
        assertThat(kgit.run("plan", "--no-such-option").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void takesNoDurationThatCannotBeWaited() {
        kgit.environment("dev", "localhost:1", "connect: { main: { url: \"http://localhost:1\" } }\n");
        for (String duration : List.of("0s", "0ms", "25d", "99999999d", "-1s")) {
            Result result = kgit.run("plan", "--timeout=" + duration);
            assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.USAGE);
            assertThat(result.err()).contains("'--timeout'", "'" + duration + "'");
        }
        Result lock = kgit.run("apply", "--lock-timeout", "99999999d");
        assertThat(lock.exit()).as("%s", lock).isEqualTo(ExitCode.USAGE);
        assertThat(lock.err()).contains("at most 24d");
        Result shortest = kgit.run("plan", "--timeout", "1ms");
        assertThat(shortest.exit()).as("%s", shortest).isEqualTo(ExitCode.UNAVAILABLE);
    }

    @Test
    void validatesWhatKafkasClientWouldRefuse() {
        kgit.environment("dev", "localhost", "");
        assertThat(kgit.run("validate").out())
                .contains("environments/dev/environment.yaml:1:29: error KG021", "must be HOST:PORT");
        kgit.write(
                "environments/dev/environment.yaml",
                "kafka:\n  bootstrap.servers: localhost:1\n  request.timeout.ms: soon\n");
        Result result = kgit.run("validate");
        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.INVALID);
        assertThat(result.out()).contains("environments/dev/environment.yaml:3:23: error KG404", "request.timeout.ms");
    }

    @Test
    void validatesWithoutSecretsWhatMayBeKnownWithoutThem() {
        kgit.environment(
                "dev",
                "localhost:1",
                "variables: { size: \"${{ secret.SIZE }}\", region: \"${{ env.REGION }}\" }\n"
                        + "connect: { main: { url: \"http://localhost:1\", basicAuth: { username: kgit, password: \"${{"
                        + " secret.PASSWORD }}\" } } }\n");
        kgit.write(
                "environments/dev/topics.yaml",
                "topics: { orders: { config: { retention.ms: \"${{ var.region }}\" } } }\n"
                        + "connectors: { c: { config: { connector.class: X, some.size: \"${{ var.size }}\" } } }\n");
        Result with = kgit.run("validate");
        assertThat(with.exit()).as("%s", with).isEqualTo(ExitCode.INVALID);
        assertThat(with.out()).contains("KG035", "SIZE", "PASSWORD", "KG034", "REGION");

        Result without = kgit.env("SIZE", "nonsense").run("validate", "--no-secrets");
        assertThat(without.exit()).as("%s", without).isEqualTo(ExitCode.DONE);

        kgit.write("environments/dev/topics.yaml", "topics: { orders: { partitons: \"${{ var.siez }}\" } }\n");
        Result wrong = kgit.run("validate", "--no-secrets", "--format", "github");
        assertThat(wrong.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(wrong.out())
                .contains("::error file=environments/dev/topics.yaml,line=1,col=21,title=", "partitons", "siez");
    }

    @Test
    void neverTakesAnUnreachableClusterForNoChanges() {
        Result result = kgit.run("plan", "--timeout", "1s");
        assertThat(result.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("KG4").contains("localhost:1");
    }
}
