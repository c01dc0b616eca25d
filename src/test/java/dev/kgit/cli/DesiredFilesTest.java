package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import dev.kgit.git.GitProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The desired state is every file that was read for it, wherever it lies, and never what happens to be left of it. */
@RealServers
class DesiredFilesTest {

    private final String prefix = "files-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private final ByHand somebody = new ByHand(Workers.shared().bootstrapServers());

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void aLayerInASubmoduleAndALinkedFile() throws IOException {
        GitProgram shared = GitProgram.init(folder.resolve("shared"));
        shared.write("topics.yaml", topics("shared")).commit("Shared");
        kgit = CliFixture.repository(folder.resolve("repo"), prefix + "project");
        kgit.environment(
                "dev", Workers.shared().bootstrapServers(), "prune: true\nguards: { maxDeletePercent: 100 }\n");
        kgit.write("environments/dev/topics.yaml", topics("own"));
        kgit.write("elsewhere/linked.yaml", topics("linked"));
        Files.createSymbolicLink(
                kgit.git().folder().resolve("environments/dev/linked.yaml"), Path.of("../../elsewhere/linked.yaml"));
        submodule(kgit.git(), "add", "../shared", "environments/base");
        kgit.commit("All three");
    }

    @AfterEach
    void close() {
        somebody.close();
    }

    private String topics(String name) {
        return "topics: { " + prefix + name + ": { partitions: 1, config: { retention.ms: 2d } } }\n";
    }

    private static void submodule(GitProgram git, String... how) {
        String[] command = new String[how.length + 4];
        command[0] = "-c";
        command[1] = "protocol.file.allow=always";
        command[2] = "submodule";
        command[3] = "--quiet";
        System.arraycopy(how, 0, command, 4, how.length);
        git.run(command);
    }

    private CliFixture cloned(String... more) {
        return kgit.cloned(folder, more);
    }

