package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ManagedResource.Status;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Nothing is deleted that this project did not make or find as declared, whatever happened on the way. */
class OwnershipTest extends OwnershipFixture {

    @Test
    void doesNotTakeWhatATargetLeftOut() {
        platform.cluster.topic("hand.t2", 1, 1);
        platform.cluster.connector(ConnectorKind.id("main", "hand"), Map.of("connector.class", "Other"));
        kgit.write(
                "environments/dev/connectors.yaml",
                "connectors: { hand: { connectCluster: main, config: { connector.class: Sink, topics: own } } }\n");
        committed(topic("own"), topic("hand.t2"));
        applies("--target", "topic/own");
        assertThat(managed()).containsExactly(TopicKind.id("own"));

        kgit.git().delete("environments/dev/connectors.yaml");
        committed(topic("own"));
        applies();
        assertThat(isThere("hand.t2")).isTrue();
        assertThat(platform.cluster.performed()).hasSize(1);
    }

    @Test
    void takesWhatItFoundJustAsDeclared() {
        platform.cluster.topic("found", 1, 1).topic("other", 2, 1);
        platform.cluster.evidence(
                TopicKind.id("other"), new TopicUsage(List.of(10L, 10L), List.of(1L, 1L), null, List.of()));
        committed(topic("found"), "other: { partitions: 5, replicationFactor: 1 }");
        exits(ExitCode.REFUSED, apply()); // more partitions need consent
        assertThat(platform.ledger("shop", "dev").read().mine()).isEmpty();
        assertThat(applies("--target", "topic/found").out())
                .contains("KG222", "topic/found")
                .doesNotContain("topic/other");
        assertThat(managed()).containsExactly(TopicKind.id("found"));
        committed("other: { partitions: 2, replicationFactor: 1 }");
        applies();
        assertThat(isThere("found")).isFalse();
        assertThat(managed()).containsExactly(TopicKind.id("other"));
        changesNothing();
    }

    @Test
    void knowsARewrittenCommitByItsFiles() {
        kgit.commit("The beginning");
        committed(topic("first"));
        applies();
        kgit.git().run("commit", "--quiet", "--amend", "--message", "The same, told better");
        kgit.git().run("reflog", "expire", "--expire=now", "--all");
        kgit.git().run("gc", "--quiet", "--prune=now");
        changesNothing();
        committed(topic("first"), topic("second"));
        assertThat(applies().out())
                .as("the files of the old one are those of a commit before")
                .doesNotContain("KG610");
    }

    /** Nobody is behind by what kgit does not read. */
    @Test
    void knowsARewrittenCommitByTheFilesThatCount() {
        kgit.commit("The beginning");
        committed(topic("first"));
        applies();
        kgit.write("README.md", "more\n");
        kgit.git().run("add", "--all");
        kgit.git().run("commit", "--quiet", "--amend", "--message", "The same, with a word about it");
        for (Result nothing : List.of(kgit.run("plan"), apply())) {
            assertThat(exits(ExitCode.DONE, nothing).out())
                    .contains("No changes.")
                    .doesNotContain("KG610");
        }
        committed(topic("first"), topic("second"));
        applies();
        kgit.git().run("reset", "--quiet", "--soft", "HEAD~2");
        kgit.commit("Both at once");
        changesNothing();
        assertThat(applies().out()).doesNotContain("KG610");
    }

    /** The files of the commit that was applied are what counts, not that it is another one. */
    @Test
    void refusesACommitThatLacksALineOfWhatWasApplied() {
        kgit.commit("The beginning");
        committed(topic("first"));
        String behind = committed(topic("first"), "# a word");
        committed(topic("first"), topic("second"));
        applies();
        kgit.git().run("checkout", "--quiet", "--detach", behind);
        assertThat(exits(ExitCode.REFUSED, apply()).out()).contains("KG610");
    }

    @Test
    void refusesAnotherRootAndAnotherRepository() {
        committed(topic("first"));
        applies();

        kgit.write("second/kgit.yaml", kgit.read("kgit.yaml"));
        kgit.write("second/environments/dev/environment.yaml", kgit.read("environments/dev/environment.yaml"));
        kgit.write("second/environments/dev/topics.yaml", "topics: { other: { partitions: 1 } }\n");
        kgit.commit("A second root");
        for (String command : List.of("plan", "apply", "drift")) {
            Result refused = exits(ExitCode.REFUSED, kgit.run(command, "-C", "second"));
            assertThat(refused.err()).contains("KG660", "the folder second", "project:");
        }

        CliFixture copied = repository("copied", "shop");
        copied.write("environments/dev/topics.yaml", "topics: { other: { partitions: 1 } }\n");
        copied.commit("A copied project");
        Result refused = exits(ExitCode.REFUSED, copied.run("apply", "--auto-approve"));
        assertThat(refused.err()).contains("KG661", "project:");
        assertThat(isThere("first")).isTrue();
    }

