package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealServers
class RollbackTest {

    private final String prefix = "back-" + UUID.randomUUID().toString().substring(0, 8) + ".";
    private final ByHand somebody = new ByHand(Workers.shared().bootstrapServers());

    @TempDir
    Path folder;

    private CliFixture kgit;
    private String first;

    @BeforeEach
    void aGoodCommitAndABadOne() {
        kgit = CliFixture.repository(folder.resolve("repo"), prefix + "project");
        kgit.environment("dev", Workers.shared().bootstrapServers(), "");
        kgit.write("environments/base/topics.yaml", """
                topics:
                  PREFIXorders: { partitions: 1, replicationFactor: 1, config: { retention.ms: 2d } }
                  PREFIXold: { partitions: 1, replicationFactor: 1 }
                """.replace("PREFIX", prefix));
        first = kgit.commit("Good");
        applies();
        kgit.write("environments/base/topics.yaml", """
                topics:
                  PREFIXorders: { partitions: 1, replicationFactor: 1, config: { retention.ms: 1d }, allow: [data-loss] }
                  PREFIXold: { state: absent }
                  PREFIXnew: { partitions: 1, replicationFactor: 1 }
                """.replace("PREFIX", prefix));
        kgit.environment("dev", Workers.shared().bootstrapServers(), "# settings are not rolled back\n");
        kgit.commit("Bad");
        applies();
    }

    @AfterEach
    void close() {
        somebody.close();
    }

    @Test
    void plansTheWayBackAndSaysWhatDoesNotComeBack() {
        Result plan = kgit.run("rollback", "HEAD~1");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out())
                .contains("Revision " + first)
                .contains("+ create topic/" + prefix + "old  [git,")
                .contains("config.retention.ms: 86400000 (1d) -> 172800000 (2d)")
                .contains("KG620", "topic/" + prefix + "old comes back empty", "deleted meanwhile by retention.ms")
                .contains("KG216", "topic/" + prefix + "new");
        assertThat(kgit.run("rollback", "HEAD~1", "--detailed-exitcode").exit()).isEqualTo(ExitCode.DIFFERENCES);
        assertThat(somebody.topics()).as("it only reads").doesNotContain(prefix + "old");
    }

    @Test
    void goesBackTheWayItSays() throws Exception {
        goesBack(kgit.run("rollback", first));
    }

    @Test
    void goesBackByASavedPlanToo() throws Exception {
        Path file = folder.resolve("back.plan");
        Result plan = kgit.run("rollback", first, "--out", file.toString());
        assertThat(kgit.run("apply", file.toString()).err())
                .as("not from the files as they are")
                .contains("KG677");
        goesBack(plan);
    }

    @Test
    void appliesASavedPlanFromNoOtherFilesThanItWasMadeFrom() throws Exception {
        Path file = folder.resolve("back.plan");
        String settings = kgit.read("environments/dev/environment.yaml");
        assertThat(kgit.run("rollback", first, "--out", file.toString()).exit()).isEqualTo(ExitCode.DONE);
        kgit.git().run("checkout", "--quiet", first, "--", "environments/base");
        String good = kgit.read("environments/base/topics.yaml");

        kgit.write("environments/base/topics.yaml", good + "# and what nobody has reviewed\n");
        kgit.commit("Back, and more");
        refuses(file, "environments/base/topics.yaml");

        kgit.write("environments/base/topics.yaml", good);
        kgit.environment("dev", Workers.shared().bootstrapServers(), "# other settings\n");
        kgit.commit("Back, with other settings");
        refuses(file, "environments/dev/environment.yaml");

        kgit.write("environments/dev/environment.yaml", settings);
        kgit.commit("Back");
        kgit.write("environments/base/topics.yaml", good + "# not committed\n");
        refuses(file, "changes");

        kgit.write("environments/base/topics.yaml", good);
        Result applied = kgit.run("apply", file.toString());
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
    }

    private void refuses(Path file, String why) {
        // The guard of the working tree would refuse some of it too.
        Result refused = kgit.run("apply", "--allow", "KG213:*", file.toString());
        assertThat(refused.exit()).as("%s", refused).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("KG676", why);
    }

    @Test
    void hasNothingToDoWhereTheClusterIsThereAlready() {
        Result plan = kgit.run("rollback", "HEAD");
        assertThat(plan.exit()).isEqualTo(ExitCode.DONE);
        assertThat(plan.out()).contains("No changes.");
        assertThat(plan.err()).doesNotContain("git restore");
    }

    @Test
    void namesACommitThatIsNotThere() {
        Result plan = kgit.run("rollback", "nonsense");
        assertThat(plan.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(plan.err()).contains("KG606", "nonsense");
    }

    /** Does to the letter what the command printed. */
    private void goesBack(Result plan) throws IOException, InterruptedException {
        String script = Arrays.stream(plan.err().split("\n"))
                .filter(line -> line.startsWith("  git "))
                .collect(Collectors.joining("\n"));
        Process shell = new ProcessBuilder("sh", "-e", "-c", script)
                .directory(kgit.git().folder().toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as("%s\n%s", script, said).isZero();
        assertThat(kgit.read("environments/dev/environment.yaml")).contains("settings are not rolled back");

        String apply = Arrays.stream(plan.err().split("\n"))
                .filter(line -> line.startsWith("  kgit "))
                .findFirst()
                .orElseThrow();
        Result applied = kgit.run(apply.strip().substring("kgit ".length()).split(" "));
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
        assertThat(somebody.topics()).contains(prefix + "old", prefix + "new");
        assertThat(somebody.config(prefix + "orders", "retention.ms")).isEqualTo("172800000");
        assertThat(kgit.run("plan", "--detailed-exitcode").exit()).isEqualTo(ExitCode.DONE);
    }

    private void applies() {
        Result applied = kgit.run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
    }
}
