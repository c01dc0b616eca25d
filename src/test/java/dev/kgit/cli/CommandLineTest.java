package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(kgit.run("-e", "dev", "validate").exit()).isEqualTo(Exit.DONE);
        assertThat(kgit.run("validate", "-e", "dev").exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void helpsWithEveryCommandByOptionAndByVerb() {
        for (String verb : Verbs.declared().keySet()) {
            Result option = kgit.run(verb, "--help");
            assertThat(option.exit()).as("%s", option).isEqualTo(Exit.DONE);
            assertThat(option.out()).startsWith("Usage: kgit " + verb).contains("--help");
            assertThat(kgit.run("help", verb).out()).isEqualTo(option.out());
        }
        assertThat(kgit.run("help").out()).isEqualTo(kgit.run("--help").out()).contains("rollback");
        assertThat(kgit.run("help", "plam").exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void keepsResultsAndEverythingElseApart() {
        Result result = kgit.run("validate", "--format", "json");
        assertThat(result.out()).startsWith("{");
        assertThat(result.err()).contains("valid: 1 resource, no problems");
    }

    @Test
    void tellsUsageErrorsByTheirOwnExitCode() {
        assertThat(kgit.run("plam").exit()).isEqualTo(Exit.USAGE);
        assertThat(kgit.run("plam").err()).contains("plan");
        assertThat(kgit.run("plan", "--no-such-option").exit()).isEqualTo(Exit.USAGE);
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
                "topics: { orders: { partitions: \"${{ var.size }}\", config: { retention.ms: \"${{ var.region }}\" } } }\n");
        Result with = kgit.run("validate");
        assertThat(with.exit()).as("%s", with).isEqualTo(Exit.INVALID);
        assertThat(with.out()).contains("KG035", "SIZE", "PASSWORD", "KG034", "REGION");

        Result without = kgit.env("SIZE", "nonsense").run("validate", "--no-secrets");
        assertThat(without.exit()).as("%s", without).isEqualTo(Exit.DONE);

        kgit.write("environments/dev/topics.yaml", "topics: { orders: { partitons: \"${{ var.siez }}\" } }\n");
        Result wrong = kgit.run("validate", "--no-secrets", "--format", "github");
        assertThat(wrong.exit()).isEqualTo(Exit.INVALID);
        assertThat(wrong.out())
                .contains("::error file=environments/dev/topics.yaml,line=1,col=21,title=", "partitons", "siez");
    }

    @Test
    void neverTakesAnUnreachableClusterForNoChanges() {
        Result result = kgit.run("plan", "--timeout", "1s");
        assertThat(result.exit()).isEqualTo(Exit.WORLD);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("KG4").contains("localhost:1");
    }
}
