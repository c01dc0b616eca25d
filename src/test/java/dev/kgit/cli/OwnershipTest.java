package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ManagedResource.Status;
import dev.kgit.model.ResourceId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is deleted that this project did not make or find as declared, whatever happened on the way. */
class OwnershipTest {

    private static final ResourceId SINK = ConnectorKind.id("main", "sink");

    private final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void aRepository() {
        kgit = repository("repo", "shop");
    }

    private CliFixture repository(String name, String project) {
        return CliFixture.repository(folder.resolve(name), project)
                .on(platform)
                .write(
                        "environments/dev/environment.yaml",
                        "kafka: { bootstrap.servers: nowhere:9092 }\nconnect: { main: { url: http://nowhere:8083 } }\n"
                                + "prune: true\n"
                                + "guards: { maxDeletes: 50, maxDeletePercent: 100, maxChangePercent: 100 }\n");
    }

    private void topics(String... lines) {
        StringBuilder yaml = new StringBuilder("topics:\n");
        for (String line : lines) {
            yaml.append("  ").append(line).append('\n');
        }
        kgit.write("environments/dev/topics.yaml", lines.length == 0 ? "topics: {}\n" : yaml.toString());
    }

    private String committed(String... lines) {
        topics(lines);
        return kgit.commit("Declare " + String.join(", ", lines));
    }

    private static String topic(String name) {
        return name + ": { partitions: 1, replicationFactor: 1 }";
    }

