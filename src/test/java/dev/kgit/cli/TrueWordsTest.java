package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.doctor.PlatformChecks;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ResourceId;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of history and of earlier applies is so: it names the reason that there is, and the commit that it is about. */
class TrueWordsTest {

    private final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void aRepository() {
        kgit = CliFixture.repository(folder.resolve("shop"), "shop")
                .on(platform)
                .environment("dev", "nowhere:9092", "");
    }

    private String declares(String topics) {
        kgit.write("environments/dev/topics.yaml", "topics: { " + topics + " }\n");
        return kgit.commit("Declare " + topics);
    }

    private static Result exits(int code, Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    private CliFixture cloned(String... how) {
        return kgit.cloned(folder, how);
    }

    @Test
    void ofAShallowCloneSayWhetherTheCommitIsThere() {
        String applied = declares("a: { partitions: 1 }");
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));
        declares("a: { partitions: 1 }, b: { partitions: 1 }");
        CliFixture shallow = cloned("--depth", "1");
        String told = "this clone's history is cut, and commit " + applied.substring(0, 10);
        assertThat(exits(ExitCode.DONE, shallow.run("plan")).out()).contains("KG611", told + " is not in it");
        declares("a: { partitions: 1 }, b: { partitions: 1 }, c: { partitions: 1 }");
        shallow.git().run("fetch", "--quiet", "--depth", "1", "origin", applied);
        assertThat(exits(ExitCode.DONE, shallow.run("plan")).out())
                .contains("KG611", told + " is here without what led to it", "git fetch --unshallow");
    }

    @Test
    void ofAWholeCloneSayNothingOfAHistoryThatIsCut() {
        declares("a: { partitions: 1 }");
        kgit.git().run("checkout", "--quiet", "-b", "elsewhere");
        declares("a: { partitions: 1 }, b: { partitions: 1 }");
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));
        kgit.git().run("checkout", "--quiet", "main");
        Result plan = exits(
                ExitCode.REFUSED, cloned("--single-branch", "--branch", "main").run("plan"));
        assertThat(plan.out()).contains("KG610", "this commit lacks what was applied");
        assertThat(plan.out()).contains("KG611", "is not in this clone", "fetch the branch that it was applied from");
        assertThat(plan.out()).doesNotContain("is cut", "reach back", "--unshallow");
    }

    /** As after an upgrade of kgit that has more rules: here a file that another one includes is not valid any more. */
    @Test
    void ofFilesThatAreNotValidTodaySayThatAndNotThatAFolderWasMoved() {
        kgit.write("environments/dev/topics.yaml", "topics: { a: { partitions: 1, config: { retention.ms: 7d } } }\n");
        kgit.commit("Begin");
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));
        // The ledger names a commit whose files this kgit would refuse.
        kgit.write("environments/dev/topics.yaml", "topics: { a: { partition: 1 } }\n");
        String invalid = kgit.commit("Not valid");
        names(invalid);
        declares("a: { partitions: 1, config: { retention.ms: 6d } }");
        Result plan = exits(ExitCode.DONE, kgit.run("plan"));
        assertThat(plan.out())
                .contains("KG611", "has files that are not valid any more (environments/dev/topics.yaml:1:", "KG020")
                .contains("apply once as a whole")
                .doesNotContain("no readable files", "moved or renamed");
        Result drift = exits(ExitCode.UNAVAILABLE, kgit.run("drift"));
        assertThat(drift.out()).contains("has files that are not valid any more");
    }

    @Test
    void ofWhatIsNowhereSayThatAndNotThatThereIsNothingToAdopt() {
        declares("a: { partitions: 1 }");
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));
        platform.cluster.topic("__x", 1, 1);
        Result nobody = exits(ExitCode.REFUSED, kgit.run("adopt", "topic/nobody", "topic/__x"));
        assertThat(nobody.err())
                .contains("KG701", "topic/nobody matches nothing")
                .contains(
                        "KG716",
                        "topic/__x has a name as platforms give it to topics of their own (`__*`), and is not adopted")
                .doesNotContain("nothing to adopt", "belongs to the platform");
        assertThat(exits(ExitCode.DONE, kgit.run("adopt", "topic/a")).err()).contains("nothing to adopt");
    }

    /** The ledger says of all resources that this commit was applied. */
    private void names(String commit) {
        LedgerEntry entry = platform.ledger("shop", "dev").read().mine().orElseThrow();
        SortedMap<ResourceId, ManagedResource> managed = new TreeMap<>();
        entry.managed()
                .forEach((id, was) -> managed.put(
                        id,
                        new ManagedResource(was.run(), commit, false, was.file(), was.incarnation(), was.status())));
        platform.log.forge(entry.withManaged(managed));
    }

    @Test
    void ofAnIncompleteApplyNameItsCommitAndNotTheOneBefore() {
        String complete = declares("a: { partitions: 1 }").substring(0, 10);
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));
        String incomplete =
                declares("a: { partitions: 1 }, b: { partitions: 1 }").substring(0, 10);
        platform.cluster.fail(TopicKind.id("b"), Diagnostic.error("KG300", "no"));
        exits(ExitCode.INCOMPLETE, kgit.run("apply", "--auto-approve"));
        Ledger ledger = platform.ledger("shop", "dev");
        Diagnostic told = PlatformChecks.ledger(ledger.read(), true).get(0).problem();
        assertThat(told.code()).isEqualTo("KG741");
        assertThat(told.message())
                .startsWith("the last apply was left incomplete: ")
                .containsSubsequence("commit " + incomplete, "the last one that was not: ", "commit " + complete);
    }

    @Test
    void ofATargetCountOnlyWhatItNames() {
        StringBuilder topics = new StringBuilder("orders: { partitions: 1 }");
        for (int i = 0; i < 11; i++) {
            topics.append(", t").append(i).append(": { partitions: 1 }");
        }
        declares(topics.toString());
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));
        assertThat(kgit.run("plan").out()).contains("No changes. 12 unchanged");
        assertThat(kgit.run("plan", "--target", "topic/orders").out()).contains("No changes. 1 unchanged");
        assertThat(kgit.run("plan", "--target", "topic/orders", "--format", "json")
                        .out())
                .contains("\"unchanged\": 1,");

        declares(topics.toString().replace("partitions: 1", "partitions: 2"));
        exits(ExitCode.REFUSED, kgit.run("plan"));
        Result one = exits(ExitCode.DONE, kgit.run("plan", "--target", "topic/orders"));
        assertThat(one.out())
                .as("the share is one of all that is managed")
                .contains("1 to change, 0 to delete, 0 unchanged")
                .doesNotContain("KG211");
    }
}
