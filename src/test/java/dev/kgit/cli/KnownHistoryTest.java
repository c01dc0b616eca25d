package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import dev.kgit.git.GitProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan does where Git or the ledger don't know what was applied last: it works, says so, and never deletes. */
@RealServers
class KnownHistoryTest {

    private final String prefix = "known-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private final ByHand somebody = new ByHand(Workers.shared().bootstrapServers());

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void twoTopicsOfWhichOneIsDeclaredNoLonger() {
        kgit = CliFixture.repository(folder.resolve("repo"), prefix + "project");
        settings("");
        kgit.write("environments/dev/topics.yaml", topics("stays", "goes"));
        kgit.commit("Two");
        applies(kgit);
    }

    @AfterEach
    void close() {
        somebody.close();
    }

    private void settings(String more) {
        kgit.environment("dev", Workers.shared().bootstrapServers(), "prune: true\n" + more);
    }

    private String topics(String... names) {
        StringBuilder yaml = new StringBuilder("topics:\n");
        for (String name : names) {
            yaml.append("  ").append(prefix).append(name).append(": { partitions: 1 }\n");
        }
        return yaml.toString();
    }

    private static void applies(CliFixture kgit) {
        Result applied = kgit.run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
    }

    private void takeOneAway() {
        kgit.write("environments/dev/topics.yaml", topics("stays", "comes"));
        kgit.commit("One goes, one comes");
    }

    private CliFixture cloned(String... how) {
        return kgit.cloned(folder, how);
    }

    @Test
    void prunesInAWholeClone() {
        takeOneAway();
        Result plan = cloned().run("plan");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out())
                .contains("- delete topic/" + prefix + "goes  [git,", "create topic/" + prefix + "comes  [git,");
    }

    @Test
    void plansInAShallowCloneAndSaysWhatIsMissing() {
        takeOneAway();
        CliFixture shallow = cloned("--depth", "1");
        Result plan = shallow.run("plan");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out())
                .contains("KG611", "git fetch --unshallow", "KG216", prefix + "goes")
                .contains("+ create topic/" + prefix + "comes  [git,")
                .doesNotContain("- delete");

        Result refused = shallow.run("apply", "--auto-approve");
        assertThat(refused.exit()).as("%s", refused).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.out()).contains("error KG611", "git fetch --unshallow");

        Result applied = shallow.run("apply", "--auto-approve", "--allow-behind");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
        assertThat(applied.out()).contains("KG216", "is not in this clone");
        assertThat(somebody.topics()).contains(prefix + "goes", prefix + "comes");
        // What an apply has left is not deleted by the next plan of the same commit, wherever it is made.
        for (CliFixture clone : List.of(shallow, kgit)) {
            Result again = clone.run("plan", "--detailed-exitcode");
            assertThat(again.exit()).as("%s", again).isEqualTo(ExitCode.DONE);
            assertThat(again.out()).contains("KG216", prefix + "goes", "an earlier apply left it");
        }
    }

    @Test
    void plansInACloneWithoutOldContents() {
        kgit.git().run("config", "uploadpack.allowFilter", "true");
        takeOneAway();
        Result plan = cloned("--filter=blob:none").run("plan");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out()).contains("KG611", "no readable files").doesNotContain("- delete");
    }

    @Test
    void plansOutsideOfGit() throws IOException {
        takeOneAway();
        Path plain = Files.createDirectory(folder.resolve("plain"));
        for (String file :
                new String[] {"kgit.yaml", "environments/dev/environment.yaml", "environments/dev/topics.yaml"}) {
            Files.createDirectories(plain.resolve(file).getParent());
            Files.copy(kgit.git().folder().resolve(file), plain.resolve(file));
        }
        CliFixture outside = CliFixture.in(new GitProgram(plain));
        Result plan = outside.run("plan");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out())
                .contains("KG612", "not in Git", "[unknown,", "KG216")
                .doesNotContain("- delete");
        applies(outside);
        assertThat(somebody.topics()).contains(prefix + "goes", prefix + "comes");
        assertThat(kgit.run("plan").out())
                .contains("KG612", "not from a commit")
                .doesNotContain("- delete");
    }

    @Test
    void plansWithoutALedger() {
        settings("ledger: off\n");
        takeOneAway();
        Result plan = kgit.run("plan");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out())
                .contains("info KG612", "`ledger: off`", "nothing keeps two applies apart")
                .contains("+ create topic/" + prefix + "comes  [unknown,")
                .doesNotContain("- delete");
        applies(kgit);
        assertThat(kgit.run("plan", "--detailed-exitcode").exit()).isEqualTo(ExitCode.DONE);
        assertThat(kgit.run("drift").exit()).isEqualTo(ExitCode.DONE);
        Result history = kgit.run("history");
        assertThat(history.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(history.err()).contains("KG690", "ledger: off");
    }

    @Test
    void neverTakesALedgerThatItCanNotReadForAnEmptyOne() {
        String ledger = prefix + "ledger";
        settings("ledger: { topic: " + ledger + " }\n");
        kgit.commit("A ledger of its own");
        applies(kgit);
        String mine = "entry/" + prefix + "project/dev";
        for (String entry : List.of("garbage", "{}", "{\"formatVersion\": 99, \"managed\": {}}")) {
            somebody.append(ledger, mine, entry.getBytes(StandardCharsets.UTF_8));
            for (String command : List.of("plan", "drift", "history", "apply --auto-approve")) {
                Result result = kgit.run(command.split(" "));
                assertThat(result.exit())
                        .as("%s: %s: %s", entry, command, result)
                        .isEqualTo(ExitCode.UNAVAILABLE);
                assertThat(result.out() + result.err()).contains("KG65", ledger);
            }
        }
    }

    @Test
    void tellsAnotherProjectsEntryThatItCanNotReadAndGoesOn() {
        String ledger = prefix + "ledger";
        settings("ledger: { topic: " + ledger + " }\n");
        kgit.commit("A ledger of its own");
        applies(kgit);
        somebody.append(ledger, "entry/another/prod", "garbage".getBytes(StandardCharsets.UTF_8));
        Result plan = kgit.run("plan");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out()).contains("warning KG659", "entry/another/prod");
    }

    @Test
    void goesOnBesideAnotherProjectsEntryOfANewerKgit() {
        String ledger = prefix + "ledger";
        settings("ledger: { topic: " + ledger + " }\n");
        kgit.commit("A ledger of its own");
        applies(kgit);
        somebody.append(ledger, "entry/another/prod", "{\"formatVersion\": 99}".getBytes(StandardCharsets.UTF_8));
        for (String command : List.of("plan", "drift", "apply --auto-approve", "ledger")) {
            Result result = kgit.run(command.split(" "));
            assertThat(result.exit()).as("%s: %s", command, result).isEqualTo(ExitCode.DONE);
            assertThat(result.out() + result.err())
                    .as(command)
                    .contains("KG651", "project another/prod", "upgrade kgit");
        }
    }

    @Test
    void refusesALedgerTopicThatWouldForget() {
        String ledger = prefix + "ledger";
        somebody.create(ledger, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, "delete"));
        settings("ledger: { topic: " + ledger + " }\n");
        takeOneAway();
        Result applied = kgit.run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(applied.err()).contains("KG655", "cleanup.policy=delete");
        assertThat(somebody.topics()).doesNotContain(prefix + "comes");
    }
}
