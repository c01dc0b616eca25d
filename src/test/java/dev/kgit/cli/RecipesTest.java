package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What of the recipes can be known without the products that run them; their steps run in {@link RecipeStepsTest}. */
class RecipesTest {

    private static final Path EXAMPLES = Path.of("examples");
    private static final Pattern STEP = Pattern.compile("/opt/kgit/ci/([a-z]+\\.sh)");

    private final YAMLMapper yaml = new YAMLMapper();

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    private static Stream<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".sh")).toList().stream();
        }
    }

    private static List<String> steps(String recipe) {
        List<String> steps = new ArrayList<>();
        Matcher found = STEP.matcher(recipe);
        while (found.find()) {
            steps.add(found.group(1));
        }
        assertThat(steps)
                .allSatisfy(step -> assertThat(Steps.FOLDER.resolve(step)).isExecutable());
        return steps;
    }

    @ParameterizedTest
    @CsvSource({
        "github, github/kgit.yml, .github/workflows/kgit.yml",
        "gitlab, gitlab/.gitlab-ci.yml, .gitlab-ci.yml",
        "jenkins, jenkins/Jenkinsfile, Jenkinsfile"
    })
    void areWhatInitWrites(String ci, String example, String file, @TempDir Path folder) throws IOException {
        CliFixture kgit = CliFixture.repository(folder.resolve("elsewhere"), "elsewhere");
        Result init = kgit.run("init", "../shop", "-e", "prod", "--ci", ci);
        assertThat(init.exit()).as("%s", init).isEqualTo(Exit.DONE);
        String written = Files.readString(folder.resolve("shop").resolve(file));
        Path path = EXAMPLES.resolve(example);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(path, written);
        }
        assertThat(path).content().isEqualTo(written);
    }

    @Test
    void gitHubsJobsCallTheSteps() throws IOException {
        JsonNode jobs = yaml.readTree(read("examples/github/kgit.yml")).path("jobs");
        assertThat(jobs.propertyNames()).containsExactly("check", "plan", "apply", "drift");
        jobs.forEachEntry((name, job) -> {
            JsonNode steps = job.path("steps");
            for (JsonNode step : steps) {
                assertThat(step.path("uses").asString()).matches("actions/checkout@[0-9a-f]{40}|\\./\\.kgit");
            }
            assertThat(steps.path(2).path("with").path("command").asString()).isEqualTo(name);
            assertThat(Steps.FOLDER.resolve(name + ".sh")).isExecutable();
        });
    }

    @Test
    void gitHubsForksGetNoSecretsAndOnlyTheJobsThatTellMayWrite() throws IOException {
        JsonNode workflow = yaml.readTree(read("examples/github/kgit.yml"));
        JsonNode jobs = workflow.path("jobs");
        assertThat(workflow.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
        // Nor would variables of the repository be there.
        assertThat(jobs.path("check").toString()).doesNotContain("secrets.", "vars.", "write");
        assertThat(jobs.path("plan").path("if").asString())
                .contains("github.event.pull_request.head.repo.full_name == github.repository");
        assertThat(jobs.path("plan").path("permissions").toString())
                .isEqualTo("{\"contents\":\"read\",\"pull-requests\":\"write\"}");
        assertThat(jobs.path("apply").path("permissions").isMissingNode()).isTrue();
        assertThat(jobs.path("apply")
                        .path("concurrency")
                        .path("cancel-in-progress")
                        .asBoolean(true))
                .isFalse();
        assertThat(jobs.path("drift").path("permissions").toString())
                .isEqualTo("{\"contents\":\"read\",\"issues\":\"write\"}");
        // pull_request_target would run with secrets on what a stranger wrote.
        assertThat(workflow.path("on").propertyNames()).containsExactly("pull_request", "push", "schedule");
    }

    @Test
    void gitHubsActionRunsTheStepsAndPutsNoInputIntoAShell() throws IOException {
        JsonNode action = yaml.readTree(read("action.yml"));
        List<String> runs = new ArrayList<>();
        action.path("runs")
                .path("steps")
                .forEach(step -> runs.add(step.path("run").asString()));
        assertThat(runs)
                .containsExactly(
                        "\"$GITHUB_ACTION_PATH/examples/ci/install.sh\"",
                        "\"$GITHUB_ACTION_PATH/examples/ci/$KGIT_COMMAND.sh\"")
                .allSatisfy(run -> assertThat(run).doesNotContain("${{"));
        assertThat(Steps.FOLDER.resolve("install.sh")).isExecutable();
    }

    @Test
    void gitLabsJobsCallTheSteps() throws IOException {
        JsonNode pipeline = yaml.readTree(read("examples/gitlab/.gitlab-ci.yml"));
        for (String job : List.of("check", "plan", "apply", "drift")) {
            assertThat(pipeline.path(job).path("script").toString()).isEqualTo("[\"/opt/kgit/ci/" + job + ".sh\"]");
            assertThat(pipeline.path(job).path("rules").size()).isEqualTo(1);
        }
        assertThat(steps(pipeline.toString())).hasSize(4);
        assertThat(pipeline.path("variables").path("GIT_DEPTH").asString()).isEqualTo("0");
        assertThat(pipeline.path("apply").path("resource_group").asString()).isEqualTo("kgit-apply-prod");
    }

    @Test
    void jenkinsStagesCallTheSteps() throws IOException {
        String pipeline = read("examples/jenkins/Jenkinsfile");
        assertThat(steps(pipeline)).containsExactly("check.sh", "plan.sh", "apply.sh", "drift.sh");
        assertThat(pipeline.chars().filter(c -> c == '{').count())
                .isEqualTo(pipeline.chars().filter(c -> c == '}').count());
        assertThat(pipeline).contains("KGIT_TRUST = \"origin/${env.CHANGE_TARGET}\"", "disableConcurrentBuilds()");
    }

    @Test
    void theCronJobMayDoNothingButItsWork() throws IOException {
        List<JsonNode> documents = yaml.readerFor(JsonNode.class)
                .<JsonNode>readValues(read("examples/kubernetes/kgit-drift.yaml"))
                .readAll();
        JsonNode pod = documents
                .get(1)
                .path("spec")
                .path("jobTemplate")
                .path("spec")
                .path("template")
                .path("spec");
        JsonNode container = pod.path("containers").path(0);
        assertThat(steps(container.path("command").toString())).containsExactly("clone.sh", "drift.sh");
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.path("securityContext").path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.path("securityContext").path("runAsUser").asInt()).isEqualTo(10001);
        assertThat(container.path("securityContext").toString())
                .isEqualTo("{\"allowPrivilegeEscalation\":false,\"readOnlyRootFilesystem\":true,"
                        + "\"capabilities\":{\"drop\":[\"ALL\"]}}");
        assertThat(documents.get(0).path("data").has("KGIT_GIT_URL")).isTrue();
    }

    @Test
    void theImageIsPinnedAndRunsAsNobody() throws Exception {
        String dockerfile = read("Dockerfile");
        List<String> instructions = Stream.of(dockerfile
                        .replaceAll("(?m)^#.*\n", "")
                        .replace("\\\n", " ")
                        .split("\n"))
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(instructions)
                .allSatisfy(line -> assertThat(line).matches("(FROM|COPY|WORKDIR|RUN|ENV|USER|ENTRYPOINT) .*"));
        assertThat(instructions.stream().filter(line -> line.startsWith("FROM")))
                .allSatisfy(line -> assertThat(line).matches("FROM eclipse-temurin:21\\.[\\d._]+-j(dk|re)-noble.*"));
        assertThat(instructions).contains("USER 10001:10001", "ENTRYPOINT [\"kgit\"]");
        for (String run : instructions) {
            if (run.startsWith("RUN ")) {
                // Options of Docker's own stand before the command.
                assertParses("sh", "-n", "-c", run.substring(4).replaceFirst("^(--[a-z]+=\\S+\\s+)*", ""));
            }
        }
        Map<?, ?> compose = yaml.readValue(read("examples/compose/docker-compose.yml"), Map.class);
        assertThat(compose.get("services")).asString().contains("kgit={build=../..,");
    }

    @Test
    void theScriptsAreExecutableAndParse() throws Exception {
        List<Path> all = scripts().toList();
        assertThat(all).hasSizeGreaterThan(8);
        for (Path script : all) {
            assertThat(script).isExecutable();
            assertThat(Files.readString(script)).startsWith("#!/bin/sh\n").contains("\nset -eu\n");
            assertParses("sh", "-n", script.toString());
        }
    }

    @Test
    void thePageNamesThemAndItsLinksLeadSomewhere() throws IOException {
        String page = read("docs/gitops.md");
        List<Path> named = Pattern.compile("]\\(([^):#]+)\\)")
                .matcher(page)
                .results()
                .map(link -> Path.of("docs").resolve(link.group(1)).normalize())
                .toList();
        assertThat(named).allSatisfy(file -> assertThat(file).exists());
        try (Stream<Path> examples = Files.walk(EXAMPLES)) {
            List<Path> recipes = examples.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith("examples/compose") && !file.startsWith("examples/permissions"))
                    .toList();
            assertThat(named).containsAll(recipes);
        }
    }

    private static void assertParses(String... command) throws Exception {
        Process shell = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(shell.waitFor())
                .as("%s: %s", String.join(" ", command), said)
                .isZero();
    }
}