    private Result exits(int code, Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    private Result applies(String... more) {
        return exits(ExitCode.DONE, apply(more));
    }

    private Result apply(String... more) {
        return kgit.run(Stream.concat(Stream.of("apply", "--auto-approve"), Stream.of(more))
                .toArray(String[]::new));
    }

    private void changesNothing() {
        Result plan = exits(ExitCode.DONE, kgit.run("plan", "--detailed-exitcode"));
        assertThat(plan.out()).contains("No changes.");
    }

    private LedgerEntry entry() {
        return platform.ledger("shop", "dev").read().mine().orElseThrow();
    }

    private Set<ResourceId> managed() {
        return entry().managed().keySet();
    }

    private boolean isThere(String topic) {
        return platform.cluster.read(() -> Set.of(TopicKind.id(topic))).state().get(TopicKind.id(topic)) != null;
    }

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
    void plansAgainAfterWaitingForTheLock() {
        committed(topic("old"), topic("kept"));
        applies();
        committed(topic("kept"));
        Ledger.Lease other = platform.ledger("shop", "dev")
                .acquire(new Ledger.Holder("ben", "ci-7", null), Duration.ZERO, claim -> {})
                .orElseThrow();
        platform.log.meanwhile(() -> {
            platform.cluster.evidence(
                    TopicKind.id("old"), new TopicUsage(List.of(1_000L), List.of(1_000L), null, List.of()));
            other.close();
        });
        Result refused = exits(ExitCode.REFUSED, apply("--lock-timeout", "1m"));
        assertThat(refused.out()).contains("KG202", "1000 records");
        assertThat(isThere("old")).isTrue();
    }

    @Test
    void refusesACommitThatIsBehindAnIncompleteApply() {
        committed(topic("first"));
        applies();
        committed(topic("first"), topic("second"), topic("third"));
        platform.cluster.fail(TopicKind.id("third"), Diagnostic.error("KG300", "no"));
        exits(ExitCode.INCOMPLETE, apply());
        assertThat(managed()).contains(TopicKind.id("second"));
        platform.cluster.heal(TopicKind.id("third"));

        kgit.git().run("checkout", "--quiet", "HEAD~1");
        assertThat(exits(ExitCode.REFUSED, apply()).out()).contains("KG610");
        Result behind = applies("--allow-behind");
        assertThat(behind.out()).contains("KG216").doesNotContain("- delete");
        assertThat(isThere("second")).isTrue();
        changesNothing("--allow-behind");
    }

    private void changesNothing(String option) {
        exits(ExitCode.DONE, kgit.run("plan", "--detailed-exitcode", option));
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
    void sendsNothingMoreOnceTheLockIsLost() {
        String[] lines = new String[40];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = topic("t" + i);
        }
        committed(lines);
        AtomicInteger sent = new AtomicInteger();
        platform.cluster.afterEach(action -> {
            if (sent.incrementAndGet() == 5) {
                platform.ledger("shop", "dev").breakLease();
            }
        });
        Result lost = exits(ExitCode.INCOMPLETE, apply());
        assertThat(platform.cluster.performed()).hasSize(5);
        assertThat(lost.out() + lost.err()).contains("KG503", "KG654");
        assertThat(managed()).as("what was done is this project's").hasSize(5);
        assertThat(kgit.run("history").out()).contains("INCOMPLETE", "5 create");
        applies();
        changesNothing();
        assertThat(managed()).hasSize(40);
    }

    @Test
    void stopsAtACtrlC() {
        committed(topic("a"), topic("b"), topic("c"));
        AtomicReference<BooleanSupplier> pressed = new AtomicReference<>(() -> false);
        kgit.interrupts(taker -> {
            pressed.set(taker);
            return () -> {};
        });
        AtomicReference<Boolean> goesOn = new AtomicReference<>();
        platform.cluster.afterEach(
                action -> goesOn.compareAndSet(null, pressed.get().getAsBoolean()));
        Result stopped = exits(ExitCode.INCOMPLETE, apply());
        assertThat(goesOn.get()).as("the first one does not end the process").isTrue();
        assertThat(stopped.err()).contains("stopped: 1 of 3 done", "run apply again");
        assertThat(entry().lastRun().map(LedgerRun::outcome)).contains(LedgerRun.Outcome.STOPPED);
        assertThat(kgit.run("history").out()).contains("STOPPED");
        assertThat(kgit.run("unlock").out()).contains("free");
        platform.cluster.afterEach(action -> {});
        applies();
        changesNothing();
    }

    /** As by kill -9. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void knowsOfARunThatWasKilled() {
        committed(topic("a"), topic("b"));
        platform.cluster.afterEach(action -> {
            throw new AssertionError(new Killed());
        });
        exits(ExitCode.BUG, apply());
        platform.cluster.afterEach(action -> {});
        assertThat(kgit.run("history").out()).contains("NO END");
        assertThat(entry().managed().values())
                .extracting(ManagedResource::status)
                .containsOnly(Status.PENDING);
        committed();
        kgit.write("environments/dev/other.yaml", "topics:\n  " + topic("c") + "\n");
        kgit.commit("None of them is needed");
        Result next = applies();
        assertThat(next.out()).contains("KG616", "- delete topic/a").doesNotContain("topic/b");
        assertThat(isThere("a")).as("made by that run, as its commit declares").isFalse();
        assertThat(managed()).containsExactly(TopicKind.id("c"));
    }

    @Test
    void isIncompleteWhereNobodyAnswersAfterSending() {
        committed(topic("a"));
        platform.cluster.afterEach(action ->
                platform.cluster.down(new KgitException.World(Diagnostic.error("KG400", "Kafka does not answer"))));
        Result lost = exits(ExitCode.INCOMPLETE, apply());
        assertThat(lost.out() + lost.err()).contains("KG508");
        platform.cluster.afterEach(action -> {}).up();
        assertThat(kgit.run("history").out()).contains("INCOMPLETE");
        assertThat(entry().managed().get(TopicKind.id("a")))
                .extracting(ManagedResource::status)
                .isEqualTo(Status.PENDING);
        assertThat(exits(ExitCode.DONE, kgit.run("plan")).out()).contains("No changes.");
        applies();
        assertThat(entry().managed().get(TopicKind.id("a")))
                .extracting(ManagedResource::status)
                .isEqualTo(Status.OWNED);
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
                                id.asTopic().isPresent() ? topicId : "",
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

    /** An apply that ends well is followed by an empty plan in any clone. */
    @Test
    void liftsProtectionInTwoStepsAlsoWhereHistoryIsMissing() {
        committed("a: { partitions: 1, replicationFactor: 1, protected: true }");
        applies();
        committed("a: { state: absent }");
        assertThat(exits(ExitCode.REFUSED, apply()).out()).contains("KG212", "still protected");
        kgit.git()
                .in(folder)
                .run("clone", "--quiet", "--depth", "1", "file://" + kgit.git().folder(), "shallow");
        CliFixture shallow =
                CliFixture.in(kgit.git().in(folder.resolve("shallow"))).on(platform);
        Result refused = exits(ExitCode.REFUSED, shallow.run("apply", "--auto-approve", "--allow-behind"));
        assertThat(refused.out()).contains("KG212", "can't be known", "not in this clone");
        assertThat(isThere("a")).isTrue();
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

    private void holds(String topic, long records) {
        platform.cluster.evidence(
                TopicKind.id(topic), new TopicUsage(List.of(records), List.of(records), records, List.of()));
    }

    private static String old(String rest) {
        return "old: { partitions: 1, replicationFactor: 1, " + rest + " }";
    }

    /** The lines that were taken out were written for something else. */
    @Test
    void readsNoConsentForAPruneFromTheLinesThatWereTakenOut() {
        committed(topic("kept"), old("allow: [data-loss]"));
        applies();
        holds("old", 100);
        committed(topic("kept"));
        Result refused = exits(ExitCode.REFUSED, apply());
        assertThat(refused.out()).contains("KG202", "{ state: absent, allow: [data-loss] }");
        assertThat(isThere("old")).isTrue();
        committed(topic("kept"), "old: { state: absent, allow: [data-loss] }");
        applies();
        assertThat(isThere("old")).isFalse();
    }

    @Test
    void takesAConsentForOneChange() {
        committed(old("config: { retention.ms: 7d }"));
        applies();
        holds("old", 100);
        committed(old("config: { retention.ms: 2d }, allow: [data-loss]"));
        applies();
        committed(old("config: { retention.ms: 1d }, allow: [data-loss]"));
        assertThat(exits(ExitCode.REFUSED, apply()).out()).contains("this consent was used at commit", "give a reason");
        committed(old("config: { retention.ms: 1d }, allow: { data-loss: nobody reads it }"));
        applies();
        committed(old("config: { retention.ms: 1h }, allow: { data-loss: nobody reads it }"));
        exits(ExitCode.REFUSED, apply());
        committed(old("config: { retention.ms: 1h }, allow: { data-loss: gone by now }"));
        applies();
    }

    @Test
    void usesNoConsentUpInARunThatDiedOrChangesSomethingElse() {
        committed(old("config: { retention.ms: 7d }, allow: [data-loss]"));
        applies();
        committed(old("config: { retention.ms: 7d, segment.ms: 1d }, allow: [data-loss]"));
        applies();
        holds("old", 100);
        committed(old("config: { retention.ms: 1d, segment.ms: 1d }, allow: [data-loss]"));
        platform.cluster.fail(TopicKind.id("old"), Diagnostic.error("KG300", "no"));
        exits(ExitCode.INCOMPLETE, apply());
        platform.cluster.heal(TopicKind.id("old"));
        applies();
    }

    @Test
    void letsAnEnvironmentConsentForGood() {
        kgit.write(
                "environments/dev/environment.yaml",
                kgit.read("environments/dev/environment.yaml") + "defaults: { topics: { allow: [data-loss] } }\n");
        committed(old("config: { retention.ms: 7d }"));
        applies();
        holds("old", 100);
        for (String retention : List.of("2d", "1d", "1h")) {
            committed(old("config: { retention.ms: " + retention + " }"));
            assertThat(applies().out()).contains("defaults: { topics: { allow: [data-loss] } }");
        }
    }

    private void sink(String config) {
        kgit.write(
                "environments/dev/connectors.yaml",
                "connectors: { sink: { connectCluster: main, config: { " + config + " } } }\n");
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
    void knowsSinksThatReadATopicByAPattern() {
        sink("connector.class: Sink, topics.regex: \"orders[.].*\"");
        committed(topic("orders.eu"), topic("orders.us"));
        applies();
        committed(topic("orders.eu"));
        assertThat(exits(ExitCode.REFUSED, apply()).out()).contains("KG202", "connector/main/sink");
    }

    @Test
    void asksConsentBeforeTieredStorageIsDeleted() {
        committed(old("config: { remote.storage.enable: true, remote.log.delete.on.disable: true }"));
        applies();
        committed(old("config: { remote.storage.enable: false, remote.log.delete.on.disable: true }"));
        assertThat(exits(ExitCode.REFUSED, apply()).out()).contains("KG204", "tiered storage");
    }

    @Test
    void saysThatNothingWasAppliedYetOrIsBeingApplied() {
        committed(topic("a"));
        Result never = exits(ExitCode.DONE, kgit.run("drift"));
        assertThat(never.out()).contains("Nothing was applied yet").doesNotContain("No drift.");
        assertThat(never.err()).contains("KG762");
        applies();
        assertThat(exits(ExitCode.DONE, kgit.run("drift")).out()).contains("No drift.");

        committed("a: { partitions: 1, replicationFactor: 1, config: { retention.ms: 1d } }", topic("b"));
        AtomicReference<Result> meanwhile = new AtomicReference<>();
        platform.cluster.afterEach(action -> meanwhile.compareAndSet(null, kgit.run("drift")));
        applies();
        assertThat(meanwhile.get().exit()).as("%s", meanwhile).isEqualTo(ExitCode.DONE);
        assertThat(meanwhile.get().err()).contains("KG761", "ann on laptop", "2 resources");
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
