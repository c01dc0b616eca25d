package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.cluster.LedgerEntry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kgit ledger} and {@code kgit forget} change loses nothing that others write, and says what it takes out. */
class LedgerByHandTest {

    private final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void aTopicThatWasApplied() {
        kgit = CliFixture.repository(folder.resolve("repo"), "shop").on(platform);
        kgit.environment("dev", "nowhere:9092", "");
        declare("a");
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));
    }

    private void declare(String... names) {
        StringBuilder yaml = new StringBuilder("topics:\n");
        for (String name : names) {
            yaml.append("  ").append(name).append(": { partitions: 1, replicationFactor: 1 }\n");
        }
        kgit.write("environments/dev/topics.yaml", yaml.toString());
        kgit.commit("Declare " + List.of(names));
    }

    private Result exits(int code, Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    private LedgerEntry entry(String environment) {
        return platform.ledger("shop", environment).read().mine().orElseThrow();
    }

    /** An apply that gets the lock first. */
    private void anotherApplyComesFirst() {
        declare("a", "b");
        platform.log.beforeLease(() -> exits(ExitCode.DONE, kgit.run("apply", "--auto-approve")));
    }

    @Test
    void movesWhatARunWroteThatEndedJustBefore() {
        anotherApplyComesFirst();
        Result moved = exits(ExitCode.DONE, kgit.run("ledger", "move", "shop/dev", "shop/live"));
        assertThat(moved.out()).contains("has 2 resources of shop/dev under shop/live");
        assertThat(entry("live").runs()).hasSize(2);
        assertThat(entry("live").managed()).hasSize(2);
        assertThat(platform.ledger("shop", "dev").read().mine()).isEmpty();
    }

    @Test
    void keepsWhatARunWroteThatEndedJustBeforeTheFolderIsMoved() {
        anotherApplyComesFirst();
        exits(ExitCode.DONE, kgit.run("ledger", "move", "shop/dev", "shop/dev"));
        assertThat(entry("dev").runs()).hasSize(2);
        assertThat(entry("dev").managed()).hasSize(2);
    }

    @Test
    void asksAboutWhatIsReallyRetired() {
        anotherApplyComesFirst();
        kgit.answers("no\n");
        Result asked = exits(ExitCode.REFUSED, kgit.run("ledger", "retire", "shop/dev"));
        assertThat(asked.out()).contains("2 resources", "the history of 2 applies of shop/dev", "the history is gone");
        assertThat(entry("dev").managed()).hasSize(2);
        exits(ExitCode.DONE, kgit.run("ledger", "retire", "--force", "shop/dev"));
        assertThat(platform.ledger("shop", "dev").read().mine()).isEmpty();
    }

    @Test
    void movesOntoANameThatManagesNothing() {
        kgit.git().run("mv", "environments/dev", "environments/live");
        kgit.commit("Rename the environment");
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));
        assertThat(entry("live").managed()).isEmpty();
        Result moved = exits(ExitCode.DONE, kgit.run("ledger", "move", "shop/dev", "shop/live"));
        assertThat(moved.out()).contains("1 resource of shop/dev");
        assertThat(entry("live").managed()).hasSize(1);
        assertThat(entry("live").runs()).as("nothing of the history is lost").hasSize(2);
        assertThat(entry("live").lastWhole())
                .isEqualTo(entry("live").runs().stream()
                        .filter(run -> run.changes().size() == 1)
                        .findFirst());
        assertThat(exits(ExitCode.DONE, kgit.run("plan")).out())
                .contains("No changes.")
                .doesNotContain("KG214");
    }

    @Test
    void joinsNoTwoThatBothManageSomething() {
        kgit.environment("live", "nowhere:9092", "");
        kgit.write("environments/live/topics.yaml", "topics: { live: { partitions: 1, replicationFactor: 1 } }\n");
        kgit.commit("Another environment");
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve", "-e", "live"));
        Result refused = exits(ExitCode.REFUSED, kgit.run("ledger", "move", "-e", "dev", "shop/dev", "shop/live"));
        assertThat(refused.err()).contains("KG663", "resources of its own");
        assertThat(entry("dev").managed()).hasSize(1);
        assertThat(entry("live").managed()).hasSize(1);
    }

    @Test
    void saysHowItIsCalled() {
        for (String[] wrong : new String[][] {{"ledger", "foo"}, {"ledger", "move", "a"}, {"ledger", "retire"}}) {
            Result usage = exits(ExitCode.USAGE, kgit.run(wrong));
            assertThat(usage.err()).contains("kgit ledger move FROM TO").doesNotContain("KG662");
        }
    }

    @Test
    void saysThatWhatIsToBeForgottenIsNotThisProjects() {
        Result unknown = exits(ExitCode.INVALID, kgit.run("forget", "topic/nobodys", "nonsense"));
        assertThat(unknown.err())
                .contains("KG662", "does not name topic/nobodys as shop/dev's", "`kgit ledger`")
                .contains("'nonsense' is no id", "ids look like topic/NAME");
    }
}
