package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One thing that can't be read takes nothing with it: it is a row of its own, and all others are planned. */
class UnreadableTest {

    private static final String ROW = "? unreadable connector/main/sick";
    private static final ResourceId SICK = ConnectorKind.id("main", "sick");
    private static final ResourceId WANTED = TopicKind.id("wanted");

    private final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void aRepository() {
        kgit = CliFixture.repository(folder.resolve("repo"), "shop")
                .on(platform)
                .write("environments/dev/environment.yaml", """
                        kafka: { bootstrap.servers: "nowhere:9092" }
                        connect: { main: { url: "http://nowhere:8083" } }
                        prune: true
                        guards: { maxDeletes: 50, maxDeletePercent: 100, maxChangePercent: 100 }
                        """);
        topics("orders: { partitions: 1, replicationFactor: 1 }");
        connectors("""
                connectors:
                  sick:
                    config: { connector.class: FileStreamSink, topics: orders, tasks.max: 1, file: /tmp/x }
                  well:
                    config: { connector.class: FileStreamSink, topics: orders, tasks.max: 1, file: /tmp/y }
                """);
        kgit.commit("Begin");
        exits(ExitCode.DONE, "apply", "--auto-approve");
    }

    private void topics(String topics) {
        kgit.write("environments/dev/topics.yaml", "topics:\n  " + topics + "\n");
    }

    private void connectors(String yaml) {
        kgit.write("environments/dev/connectors.yaml", yaml);
    }