    private static void applies(CliFixture kgit) {
        Result applied = kgit.run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "validate",
                "validate --all",
                "plan",
                "plan -e dev",
                "apply --auto-approve -e dev",
                "drift -e dev",
                "adopt topic/x -e dev",
                "import -e dev",
                "render graph -e dev",
                "fmt --check",
                "fmt --check environments",
                "doctor -e dev"
            })
    void areNotLessWhereASubmoduleIsNotCheckedOut(String command) {
        CliFixture clone = cloned();
        Result result = clone.run(command.split(" "));
        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.INVALID);
        assertThat(result.out() + result.err())
                .contains("KG025", "environments/base", "git submodule update --init environments/base");
    }

    @Test
    void ofAnEarlierCommitAreNotLessEither() {
        Result back = cloned().run("rollback", "HEAD", "-e", "dev");
        assertThat(back.exit()).as("%s", back).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(back.err()).contains("KG613", "git submodule update --init environments/base");
    }

    @Test
    void deleteNothingWhereASubmoduleIsNotCheckedOut() {
        applies(kgit);
        CliFixture clone = cloned();
        assertThat(clone.run("apply", "--auto-approve").exit()).isEqualTo(ExitCode.INVALID);
        assertThat(somebody.topics()).contains(prefix + "shared");
        submodule(clone.git(), "update", "--init", "environments/base");
        Result plan = clone.run("plan", "--detailed-exitcode");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
    }

    @Test
    void inASubmoduleBelongToTheCommit() throws IOException {
        applies(kgit);
        GitProgram inside = kgit.git().in(kgit.git().folder().resolve("environments/base"));
        inside.write("topics.yaml", topics("shared").replace(": 2d", ": 3d"));
        Result edited = kgit.run("apply", "--auto-approve");
        assertThat(edited.exit()).as("%s", edited).isEqualTo(ExitCode.REFUSED);
        assertThat(edited.out()).contains("KG213", "environments/base/topics.yaml (changed)");

        inside.commit("Three days");
        assertThat(kgit.run("apply", "--auto-approve").exit())
                .as("the commit still names the former one")
                .isEqualTo(ExitCode.REFUSED);
        kgit.commit("Take the newer ones");
        Result plan = kgit.run("plan");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out())
                .contains("~ update topic/" + prefix + "shared  [git,")
                .doesNotContain("KG213");
        applies(kgit);
        Result history = kgit.run("history", "topic/" + prefix + "shared");
        assertThat(history.out()).contains("Take the newer ones", "All three");
        goesBack("HEAD~1", prefix + "shared");
    }

    @Test
    void ofAnAppliedCommitAreUnknownWithoutWhatItsSubmoduleHeld() {
        applies(kgit);
        kgit.git().run("rm", "--quiet", "environments/base");
        kgit.write("environments/dev/more.yaml", topics("more"));
        kgit.commit("Without the submodule");
        Result whole = kgit.run("plan");
        assertThat(whole.out()).contains("- delete topic/" + prefix + "shared  [git,");
        Result plan = cloned().run("plan");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out())
                .contains("KG611", "topic/" + prefix + "linked", "KG613", "environments/base")
                .doesNotContain("- delete");
    }

    @Test
    void thatAreLinkedBelongToTheCommit() throws IOException {
        applies(kgit);
        kgit.write("elsewhere/linked.yaml", topics("linked").replace(": 2d", ": 3d"));
        Result edited = kgit.run("apply", "--auto-approve");
        assertThat(edited.exit()).as("%s", edited).isEqualTo(ExitCode.REFUSED);
        assertThat(edited.out()).contains("KG213", "environments/dev/linked.yaml (changed)");
        kgit.commit("Longer");
        Result plan = kgit.run("plan");
        assertThat(plan.out()).contains("~ update topic/" + prefix + "linked  [git,");
        applies(kgit);
        assertThat(kgit.run("history", "topic/" + prefix + "linked").out()).contains("Longer", "All three");
        goesBack("HEAD~1", prefix + "linked");
    }

    @Test
    void thatWereLinkedOnceAreFoundInHistory() throws IOException {
        kgit.write("elsewhere/linked.yaml", topics("linked").replace(": 2d", ": 3d"));
        kgit.commit("Longer");
        Files.delete(kgit.git().folder().resolve("environments/dev/linked.yaml"));
        kgit.commit("Gone");
        kgit.write("elsewhere/linked.yaml", topics("linked")).commit("No matter");
        assertThat(kgit.run("history", "topic/" + prefix + "linked").out())
                .contains("Gone", "Longer", "All three")
                .doesNotContain("No matter");
    }

    @Test
    void inACommittedLinkToAFolderAreNotLessEither() throws IOException {
        Path environments = kgit.git().folder().resolve("environments");
        kgit.git().run("mv", "environments", "settings");
        Files.createSymbolicLink(environments, Path.of("settings"));
        kgit.commit("By another name");
        assertThat(kgit.run("plan", "-e", "dev").out())
                .contains("create topic/" + prefix + "shared")
                .doesNotContain("KG213");
        Result clone = cloned().run("plan", "-e", "dev");
        assertThat(clone.exit()).as("%s", clone).isEqualTo(ExitCode.INVALID);
        assertThat(clone.err()).contains("KG025", "git submodule update --init settings/base");
        kgit.write("settings/dev/topics.yaml", topics("own") + "# edited\n");
        assertThat(kgit.run("plan", "-e", "dev").out()).contains("KG213", "environments/dev/topics.yaml (changed)");
    }

    @Test
    void thatAConnectorNamesBelongToTheCommit() {
        kgit.environment(
                "dev",
                Workers.shared().bootstrapServers(),
                "connect: { main: { url: \"" + Workers.shared().url() + "\" } }\n");
        kgit.write(
                "environments/dev/sink.yaml",
                "connectors: { " + prefix + "sink: { configFile: ../../connectors/sink.json } }\n");
        String config = "{ \"connector.class\": \"org.apache.kafka.connect.file.FileStreamSinkConnector\","
                + " \"topics\": \"" + prefix + "own\", \"tasks.max\": \"%s\" }\n";
        kgit.write("connectors/sink.json", config.formatted("1")).commit("A sink");
        kgit.write("connectors/sink.json", config.formatted("2"));
        Result apply = kgit.run("apply", "--auto-approve", "--no-connect-check");
        assertThat(apply.exit()).as("%s", apply).isEqualTo(ExitCode.REFUSED);
        assertThat(apply.out()).contains("KG213", "connectors/sink.json (changed)");

        Result back = kgit.run("rollback", "HEAD", "--no-connect-check");
        assertThat(back.err())
                .contains("KG614", "connectors/sink.json (changed)")
                .contains("--staged --worktree -- connectors/sink.json\n")
                .doesNotContain("git commit");
        kgit.commit("Two tasks");
        kgit.git().delete("connectors/sink.json");
        Result without = kgit.run("plan");
        assertThat(without.exit()).as("%s", without).isEqualTo(ExitCode.INVALID);
        assertThat(without.err()).contains("KG040", "connectors/sink.json");
        Result history = kgit.run("history", "connector/main/" + prefix + "sink");
        assertThat(history.out()).as("%s", history).contains("Two tasks", "A sink");
    }

    @Test
    void thatGitIgnoresAreNotOfTheCommit() {
        kgit.write(".gitignore", "*.local.yaml\n").commit("Ignore");
        kgit.write("environments/dev/mine.local.yaml", topics("mine"));
        Result apply = kgit.run("apply", "--auto-approve");
        assertThat(apply.exit()).as("%s", apply).isEqualTo(ExitCode.REFUSED);
        assertThat(apply.out()).contains("KG213", "environments/dev/mine.local.yaml (not in the commit)");
    }

    @Test
    void thatNobodyReadsDoNotCount() {
        kgit.environment("prod", "elsewhere:9092", "");
        kgit.write("environments/dev/notes.txt", "to do").write("elsewhere/other.yaml", "not: read");
        Result plan = kgit.run("plan", "-e", "dev");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out()).doesNotContain("KG213");
    }

    @Test
    void thatASparseCheckoutLeavesOutAreTold() {
        kgit.write("environments/dev/folder/more.yaml", topics("more")).commit("More");
        applies(kgit);
        kgit.git().run("sparse-checkout", "set", "--no-cone", "/*", "!/environments/dev/folder/");
        Result plan = kgit.run("plan");
        assertThat(plan.out())
                .contains("warning KG213", "environments/dev/folder/more.yaml (in the commit, missing here)");
        Result apply = kgit.run("apply", "--auto-approve");
        assertThat(apply.exit()).as("%s", apply).isEqualTo(ExitCode.REFUSED);
        assertThat(somebody.topics()).contains(prefix + "more");
    }

    @Test
    void ofAWholeLayerThatIsLeftOutAreTold() throws IOException {
        kgit.git().run("rm", "--quiet", "-f", "environments/base");
        kgit.write("environments/base/more.yaml", topics("more")).commit("A layer");
        applies(kgit);
        kgit.git().run("sparse-checkout", "set", "--no-cone", "/*", "!/environments/base/");
        assertThat(kgit.git().folder().resolve("environments/base")).doesNotExist();
        assertThat(kgit.run("plan").out()).contains("warning KG213", "environments/base (in the commit, missing here)");
        assertThat(kgit.run("apply", "--auto-approve").exit()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void thatHaveChangedMakeASavedPlanStale() {
        String plan = folder.resolve("saved.plan").toString();
        assertThat(kgit.run("plan", "--out", plan).exit()).isEqualTo(ExitCode.DONE);
        kgit.write("elsewhere/linked.yaml", topics("linked") + "# a word\n");
        Result apply = kgit.run("apply", plan, "--allow", "KG213:*");
        assertThat(apply.exit()).as("%s", apply).isEqualTo(ExitCode.REFUSED);
        assertThat(apply.err()).contains("KG676");

        assertThat(kgit.run("plan", "--out", plan).exit()).isEqualTo(ExitCode.DONE);
        kgit.write("elsewhere/linked.yaml", topics("linked") + "# another word\n");
        Result other = kgit.run("apply", plan, "--allow", "KG213:*");
        assertThat(other.exit()).as("%s", other).isEqualTo(ExitCode.REFUSED);
        assertThat(other.err()).contains("KG676");
        kgit.write("elsewhere/linked.yaml", topics("linked") + "# a word\n");
        assertThat(kgit.run("apply", plan, "--allow", "KG213:*").exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void thatAreNotCommittedAreNamedBeforeGitTakesThemBack() {
        kgit.write("environments/dev/topics.yaml", topics("own").replace(": 2d", ": 3d"));
        kgit.commit("Longer");
        applies(kgit);
        kgit.write("environments/dev/topics.yaml", topics("own").replace("2d", "4d"));
        kgit.write("environments/dev/scratch.yaml", topics("scratch"));
        Result back = kgit.run("rollback", "HEAD~1");
        assertThat(back.exit()).as("%s", back).isEqualTo(ExitCode.DONE);
        assertThat(back.err())
                .contains("KG614", "environments/dev/topics.yaml (changed)", "git stash push")
                .contains("KG615", "environments/dev/scratch.yaml (not in the commit)")
                .contains("--staged --worktree -- environments/dev/topics.yaml\n");
    }

    private void goesBack(String commit, String topic) throws IOException {
        Result back = kgit.run("rollback", commit);
        assertThat(back.exit()).as("%s", back).isEqualTo(ExitCode.DONE);
        assertThat(back.err()).doesNotContain("KG614", "KG615");
        for (String line : back.err().split("\n")) {
            if (line.startsWith("  git submodule")) {
                submodule(
                        kgit.git(),
                        Arrays.copyOfRange(
                                line.strip().split(" "), 2, line.strip().split(" ").length));
            } else if (line.startsWith("  git commit")) {
                kgit.git().run("commit", "--quiet", "--message", "Go back");
            } else if (line.startsWith("  git ")) {
                kgit.git().run(line.strip().substring(4).split(" "));
            } else if (line.startsWith("  kgit ")) {
                Result applied = kgit.run(line.strip().substring(5).split(" "));
                assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
            }
        }
        assertThat(somebody.config(topic, "retention.ms")).isEqualTo("172800000");
        assertThat(kgit.run("plan", "--detailed-exitcode").exit()).isEqualTo(ExitCode.DONE);
    }
}
