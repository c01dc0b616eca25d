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
        "github, github/kgit-check.yml, .github/workflows/kgit-check.yml",
        "gitlab, gitlab/.gitlab-ci.yml, .gitlab-ci.yml",
        "jenkins, jenkins/Jenkinsfile, Jenkinsfile",
        "jenkins, jenkins/Jenkinsfile.apply, Jenkinsfile.apply"
    })
    void areWhatInitWrites(String ci, String example, String file, @TempDir Path folder) throws IOException {
        CliFixture kgit = CliFixture.repository(folder.resolve("elsewhere"), "elsewhere");
        Result init = kgit.run("init", "../shop", "-e", "prod", "--ci", ci);
        assertThat(init.exit()).as("%s", init).isEqualTo(ExitCode.DONE);
        String written = Files.readString(folder.resolve("shop").resolve(file));
        Path path = EXAMPLES.resolve(example);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(path, written);
        }
        assertThat(path).content().isEqualTo(written);
    }

    private JsonNode workflow(String file) throws IOException {
        return yaml.readTree(read("examples/github/" + file));
    }

    /** The job's steps are a checkout, a release of kgit whose checksum is looked at before it is unpacked, and a step of that. */
    private static void callsItsStep(String name, JsonNode job) {
        JsonNode steps = job.path("steps");
        assertThat(steps.size()).isEqualTo(3);
        assertThat(steps.path(0).path("uses").asString()).matches("actions/checkout@[0-9a-f]{40}");
        assertThat(steps.path(0).path("with").path("persist-credentials").asBoolean(true))
                .isFalse();
        assertThat(steps.path(1).path("run").asString())
                .containsSubsequence("\"$KGIT_ARCHIVE\"", "\"$KGIT_SHA256\"", "sha256sum --check", "tar -xzf");
        assertThat(steps.path(2).path("run").asString()).isEqualTo("\"$RUNNER_TEMP/kgit/ci/" + name + ".sh\"");
        assertThat(steps.path(2).path("env").path("KGIT_ENV").asString()).isEqualTo("prod");
        assertThat(Steps.FOLDER.resolve(name + ".sh")).isExecutable();
    }

    /** What init writes names the release of the kgit that writes it, and a checksum or digest that fits nothing until it is filled in. */
    @Test
    void useAReleaseOfThisVersionThatIsPinned() throws IOException {
        String zeros = "0".repeat(64);
        for (String file : List.of("kgit.yml", "kgit-check.yml")) {
            JsonNode env = workflow(file).path("env");
            assertThat(env.path("KGIT_ARCHIVE").asString()).endsWith("/kgit-" + Version.number() + "-linux-x64.tar.gz");
            assertThat(env.path("KGIT_SHA256").asString()).isEqualTo(zeros);
        }
        String image = "registry.example.org/kgit:" + Version.number() + "@sha256:" + zeros;
        for (String file : List.of(
                "gitlab/.gitlab-ci.yml",
                "jenkins/Jenkinsfile",
                "jenkins/Jenkinsfile.apply",
                "kubernetes/kgit-drift.yaml")) {
            assertThat(read("examples/" + file)).contains(image);
        }
    }

    @Test
    void gitHubsJobsCallTheSteps() throws IOException {
        JsonNode jobs = workflow("kgit.yml").path("jobs");
        assertThat(jobs.propertyNames()).containsExactly("plan", "apply", "drift");
        jobs.forEachEntry((name, job) -> {
            callsItsStep(name, job);
            JsonNode checkout = job.path("steps").path(0).path("with");
            assertThat(checkout.path("fetch-depth").asInt(1)).isZero();
        });
        JsonNode check = workflow("kgit-check.yml").path("jobs");
        assertThat(check.propertyNames()).containsExactly("check");
        callsItsStep("check", check.path("check"));
    }

    @Test
    void gitHubsForksGetNoSecretsAndOnlyTheJobsThatTellMayWrite() throws IOException {
        JsonNode check = workflow("kgit-check.yml");
        assertThat(check.path("on").propertyNames()).containsExactly("pull_request", "merge_group");
        assertThat(check.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
        // Nor would variables of the repository be there.
        assertThat(check.path("jobs").toString()).doesNotContain("secrets.", "vars.", "write");
        assertThat(check.path("jobs").path("check").has("environment")).isFalse();

        JsonNode workflow = workflow("kgit.yml");
        JsonNode jobs = workflow.path("jobs");
        assertThat(workflow.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
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
    }

    /** With pull_request, the workflow that has the secrets would be the pull request's own. */
    @Test
    void gitHubsSecretsAreForWorkflowsOfTheDefaultBranch() throws IOException {
        JsonNode workflow = workflow("kgit.yml");
        // The queue's branch has the pull requests' own workflow, and no job of it runs. A queue waits for required
        // checks: a job that is skipped counts as passed, one that does not exist never does.
        assertThat(workflow.path("on").propertyNames())
                .containsExactly("pull_request_target", "merge_group", "push", "schedule");
        assertThat(workflow.path("jobs"))
                .allSatisfy(job -> assertThat(job.path("if").asString())
                        .startsWith("github.event_name == '")
                        .doesNotContain("merge_group"));
        assertThat(workflow.path("on").path("push").toString()).isEqualTo("{\"branches\":[\"main\"]}");
        JsonNode jobs = workflow.path("jobs");
        assertThat(jobs.path("plan").path("if").asString())
                .isEqualTo("github.event_name == 'pull_request_target'"
                        + " && github.event.pull_request.head.repo.full_name == github.repository");
        assertThat(jobs.path("apply").path("if").asString()).isEqualTo("github.event_name == 'push'");
        assertThat(jobs.path("drift").path("if").asString()).isEqualTo("github.event_name == 'schedule'");
        // The environments are what keeps them from workflows of other branches.
        assertThat(jobs.path("plan").path("environment").asString()).isEqualTo("kgit-read");
        assertThat(jobs.path("apply").path("environment").asString()).isEqualTo("kgit-write");
        assertThat(jobs.path("drift").path("environment").asString()).isEqualTo("kgit-read");
    }

    @Test
    void gitHubsActionRunsTheStepsAndPutsNoInputIntoAShell() throws Exception {
        JsonNode action = yaml.readTree(read("action.yml"));
        List<String> runs = new ArrayList<>();
        action.path("runs")
                .path("steps")
                .forEach(step -> runs.add(step.path("run").asString()));
        assertThat(runs).hasSize(2).allSatisfy(run -> assertThat(run).doesNotContain("${{"));
        assertThat(runs.get(0))
                .contains("\"$GITHUB_ACTION_PATH/install.sh\" \"$KGIT_ARCHIVE\" \"$KGIT_ARCHIVE_SHA256\"");
        for (String input : List.of("archive", "archive-sha256")) {
            assertThat(action.path("inputs").path(input).path("required").asBoolean())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"check, 0", "plan, 0", "apply, 0", "drift, 0", "tell, 64", "../other/plan, 64", "'', 64", "pl*, 64"})
    void gitHubsActionRunsNothingElse(String command, int exit, @TempDir Path folder) throws Exception {
        JsonNode steps = yaml.readTree(read("action.yml")).path("runs").path("steps");
        for (String step : List.of("ci/check", "ci/plan", "ci/apply", "ci/drift", "ci/tell", "other/plan")) {
            Path script = folder.resolve("examples/" + step + ".sh");
            Files.createDirectories(script.getParent());
            Steps.executable(script, "#!/bin/sh\n");
        }
        ProcessBuilder shell =
                new ProcessBuilder("sh", "-e", "-c", steps.path(1).path("run").asString()).inheritIO();
        shell.environment().put("GITHUB_ACTION_PATH", folder.toString());
        shell.environment().put("KGIT_COMMAND", command);
        assertThat(shell.start().waitFor()).isEqualTo(exit);
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

    /** Merge requests of forks get none, and only the default branch's files are used without being distrusted. */
    @Test
    void gitLabsSecretsAreForMergeRequestsOfTheProjectAndTheDefaultBranch() throws IOException {
        JsonNode pipeline = yaml.readTree(read("examples/gitlab/.gitlab-ci.yml"));
        assertThat(rule(pipeline, "check")).isEqualTo("$CI_PIPELINE_SOURCE == \"merge_request_event\"");
        assertThat(pipeline.path("check").has("environment")).isFalse();
        assertThat(rule(pipeline, "plan"))
                .isEqualTo("$CI_PIPELINE_SOURCE == \"merge_request_event\""
                        + " && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID");
        assertThat(rule(pipeline, "apply"))
                .isEqualTo("$CI_PIPELINE_SOURCE == \"push\" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH");
        assertThat(rule(pipeline, "drift"))
                .isEqualTo("$CI_PIPELINE_SOURCE == \"schedule\" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH");
        // So that the file can lie in another project, out of the reach of those who may push here.
        assertThat(pipeline.has("include")).isFalse();
    }

    private static String rule(JsonNode pipeline, String job) {
        return pipeline.path(job).path("rules").path(0).path("if").asString();
    }

    @Test
    void jenkinsStagesCallTheSteps() throws IOException {
        assertThat(steps(read("examples/jenkins/Jenkinsfile"))).containsExactly("check.sh", "plan.sh");
        assertThat(steps(read("examples/jenkins/Jenkinsfile.apply"))).containsExactly("apply.sh", "drift.sh");
        for (String file : List.of("Jenkinsfile", "Jenkinsfile.apply")) {
            String pipeline = read("examples/jenkins/" + file);
            assertThat(pipeline.chars().filter(c -> c == '{').count())
                    .isEqualTo(pipeline.chars().filter(c -> c == '}').count());
            assertThat(pipeline).contains("disableConcurrentBuilds()");
        }
    }

    @Test
    void jenkinsPlansNoForksAndTheirPipelineHasNothingThatWrites() throws IOException {
        String pipeline = read("examples/jenkins/Jenkinsfile").replaceAll("(?m)^//.*\n", "");
        assertThat(pipeline).doesNotContain("kgit-write", "apply");
        String plan = pipeline.substring(pipeline.indexOf("stage('plan')"));
        assertThat(plan)
                .contains(
                        "changeRequest target: 'main'",
                        "expression { !env.CHANGE_FORK }",
                        "KGIT_TRUST = 'refs/remotes/origin/main'");
        assertThat(pipeline.substring(0, pipeline.indexOf(plan))).doesNotContain("credentials(");
        assertThat(pipeline).doesNotContain("CHANGE_TARGET");
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
                .allSatisfy(line -> assertThat(line).matches("(ARG|FROM|COPY|WORKDIR|RUN|ENV|USER|ENTRYPOINT) .*"));
        assertThat(instructions.get(0)).matches("ARG BASE=debian:[\\d.]+-slim");
        assertThat(instructions.stream().filter(line -> line.startsWith("FROM")))
                .allSatisfy(line -> assertThat(line).startsWith("FROM ${BASE}"));
        assertThat(dockerfile).containsSubsequence("sha256sum --check", "tar -xzf");
        assertThat(instructions).contains("USER 10001:10001", "ENTRYPOINT [\"kgit\"]");
        for (String run : instructions) {
            if (run.startsWith("RUN ")) {
                assertParses("sh", "-n", "-c", run.substring(4));
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