    private Result exits(int code, String... args) {
        Result result = kgit.run(args);
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    private void sick() {
        platform.cluster.hide(
                SICK, Diagnostic.error("KG457", "the config of this connector can't be read: HTTP 500, no plugin"));
    }

    private void moreIsDeclared() {
        topics("orders: { partitions: 1, replicationFactor: 1 }\n  wanted: { partitions: 1, replicationFactor: 1 }");
        kgit.commit("Want more");
    }

    private boolean isThere(ResourceId id) {
        return platform.cluster.read(() -> Set.of(id)).state().get(id) != null;
    }

    @Test
    void isARowInThePlanBesideAllOthers() {
        sick();
        moreIsDeclared();
        Result plan = exits(ExitCode.UNAVAILABLE, "plan");
        assertThat(plan.out())
                .contains(ROW, "HTTP 500, no plugin", "+ create topic/wanted", "1 could not be read")
                .contains("`kgit apply -e dev --allow-unreadable` does the others")
                .doesNotContain("No changes");
    }

    @Test
    void isInEveryFormOfThePlan() {
        sick();
        moreIsDeclared();
        assertThat(exits(ExitCode.UNAVAILABLE, "plan", "--format", "markdown").out())
                .contains("**? unreadable** `connector/main/sick`", "no plugin", "`topic/wanted`")
                .doesNotContain("Apply exactly this plan");
        assertThat(exits(ExitCode.UNAVAILABLE, "plan", "--format", "github").out())
                .contains("::error title=KG457 connector/main/sick::");
        JsonNode json = JsonMapper.shared()
                .readTree(
                        exits(ExitCode.UNAVAILABLE, "plan", "--format", "json").out());
        assertThat(json.at("/unreadable/0/id").asString()).isEqualTo("connector/main/sick");
        assertThat(json.at("/unreadable/0/message").asString()).contains("no plugin");
        assertThat(json.at("/changes/0/id").asString()).isEqualTo("topic/wanted");
        assertThat(json.at("/applicable").asBoolean()).isFalse();
        assertThat(json.at("/formatVersion").asString()).isEqualTo("1.1");
    }

    @Test
    void isNeverNoChanges() {
        sick();
        Result plan = exits(ExitCode.UNAVAILABLE, "plan");
        assertThat(plan.out()).contains(ROW, "Nothing seen that differs, but 1 could not be read.");
        assertThat(plan.out()).doesNotContain("No changes", "--allow-unreadable");
    }

    @Test
    void stopsAnApplyThatIsNotToldToDoTheOthers() {
        sick();
        moreIsDeclared();
        Result apply = exits(ExitCode.UNAVAILABLE, "apply", "--auto-approve");
        assertThat(apply.out()).contains(ROW);
        assertThat(apply.err()).contains("KG514", "--allow-unreadable");
        assertThat(isThere(WANTED)).isFalse();
    }

    @Test
    void letsTheOthersBeDoneByARunThatIsIncomplete() {
        sick();
        moreIsDeclared();
        exits(ExitCode.UNAVAILABLE, "apply", "--auto-approve", "--allow-unreadable");
        assertThat(isThere(WANTED)).isTrue();
        assertThat(exits(ExitCode.DONE, "history").out()).containsIgnoringCase("incomplete  ann");

        platform.cluster.show(SICK);
        exits(ExitCode.DONE, "plan", "--detailed-exitcode");
        exits(ExitCode.DONE, "apply", "--auto-approve");
    }

    @Test
    void isBlockedAsEverWhereTheOthersAreToBeDone() {
        sick();
        topics("orders: { partitions: 1, replicationFactor: 1, state: present }\n  _schemas: { state: absent }");
        platform.cluster.topic("_schemas", 1, 1);
        kgit.commit("Delete what is internal");
        Result apply = exits(ExitCode.UNAVAILABLE, "apply", "--auto-approve", "--allow-unreadable");
        assertThat(apply.out()).contains("BLOCKED", ROW, "It can't be applied");
    }

    @Test
    void isNoOrphanThatIsPruned() {
        connectors("""
                connectors:
                  well:
                    config: { connector.class: FileStreamSink, topics: orders, tasks.max: 1, file: /tmp/y }
                """);
        kgit.commit("Take one out");
        sick();
        Result plan = exits(ExitCode.UNAVAILABLE, "plan");
        assertThat(plan.out()).contains(ROW).doesNotContain("delete");
        exits(ExitCode.UNAVAILABLE, "apply", "--auto-approve", "--allow-unreadable");

        platform.cluster.show(SICK);
        assertThat(exits(ExitCode.DONE, "plan").out())
                .as("it is still this project's")
                .contains("- delete connector/main/sick");
    }

    @Test
    void stillUsesItsTopics() {
        kgit.git().delete("environments/dev/connectors.yaml");
        platform.cluster.remove(ConnectorKind.id("main", "well"));
        topics("orders: { state: absent }");
        kgit.commit("Take everything out");
        sick();
        Result plan = exits(ExitCode.UNAVAILABLE, "plan", "--target", "topic/*", "--target", "connector/main/sick");
        assertThat(plan.out()).contains("- delete topic/orders  BLOCKED", "connector/main/sick");
    }

    @Test
    void isNamedByASavedPlanAndByTheApplyOfIt() {
        moreIsDeclared();
        String file = folder.resolve("saved.plan").toString();
        exits(ExitCode.DONE, "plan", "--out", file);
        sick();
        exits(ExitCode.UNAVAILABLE, "apply", file);
        exits(ExitCode.UNAVAILABLE, "apply", file, "--allow-unreadable");
        assertThat(isThere(WANTED)).isTrue();
    }

    @Test
    void wasNotReadWhenThePlanWasSaved() {
        connectors("""
                connectors:
                  sick:
                    config: { connector.class: FileStreamSink, topics: orders, tasks.max: 1, file: /tmp/z }
                """);
        kgit.commit("Change one");
        String file = folder.resolve("saved.plan").toString();
        exits(ExitCode.DONE, "plan", "--out", file);
        sick();
        Result gone = exits(ExitCode.UNAVAILABLE, "apply", file, "--allow-unreadable");
        assertThat(gone.err()).contains("KG677", "was to be updated; now it can't be read");
        exits(ExitCode.UNAVAILABLE, "plan", "--out", file);
        platform.cluster.show(SICK);
        Result back = exits(ExitCode.REFUSED, "apply", file);
        assertThat(back.err()).contains("could not be read when the plan was saved");
    }

    @Test
    void isARowOfDriftAndHidesNoOther() {
        sick();
        platform.cluster.topicConfig("orders", "retention.ms", "1000");
        Result drift = exits(ExitCode.UNAVAILABLE, "drift");
        assertThat(drift.out()).contains(ROW, "topic/orders", "retention.ms", "1 could not be read");
    }

    @Test
    void isNotAdoptedBesideWhatIs() {
        sick();
        platform.cluster.topicConfig("orders", "retention.ms", "1000");
        Result adopt = exits(ExitCode.UNAVAILABLE, "adopt", "topic/*", "connector/*");
        assertThat(adopt.out()).contains("topic/orders config.retention.ms");
        assertThat(adopt.err()).contains(ROW, "no plugin");
    }

    @Test
    void isNotImportedBesideWhatIs() {
        platform.cluster.topic("found", 1, 1).topic("dark", 1, 1);
        platform.cluster.hide(TopicKind.id("dark"), Diagnostic.error("KG405", "may not be described"));
        Result done = kgit.run("import", "-o", "environments/dev/more");
        assertThat(done.err()).as("%s", done).contains("? unreadable topic/dark", "may not be described");
        assertThat(done.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(kgit.read("environments/dev/more/topics.yaml"))
                .contains("found")
                .doesNotContain("dark");
    }

    @Test
    void outsideOfTheTargetIsNobodysBusiness() {
        sick();
        moreIsDeclared();
        Result plan = exits(ExitCode.DONE, "plan", "--target", "topic/*");
        assertThat(plan.out()).contains("+ create topic/wanted").doesNotContain("unreadable");
    }

    @Test
    void ledgerLeavesThePlanAndTheDriftAndLetsNothingBeApplied() {
        platform.cluster.topicConfig("orders", "retention.ms", "1000");
        platform.log.forgeBroken("shop", "dev");
        moreIsDeclared();
        Result plan = exits(ExitCode.UNAVAILABLE, "plan");
        assertThat(plan.out()).contains("? unreadable topic/_kgit", "KG650", "+ create topic/wanted", "KG514");
        Result apply = exits(ExitCode.UNAVAILABLE, "apply", "--auto-approve", "--allow-unreadable");
        assertThat(apply.err()).contains("KG514");
        assertThat(isThere(WANTED)).isFalse();
        Result drift = exits(ExitCode.UNAVAILABLE, "drift");
        assertThat(drift.out()).contains("? unreadable topic/_kgit", "topic/orders", "retention.ms");
    }
}
