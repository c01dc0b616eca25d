package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed where somebody wants to hear little, where both streams end in one place, and at the first apply. */
class QuietTest {

    @TempDir
    Path folder;

    private CliFixture kgit;
    private final FakePlatform platform = new FakePlatform();

    @BeforeEach
    void repository() {
        kgit = CliFixture.repository(folder, "quiet").on(platform);
        kgit.environment("dev", "localhost:1", "");
        kgit.write(
                "environments/dev/topics.yaml", "topics: { quiet-a: { partitions: 1 }, quiet-b: { partitions: 1 } }\n");
        kgit.commit("Declare");
    }

    @Test
    void aQuietDriftSaysNothingWhereThereIsNone() {
        assertThat(kgit.run("drift", "-q").out()).as("nothing was compared").contains("Nothing was applied yet");
        assertThat(kgit.run("apply", "--auto-approve").exit()).isZero();

        Result clean = kgit.run("drift", "-q");
        assertThat(clean).isEqualTo(new Result(ExitCode.DONE, "", ""));
        assertThat(kgit.run("drift").out()).contains("No drift.");
        assertThat(kgit.run("drift", "-q", "--format", "json").out()).startsWith("{");
    }

    @Test
    void aQuietApplyPrintsNoRowThatNothingSpeaksAgainst() {
        Result apply = kgit.run("apply", "-q", "--auto-approve");

        assertThat(apply.exit()).as("%s", apply).isZero();
        assertThat(apply.out()).isEqualTo("Plan: 2 to create, 0 to change, 0 to delete, 0 unchanged, 0 unmanaged.\n");
    }

    @Test
    void aQuietApplyPrintsWhatIsBlocked() {
        kgit.run("apply", "--auto-approve");
        kgit.write(
                "environments/dev/topics.yaml",
                "topics: { quiet-a: { partitions: 1 }, quiet-b: { state: absent }, quiet-c: {} }\n");
        Result apply = kgit.run("apply", "-q", "--auto-approve");

        assertThat(apply.exit()).as("%s", apply).isEqualTo(ExitCode.REFUSED);
        assertThat(apply.out())
                .contains("KG213", "- delete topic/quiet-b", "It can't be applied")
                .doesNotContain("topic/quiet-c");
    }

    @Test
    void theFirstApplySaysThatItBeginsTheLedger() {
        Result first = kgit.run("apply", "--auto-approve");
        assertThat(first.err())
                .contains("nothing was applied here yet", "the topic _kgit", "created if it is not there");

        kgit.write(
                "environments/dev/topics.yaml", "topics: { quiet-a: { partitions: 1 }, quiet-b: {}, quiet-d: {} }\n");
        kgit.commit("More");
        assertThat(kgit.run("apply", "--auto-approve").err()).doesNotContain("nothing was applied here yet");
    }

    @Test
    void ofSeveralEnvironmentsHeadingsAndErrorsStandOnceWhereBothStreamsMeet() {
        kgit.environment("wrong", "localhost:1", "");
        kgit.write("environments/wrong/topics.yaml", "topics: { quiet-c: { partitons: 1 } }\n");
        Result plan = kgit.run("plan", "--all");

        String both = plan.err() + plan.out();
        assertThat(both.split("== wrong ==", -1)).hasSize(2);
        assertThat(both.split("== dev ==", -1)).hasSize(2);
        assertThat(both.split("unknown key `partitons`", -1)).hasSize(2);
        assertThat(plan.err()).contains("wrong: environments/wrong/topics.yaml:1:22: error KG020");
        assertThat(plan.out()).contains("no result: KG020, see standard error");
    }

    @Test
    void anImportNamesWhatItLeavesOut() {
        for (String topic : new String[] {
            "orders",
            "app-store-changelog",
            "app-KSTREAM-AGGREGATE-STATE-STORE-0000000003-repartition",
            "__consumer_offsets"
        }) {
            platform.cluster.topic(topic, 1, 1, java.util.Map.of());
        }
        Result imported = kgit.run("import", "-o", "look-first");

        assertThat(imported.exit()).as("%s", imported).isZero();
        assertThat(kgit.read("look-first/topics.yaml") + imported.out()).doesNotContain("changelog");
        assertThat(imported.err())
                .contains("2 topics left out that Kafka Streams makes for its applications")
                .contains("topic/app-store-changelog", "-repartition");

        Result named = kgit.run("import", "--filter", "app-store-changelog", "-o", "look", "--group-by", "none");
        assertThat(named.exit()).as("%s", named).isZero();
        assertThat(kgit.read("look/topics.yaml")).contains("app-store-changelog");
        assertThat(named.err()).contains("KG749", "never read where they are", "environments/dev");

        Result root = kgit.run("import", "--filter", "app-store-changelog", "-o", ".");
        assertThat(root.out()).contains("wrote topics.yaml: 1 resource").doesNotContain("/topics.yaml");
    }
}
