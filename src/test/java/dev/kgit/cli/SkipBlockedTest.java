package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicUsage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One row that is blocked does not have to stop what everybody else has merged. */
class SkipBlockedTest {

    private static final TopicUsage FULL = new TopicUsage(List.of(100L), List.of(100L), 0L, List.of());

    private final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void aTopicThatSomebodyGrewByHand() {
        kgit = CliFixture.repository(folder, "shop").on(platform);
        kgit.environment("dev", "nowhere:9092", "connect: { main: { url: \"http://nowhere:8083\" } }\n");
        declare("orders: { partitions: 4, replicationFactor: 1 }");
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));
        platform.cluster.topic("orders", 7, 1).evidence(TopicKind.id("orders"), FULL);
    }

    private void declare(String... topics) {
        kgit.write("environments/dev/topics.yaml", "topics:\n  " + String.join("\n  ", topics) + "\n");
        kgit.commit("Declare " + String.join(", ", topics));
    }

    private static Result exits(int code, Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    private boolean isThere(String topic) {
        return platform.cluster
                        .read(() -> java.util.Set.of(TopicKind.id(topic)))
                        .state()
                        .get(TopicKind.id(topic))
                != null;
    }

    @Test
    void doesWhatNeitherIsBlockedNorDependsOnItAndExits3() {
        declare("orders: { partitions: 4, replicationFactor: 1 }", "new: { partitions: 1, replicationFactor: 1 }");
        kgit.write("environments/dev/connectors.yaml", """
                connectors:
                  waits: { config: { connector.class: org.example.HttpSink, topics: orders } }
                  goes: { config: { connector.class: org.example.HttpSink, topics: new } }
                """);
        kgit.commit("Declare connectors");
        Result refused = exits(ExitCode.REFUSED, kgit.run("apply", "--auto-approve"));
        assertThat(refused.err())
                .contains("KG226", "nothing is applied: 1 of 4 rows is blocked", "--skip-blocked", "does the 2 that");
        assertThat(isThere("new")).isFalse();

        Result applied = exits(ExitCode.REFUSED, kgit.run("apply", "--auto-approve", "--skip-blocked"));
        assertThat(applied.err())
                .contains("skipped (blocked): topic/orders")
                .contains("skipped (depends on what is blocked): connector/main/waits");
        assertThat(isThere("new")).isTrue();
        Result left = exits(ExitCode.REFUSED, kgit.run("plan"));
        assertThat(left.out())
                .contains("topic/orders", "connector/main/waits")
                .doesNotContain("topic/new", "main/goes");
        assertThat(kgit.run("history").out()).contains("INCOMPLETE");

        exits(ExitCode.REFUSED, kgit.run("apply", "--auto-approve", "--skip-blocked"));
        assertThat(exits(ExitCode.REFUSED, kgit.run("plan")).out()).contains("topic/orders");
    }

    private void toGrow() {
        platform.cluster.topic("orders", 4, 1);
        declare("orders: { partitions: 5, replicationFactor: 1 }", "new: { partitions: 1, replicationFactor: 1 }");
    }

    private String partitions() {
        return platform.cluster
                .read(() -> java.util.Set.of(TopicKind.id("orders")))
                .state()
                .get(TopicKind.id("orders"))
                .text("partitions");
    }

    /** Growing an empty topic needs no consent. */
    private void nothingSpeaksAgainstItAnyMore() {
        platform.cluster.evidence(TopicKind.id("orders"), new TopicUsage(List.of(0L), List.of(0L), 0L, List.of()));
    }

    @Test
    void leavesWhatWasBlockedInTheSavedPlan() {
        toGrow();
        String file = folder.resolve("saved.plan").toString();
        exits(ExitCode.REFUSED, kgit.run("plan", "--out", file));
        nothingSpeaksAgainstItAnyMore();
        for (String more : List.of("--timings", "--skip-blocked", "--allow=KG208:topic/orders", "--allow=KG208:*")) {
            Result refused = exits(ExitCode.REFUSED, kgit.run("apply", file, more));
            assertThat(refused.err()).contains("KG677", "topic/orders was blocked when the plan was saved");
        }
        assertThat(partitions()).isEqualTo("4");
        exits(ExitCode.DONE, kgit.run("apply", file, "--allow", "KG206:topic/orders"));
        assertThat(partitions()).isEqualTo("5");
    }

    @Test
    void leavesWhatWasBlockedWhenSomebodySaidYes() {
        toGrow();
        kgit.answers("yes\n", this::nothingSpeaksAgainstItAnyMore);
        Result refused = exits(ExitCode.REFUSED, kgit.run("apply", "--skip-blocked"));
        assertThat(refused.err()).contains("skipped (blocked): topic/orders", "KG680");
        assertThat(partitions()).isEqualTo("4");
    }

    @Test
    void doesAllWhereNothingIsBlocked() {
        declare("orders: { partitions: 7, replicationFactor: 1 }", "new: { partitions: 1, replicationFactor: 1 }");
        Result applied = exits(ExitCode.DONE, kgit.run("apply", "--auto-approve", "--skip-blocked"));
        assertThat(applied.err()).doesNotContain("skipped", "KG226");
        assertThat(exits(ExitCode.DONE, kgit.run("plan", "--detailed-exitcode")).out())
                .contains("No changes.");
    }

    @Test
    void doesNothingWhereThePlanIsWrongAsAWhole() {
        declare("orders: { partitions: 4, replicationFactor: 1 }", "new: { partitions: 1, replicationFactor: 1 }");
        kgit.write("environments/dev/topics.yaml", kgit.read("environments/dev/topics.yaml") + "# not committed\n");
        Result refused = exits(ExitCode.REFUSED, kgit.run("apply", "--auto-approve", "--skip-blocked"));
        assertThat(refused.out()).contains("KG213");
        assertThat(isThere("new")).isFalse();
    }

    @Test
    void aPluginThatCannotBeUsedStopsNobodyElse() {
        declare("orders: { partitions: 7, replicationFactor: 1 }", "new: { partitions: 1, replicationFactor: 1 }");
        kgit.write(
                "environments/dev/connectors.yaml",
                "connectors: { broken: { config: { connector.class: org.example.Missing, topics: new } } }\n");
        kgit.commit("Declare a connector");
        platform.cluster.plugins(java.util.Set.of("org.example.HttpSink"));
        Result refused = exits(ExitCode.INVALID, kgit.run("apply", "--auto-approve"));
        assertThat(refused.out() + refused.err()).contains("KG350", "KG226");
        exits(ExitCode.REFUSED, kgit.run("apply", "--auto-approve", "--skip-blocked"));
        assertThat(isThere("new")).isTrue();
    }

    @Test
    void whatSomebodyChangedByHandIsKeptByAdoptAsTheHintSays() {
        Result plan = exits(ExitCode.REFUSED, kgit.run("plan"));
        assertThat(plan.out()).contains("KG205", "`kgit adopt -e dev topic/orders` and commit", "declare at least 7");
        exits(ExitCode.DONE, kgit.run("adopt", "-e", "dev", "topic/orders"));
        kgit.commit("Adopt orders");
        assertThat(exits(ExitCode.DONE, kgit.run("plan", "--detailed-exitcode")).out())
                .contains("No changes.");
    }

    @Test
    void whatWasChangedInGitAloneIsNotForAdopt() {
        declare("orders: { partitions: 7, replicationFactor: 1 }");
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));
        declare("orders: { partitions: 9, replicationFactor: 1 }");
        assertThat(exits(ExitCode.REFUSED, kgit.run("plan")).out())
                .contains("KG206")
                .doesNotContain("adopt");
    }

    @Test
    void oneFieldOfSeveralCanBeWhatSomebodyChanged() {
        declare("orders: { partitions: 4, replicationFactor: 1, config: { segment.ms: 1d } }");
        assertThat(exits(ExitCode.REFUSED, kgit.run("plan")).out())
                .contains("[both,")
                .contains("`kgit adopt -e dev topic/orders`");
    }
}