    @Test
    void followsARootAnEnvironmentAndAProjectThatWereMoved() {
        committed(topic("first"), topic("second"));
        applies();
        kgit.git().run("mv", "environments/dev", "environments/live");
        kgit.commit("Rename the environment");
        assertThat(exits(ExitCode.DONE, kgit.run("plan")).out()).contains("KG214");
        exits(ExitCode.DONE, kgit.run("ledger", "move", "shop/dev", "shop/live"));
        changesNothing();
        kgit.write("environments/live/topics.yaml", "topics:\n  " + topic("first") + "\n");
        kgit.commit("The second is not needed any more");
        assertThat(exits(ExitCode.DONE, kgit.run("plan")).out()).contains("KG216", "has no readable files");
        exits(ExitCode.DONE, kgit.run("ledger", "move", "shop/live", "shop/live"));
        exits(ExitCode.REFUSED, kgit.run("ledger", "retire", "shop/live"));
        assertThat(exits(ExitCode.DONE, kgit.run("ledger")).out()).contains("shop/live: 2 resources");
        exits(ExitCode.DONE, kgit.run("ledger", "retire", "--force", "shop/live"));
        assertThat(exits(ExitCode.DONE, kgit.run("ledger")).out()).contains("holds nothing");
        assertThat(exits(ExitCode.INVALID, kgit.run("ledger", "retire", "shop/live"))
                        .err())
                .contains("KG662");
    }

    @Test
    void forgetsWhatIsDeclaredNoLonger() {
        committed(topic("first"), topic("second"));
        applies();
        assertThat(exits(ExitCode.INVALID, kgit.run("forget", "topic/first")).err())
                .contains("KG664");
        assertThat(exits(ExitCode.INVALID, kgit.run("forget", "topic/nobodys")).err())
                .contains("KG662");
        committed(topic("first"));
        exits(ExitCode.DONE, kgit.run("forget", "topic/second"));
        changesNothing();
        applies();
        assertThat(isThere("second")).isTrue();
        assertThat(managed()).containsExactly(TopicKind.id("first"));
    }

    @Test
    void forgetsAConnectorThatWasLeftAloneAndOnlyWhatIsNamed() {
        kgit.write(
                "environments/dev/environment.yaml",
                kgit.read("environments/dev/environment.yaml").replace("prune: true", "prune: false"));
        sink("connector.class: Sink, topics: a");
        committed(topic("a"), topic("b"));
        applies();
        kgit.git().delete("environments/dev/connectors.yaml");
        committed(topic("a"));
        applies();
        assertThat(exits(ExitCode.DONE, kgit.run("plan")).out())
                .contains("KG216", "connector/main/sink", "kgit forget");
        Result half = exits(ExitCode.INVALID, kgit.run("forget", "connector/main/sink", "topic/a"));
        assertThat(half.err()).contains("KG664", "topic/a");
        assertThat(managed()).as("all or nothing").contains(SINK);

        assertThat(exits(ExitCode.DONE, kgit.run("forget", "connector/main/sink"))
                        .out())
                .contains("Forgotten: connector/main/sink");

        assertThat(managed()).containsExactlyInAnyOrder(TopicKind.id("a"), TopicKind.id("b"));
        assertThat(platform.cluster.read(() -> Set.of(SINK)).state().get(SINK)).isNotNull();
        assertThat(exits(ExitCode.DONE, kgit.run("plan")).out())
                .contains("topic/b")
                .doesNotContain("connector/main/sink");
        exits(ExitCode.INVALID, kgit.run("forget", "connector/main/sink"));
    }

    @Test
    void neverPrunesFromADirtyTreeOrWhatWasAppliedFromOne() {
        kgit.write(
                "environments/dev/environment.yaml",
                kgit.read("environments/dev/environment.yaml")
                        .replace("guards: {", "guards: { requireCleanTree: false,"));
        committed(topic("a"), topic("b"));
        applies();
        topics(topic("a"));
        assertThat(applies().out()).contains("KG216", "working tree differs").doesNotContain("- delete");
        topics(topic("a"), topic("b"), topic("c"));
        assertThat(applies().out()).contains("create topic/c");
        committed(topic("a"), topic("b"));
        assertThat(applies().out())
                .contains("KG216", "changes that are not in it")
                .doesNotContain("- delete");
        changesNothing();
        assertThat(isThere("c")).isTrue();
    }

