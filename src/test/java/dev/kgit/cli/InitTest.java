package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import dev.kgit.git.GitProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository to begin with, and the form that its files keep. */
@RealServers
class InitTest {

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void emptyFolder() throws IOException {
        kgit = CliFixture.in(GitProgram.init(folder));
    }

    @Test
    void writesARepositoryThatIsValidAndFormattedWithEveryPipeline() {
        for (String ci : List.of("github", "gitlab", "jenkins", "none")) {
            Result init = kgit.run("init", ci, "--env", "prod", "--connect", "http://localhost:1", "--ci", ci);
            assertThat(init.exit()).as("%s", init).isEqualTo(ExitCode.DONE);
            Result valid = kgit.run("-C", ci, "validate");
            assertThat(valid.exit()).as("%s", valid).isEqualTo(ExitCode.DONE);
            assertThat(valid.err() + valid.out()).contains("1 resource");
            Result fmt = kgit.run("-C", ci, "fmt", "--check");
            assertThat(fmt.exit()).as("%s", fmt).isEqualTo(ExitCode.DONE);
        }
        assertThat(kgit.read("github/environments/base/topics.yaml"))
                .contains("example.orders:", "retention.ms: 7d", "yaml-language-server: $schema=../../schemas/");
        assertThat(kgit.read("github/.github/workflows/kgit.yml")).contains("ci/plan.sh", "ci/apply.sh", "ci/drift.sh");
        assertThat(kgit.read("github/.github/workflows/kgit-check.yml")).contains("ci/check.sh");
        assertThat(kgit.read("gitlab/.gitlab-ci.yml")).contains("plan.sh", "apply.sh", "drift.sh");
        assertThat(kgit.read("jenkins/Jenkinsfile")).contains("check.sh", "plan.sh");
        assertThat(kgit.read("jenkins/Jenkinsfile.apply")).contains("apply.sh", "drift.sh");
        assertThat(Files.exists(folder.resolve("none/.gitlab-ci.yml"))).isFalse();
        assertThat(Files.exists(folder.resolve("none/schemas/resources.schema.json")))
                .isTrue();
    }

    @Test
    void plansNothingByItselfSoThatAnImportIsFollowedByAnEmptyPlan() {
        kgit.run(
                "init",
                "--project",
                "beginning",
                "--bootstrap",
                Brokers.shared().bootstrapServers());
        kgit.commit("Begin");
        Result plan = kgit.run("plan", "--detailed-exitcode");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        kgit.write(
                "environments/base/topics.yaml",
                kgit.read("environments/base/topics.yaml").replace("    state: absent\n", ""));
        assertThat(kgit.run("plan").out()).contains("+ create topic/example.orders");
    }

    @Test
    void overwritesNothing() {
        kgit.write("kgit.yaml", "mine\n");
        Result init = kgit.run("init");
        assertThat(init.exit()).as("%s", init).isEqualTo(ExitCode.REFUSED);
        assertThat(init.err()).contains("KG710").contains("kgit.yaml is there already");
        assertThat(kgit.read("kgit.yaml")).isEqualTo("mine\n");
        assertThat(Files.exists(folder.resolve("environments"))).isFalse();
    }

    @Test
    void refusesNamesThatNoProjectCanHave() {
        Result init = kgit.run("init", "--project", "two words");
        assertThat(init.exit()).as("%s", init).isEqualTo(ExitCode.INVALID);
        assertThat(Files.exists(folder.resolve("kgit.yaml"))).isFalse();
    }

    @Test
    void formatsAndOnlyChecksWhenAskedTo() {
        kgit.run("init");
        String crooked = "topics:\n  a:\n    # stays\n    config: { retention.ms: 86400000 }   \n    partitions: 1\n";
        kgit.write("environments/dev/topics.yaml", crooked);
        Result check = kgit.run("fmt", "--check");
        assertThat(check.exit()).as("%s", check).isEqualTo(ExitCode.INVALID);
        assertThat(check.out()).isEqualTo("environments/dev/topics.yaml\n");
        assertThat(kgit.read("environments/dev/topics.yaml")).isEqualTo(crooked);

        assertThat(kgit.run("fmt").exit()).isEqualTo(ExitCode.DONE);
        assertThat(kgit.read("environments/dev/topics.yaml"))
                .isEqualTo("topics:\n  a:\n    partitions: 1\n    # stays\n    config: { retention.ms: 1d }\n");
        Result again = kgit.run("fmt", "--check");
        assertThat(again.exit()).isEqualTo(ExitCode.DONE);
        assertThat(again.out()).isEmpty();
    }

    @Test
    void formatsOnlyWhatKgitReadsAndNamesTheRest() {
        kgit.run("init");
        String foreign = "apiVersion: kafka.strimzi.io/v1beta2\nspec:\n  config:\n    retention.ms: 604800000  \n";
        kgit.write("k8s/topic.yaml", foreign);
        kgit.write("environments/nowhere/topic.yaml", foreign);
        for (String named : List.of(".", "k8s/topic.yaml", "environments/nowhere")) {
            Result fmt = kgit.run("fmt", named);
            assertThat(fmt.exit()).as("%s", fmt).isEqualTo(ExitCode.DONE);
            assertThat(fmt.out()).isEmpty();
            assertThat(fmt.err()).contains("KG719", "topic.yaml");
        }
        assertThat(kgit.read("k8s/topic.yaml")).isEqualTo(foreign);
        assertThat(kgit.read("environments/nowhere/topic.yaml")).isEqualTo(foreign);
        assertThat(kgit.run("fmt").err())
                .contains("environments/nowhere/topic.yaml")
                .doesNotContain("k8s");
    }

    @Test
    void formatsTheFilesBehindOneThatCanNotBe() {
        kgit.run("init");
        kgit.write("environments/dev/a.yaml", "topics: {\n");
        kgit.write("environments/dev/b.yaml", "topics: { b: { config: { retention.ms: 86400000 } } }\n");
        assertThat(kgit.run("fmt").exit()).isEqualTo(ExitCode.INVALID);
        assertThat(kgit.read("environments/dev/b.yaml")).contains("retention.ms: 1d");
    }

    @Test
    void leavesAFileWithErrorsAsItIs() {
        kgit.run("init");
        kgit.write("environments/dev/topics.yaml", "topics: {\n");
        Result fmt = kgit.run("fmt");
        assertThat(fmt.exit()).as("%s", fmt).isEqualTo(ExitCode.INVALID);
        assertThat(fmt.err()).contains("environments/dev/topics.yaml:");
        assertThat(kgit.read("environments/dev/topics.yaml")).isEqualTo("topics: {\n");
    }

    @Test
    void writesNothingInAFormThatThereIsNot() {
        for (List<String> line : List.of(
                List.of("init"),
                List.of("fmt"),
                List.of("adopt", "topic/a"),
                List.of("import"),
                List.of("unlock"),
                List.of("explain", "KG120"),
                List.of("completion"),
                List.of("render", "graph"),
                List.of("sandbox"),
                List.of("demo"))) {
            List<String> json = new ArrayList<>(line);
            json.addAll(List.of("--format", "json"));
            Result result = kgit.run(json.toArray(String[]::new));
            assertThat(result.exit()).as("%s %s", line, result).isEqualTo(ExitCode.INVALID);
            assertThat(result.err()).contains("KG707");
            assertThat(result.out()).as("why, and no result").contains("\"exitCode\": 1", "KG707");
        }
        assertThat(Files.exists(folder.resolve("kgit.yaml"))).isFalse();
    }
}