    /** Whoever may write to the ledger's topic may write anything. */
    @Test
    void neverPrunesWhatGitDoesNotConfirm() {
        String first = committed(topic("own"));
        applies();
        platform.cluster.topic("theirs", 1, 1);
        platform.cluster.connector(SINK, Map.of("connector.class", "Sink"));
        String topicId =
                platform.cluster.read(() -> Set.of(TopicKind.id("theirs"))).incarnationOf(TopicKind.id("theirs"));
        String head = committed(topic("own"), topic("another"));
        String nowhere = "0123456789012345678901234567890123456789";
        for (String commit : new String[] {first, head, nowhere, null}) {
            SortedMap<ResourceId, ManagedResource> managed = new TreeMap<>(entry().managed());
            for (ResourceId id : List.of(TopicKind.id("theirs"), SINK)) {
                managed.put(
                        id,
                        new ManagedResource(
                                entry().runs().get(0).id(),
                                commit,
                                false,
                                "environments/dev/topics.yaml",
                                id.isOf(TopicKind.NAME) ? topicId : "",
                                Status.OWNED));
            }
            platform.log.forge(entry().withManaged(managed));
            Result plan = exits(ExitCode.DONE, kgit.run("plan"));
            assertThat(plan.out()).as("commit %s", commit).contains("KG216").doesNotContain("- delete");
        }
        applies();
        assertThat(isThere("theirs")).isTrue();
    }

    @Test
    void blocksTheDeleteOfAConnectorThatIsNotTheOneThatWasApplied() {
        String connectors =
                "connectors: { sink: { connectCluster: main, config: { connector.class: Sink, topics: a } } }\n";
        kgit.write("environments/dev/connectors.yaml", connectors);
        committed(topic("a"));
        applies();
        platform.cluster.connector(SINK, Map.of("connector.class", "Sink", "topics", "b"));
        kgit.git().delete("environments/dev/connectors.yaml");
        kgit.commit("No sink any more");
        Result blocked = exits(ExitCode.REFUSED, apply());
        assertThat(blocked.out()).contains("KG219");
        platform.cluster.connector(SINK, Map.of("connector.class", "Sink", "topics", "a"));
        assertThat(applies().out()).contains("- delete connector/main/sink");
    }

    @Test
    void deletesWhatIsDeclaredAbsentWhereNoLedgerIsKept() {
        platform.cluster.topic("a", 1, 1);
        String settings = kgit.read("environments/dev/environment.yaml");
        kgit.write("environments/dev/environment.yaml", settings + "ledger: off\n");
        committed("a: { state: absent, allow: [data-loss] }");

        assertThat(applies().out()).contains("- delete topic/a");
        assertThat(isThere("a")).isFalse();
    }

    @Test
    void holdsDriftAgainstTheCommitThatWasAppliedOfEachResource() {
        committed("a: { partitions: 1, replicationFactor: 1 }", "b: { partitions: 1, replicationFactor: 1 }");
        applies();
        committed(
                "a: { partitions: 1, replicationFactor: 1, config: { retention.ms: 1d } }",
                "b: { partitions: 1, replicationFactor: 1, config: { retention.ms: 1d } }");
        applies("--target", "topic/a");
        platform.cluster.topicConfig("a", "retention.ms", "1000");
        Result drift = exits(ExitCode.DIFFERENCES, kgit.run("drift"));
        assertThat(drift.out()).contains("topic/a", "86400000").doesNotContain("topic/b");
        assertThat(exits(ExitCode.DONE, kgit.run("plan")).out())
                .contains("~ update topic/a  [drift,", "~ update topic/b  [git,");
    }

    @Test
    void saysThatConnectorsWithoutTheirClusterAreOutOfReach() {
        sink("connector.class: Sink, topics: a");
        committed(topic("a"));
        applies();
        kgit.git().delete("environments/dev/connectors.yaml");
        String settings = "environments/dev/environment.yaml";
        String before = kgit.read(settings);
        kgit.write(settings, before.replace("connect: { main: { url: http://nowhere:8083 } }\n", ""));
        kgit.commit("No Connect any more");
        for (int i = 0; i < 2; i++) {
            assertThat(applies().out()).contains("KG220", "connector/main/sink", "kgit forget");
        }
        kgit.write(settings, before);
        kgit.commit("Connect once more");
        assertThat(applies().out()).contains("- delete connector/main/sink");
    }

    @Test
    void makesNoConnectorBeforeADeclaredTopicThatThisRunDoesNotMake() {
        kgit.write(
                "environments/dev/connectors.yaml",
                "connectors: { src: { connectCluster: main, config: { connector.class: FileStreamSource, topic: a } } }\n");
        committed(topic("a"));
        Result refused = exits(ExitCode.INVALID, apply("--target", "connector/*"));
        assertThat(refused.out()).contains("KG152", "not made by this plan", "apply the topic first");
        applies();
        applies("--target", "connector/*");
    }

    @Test
    void refusesOneConnectClusterUnderTwoNames() {
        String settings = "environments/dev/environment.yaml";
        kgit.write(
                settings,
                kgit.read(settings).replace("connect: {", "connect: { other: { url: \"HTTP://Nowhere:8083/\" },"));
        assertThat(exits(ExitCode.INVALID, kgit.run("validate")).out()
                        + kgit.run("validate").err())
                .contains("KG133", "connect.main", "connect.other");
    }
}
