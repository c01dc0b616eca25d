package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.FaultyProxy;
import dev.kgit.fixture.Workers;
import dev.kgit.git.GitProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ann and Ben work on one platform, through pull requests; a CI job applies what is merged. One story in chapters: each
 * goes on where the one before ended.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GitStoryTest {

    private static final String DAY = "86400000";

    @TempDir
    static Path folder;

    private GitProgram origin;
    private CliFixture ann;
    private CliFixture ben;
    private CliFixture ci;
    private ByHand somebody;
    private FaultyProxy connect;

    @BeforeAll
    void aPlatformAndAnEmptyRepository() throws IOException {
        connect = FaultyProxy.before(Workers.shared().url());
        somebody = new ByHand(Workers.shared().bootstrapServers());
        origin = GitProgram.init(folder.resolve("origin.git"), "--bare");
        CliFixture.repository(folder.resolve("ann"), "story")
                .git()
                .run("remote", "add", "origin", origin.folder().toString());
        ann = at("ann", "ann", "anns-laptop");
    }

    @AfterAll
    void theEnd() {
        somebody.close();
        connect.close();
    }

    @Test
    @Order(1)
    void annsFirstCommitIsPlannedAndApplied() {
        ann.environment(
                "prod",
                Workers.shared().bootstrapServers(),
                "connect: { main: { url: \"" + connect.url()
                        + "\" } }\nguards: { maxDeletePercent: 100, maxChangePercent: 100 }\n");
        ann.write("environments/base/topics.yaml", """
                topics:
                  story.orders:
                    partitions: 1
                    replicationFactor: 1
                    config: { retention.ms: 7d }
                  story.invoices:
                    partitions: 1
                    replicationFactor: 1
                    config: { retention.ms: 7d }
                """);
        ann.commit("Declare orders and invoices");
        push(ann, "main");
        clone("ben");
        clone("ci");
        ben = at("ben", "ben", "bens-laptop");
        ci = at("ci", "ci", "runner-1");

        Result plan = ci.run("plan");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(Exit.DONE);
        assertThat(plan.out())
                .contains("+ create topic/story.orders  [git,")
                .contains("+ create topic/story.invoices  [git,");
        assertThat(ci.run("plan", "--detailed-exitcode").exit()).isEqualTo(Exit.DIFFERENCES);

        applies(ci);
        assertThat(somebody.topics()).contains("story.orders", "story.invoices");
        changesNothing(ci);
        Result history = ci.run("history");
        assertThat(history.out()).contains("ci@runner-1", "complete", "2 create", "Declare orders and invoices");
    }

    @Test
    @Order(2)
    void twoBranchesAndAHandMadeChangeAreToldApart() {
        branch(ann, "retention");
        ann.write("environments/prod/topics.yaml", "topics: { story.orders: { config: { retention.ms: 14d } } }\n");
        ann.commit("Keep orders for two weeks");
        branch(ben, "payments");
        ben.write(
                "environments/base/payments.yaml",
                "topics: { story.payments: { partitions: 1, replicationFactor: 1 } }\n");
        ben.commit("Declare payments");
        somebody.set("story.invoices", "retention.ms", DAY);
        somebody.set("story.orders", "retention.ms", DAY);

        Result anns = ann.run("plan");
        assertThat(anns.exit()).isEqualTo(Exit.DONE);
        assertThat(anns.out())
                .contains("~ update topic/story.orders  [both,")
                .contains("~ update topic/story.invoices  [drift,")
                .doesNotContain("payments");

        Result bens = ben.run("plan");
        assertThat(bens.out())
                .contains("+ create topic/story.payments  [git,")
                .contains("~ update topic/story.orders  [drift,")
                .contains("~ update topic/story.invoices  [drift,");

        Result drift = ci.run("drift");
        assertThat(drift.exit()).isEqualTo(Exit.DIFFERENCES);
        assertThat(drift.out()).contains("story.orders", "story.invoices").doesNotContain("payments");
    }

    @Test
    @Order(3)
    void annsMergeIsAppliedAndHealsTheDrift() {
        merge(ann, "retention");
        pull(ci);
        applies(ci);
        assertThat(somebody.config("story.orders", "retention.ms")).isEqualTo("1209600000");
        assertThat(somebody.config("story.invoices", "retention.ms")).isEqualTo("604800000");
        assertThat(ci.run("drift").exit()).isEqualTo(Exit.DONE);
        changesNothing(ci);
    }

    @Test
    @Order(4)
    void bensBranchWouldTakeAnnsWorkBackAndIsRefused() {
        // Also before Ben has ever heard of Ann's commit: what is applied is not part of what he has.
        Result unaware = ben.run("plan");
        assertThat(unaware.exit()).as("%s", unaware).isEqualTo(Exit.REFUSED);
        assertThat(unaware.out()).contains("KG610", "topic/story.payments");
        assertThat(ben.run("apply", "--auto-approve").exit()).isEqualTo(Exit.REFUSED);

        ben.git().run("fetch", "--quiet");
        Result behind = ben.run("plan");
        assertThat(behind.exit()).isEqualTo(Exit.REFUSED);
        assertThat(behind.out()).contains("KG610").contains("~ update topic/story.orders  [git,");
        assertThat(somebody.topics()).doesNotContain("story.payments");

        assertThat(ben.run("plan", "--allow-behind").exit()).isEqualTo(Exit.DONE);
    }

    @Test
    @Order(5)
    void aStaleSavedPlanIsRefusedByName() {
        ben.git().run("merge", "--quiet", "--no-edit", "origin/main");
        Result planned = ben.run("plan", "--out", "../payments.plan");
        assertThat(planned.exit()).as("%s", planned).isEqualTo(Exit.DONE);
        assertThat(planned.out())
                .contains("+ create topic/story.payments  [git,")
                .doesNotContain("story.orders");

        somebody.set("story.invoices", "retention.ms", DAY);
        Result stale = ben.run("apply", "../payments.plan");
        assertThat(stale.exit()).isEqualTo(Exit.REFUSED);
        assertThat(stale.err()).contains("KG677", "topic/story.invoices");
        assertThat(somebody.topics()).doesNotContain("story.payments");

        somebody.set("story.invoices", "retention.ms", "604800000");
        ben.write("environments/base/other.yaml", "topics: { story.other: { partitions: 1 } }\n");
        ben.commit("Something else");
        Result otherCommit = ben.run("apply", "../payments.plan");
        assertThat(otherCommit.exit()).isEqualTo(Exit.REFUSED);
        assertThat(otherCommit.err()).contains("KG676");
        ben.git().run("reset", "--quiet", "--hard", "HEAD~1");

        Result applied = ben.run("apply", "../payments.plan");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(Exit.DONE);
        assertThat(somebody.topics()).contains("story.payments");
        merge(ben, "payments");
        pull(ci);
        // The merge commit declares what Ben has applied already: nothing to do, and the ledger takes the new commit.
        changesNothing(ci);
        applies(ci);
    }

    @Test
    @Order(6)
    void aSecondApplyIsToldWhoAppliesAndWaitsWhenAsked() throws Exception {
        pull(ann);
        ann.write("environments/base/sink.yaml", """
                connectors:
                  story-sink:
                    connectCluster: main
                    config:
                      connector.class: org.apache.kafka.connect.file.FileStreamSinkConnector
                      topics: story.orders
                      tasks.max: 1
                      file: %s
                """.formatted(folder.resolve("sink.txt")));
        String commit = ann.commit("Write orders into a file");
        push(ann, "main");
        pull(ci);
        pull(ben);

        AtomicReference<Result> second = new AtomicReference<>();
        AtomicReference<CompletableFuture<Result>> waiting = new AtomicReference<>();
        connect.meanwhile("(PUT|POST) /connectors(/story-sink/config)?", 1, () -> {
            second.set(ben.run("apply", "--auto-approve"));
            waiting.set(besides(() -> ben.run("apply", "--auto-approve", "--lock-timeout", "1m")));
            pause(2_000);
        });
        applies(ci);

        assertThat(second.get().exit()).isEqualTo(Exit.REFUSED);
        assertThat(second.get().err()).contains("KG653", "ci on runner-1", commit.substring(0, 10), "since 20");
        Result waited = waiting.get().get(2, TimeUnit.MINUTES);
        assertThat(waited.exit()).as("%s", waited).isEqualTo(Exit.DONE);
        assertThat(waited.err()).contains("waiting for the apply lock: ci on runner-1");
        changesNothing(ci);
    }

    @Test
    @Order(7)
    void aKilledApplyFreesTheLockByItselfAndTheNextOneConverges() throws Exception {
        ann.write("environments/base/refunds.yaml", """
                topics: { story.refunds: { partitions: 1, replicationFactor: 1 } }
                connectors:
                  story-refunds:
                    connectCluster: main
                    config:
                      connector.class: org.apache.kafka.connect.file.FileStreamSinkConnector
                      topics: story.refunds
                      tasks.max: 1
                      file: %s
                """.formatted(folder.resolve("refunds.txt")));
        ann.commit("Write refunds into a file");
        push(ann, "main");
        pull(ci);
        String write = "(PUT|POST) /connectors(/story-refunds/config)?";
        connect.lose(write, 1);
        long before = connect.count(write);

        Process killed = ci.start("apply", "--auto-approve");
        CompletableFuture<String> said = besides(() -> output(killed));
        ByHand.await(() -> connect.count(write) > before || !killed.isAlive());
        killed.destroyForcibly().waitFor();
        assertThat(connect.count(write)).as("%s", said.get()).isGreaterThan(before);
        assertThat(somebody.topics()).contains("story.refunds");

        Result locked = ci.run("apply", "--auto-approve");
        assertThat(locked.exit()).as("%s", locked).isEqualTo(Exit.REFUSED);
        assertThat(locked.err()).contains("KG653");
        Result next = ci.run("apply", "--auto-approve", "--lock-timeout", "2m");
        assertThat(next.exit()).as("%s", next).isEqualTo(Exit.DONE);
        assertThat(next.out()).contains("+ create connector/main/story-refunds").doesNotContain("topic/story.refunds");
        changesNothing(ci);
    }

    @Test
    @Order(8)
    void anOrphanIsShownAndPrunedOnlyWhereTheEnvironmentSaysSo() {
        ann.git().delete("environments/base/payments.yaml");
        ann.commit("Declare payments no longer");
        push(ann, "main");
        pull(ci);
        somebody.produce("story.payments", 10);
        Result plan = ci.run("plan");
        assertThat(plan.exit()).isEqualTo(Exit.DONE);
        assertThat(plan.out()).contains("KG216", "topic/story.payments", "No changes.");
        applies(ci);
        assertThat(ci.run("plan").out()).contains("KG216", "topic/story.payments");
        assertThat(somebody.topics()).contains("story.payments");

        String settings = "environments/prod/environment.yaml";
        ann.write(settings, ann.read(settings) + "prune: true\n");
        ann.commit("Prune");
        push(ann, "main");
        pull(ci);
        Result guarded = ci.run("apply", "--auto-approve");
        assertThat(guarded.exit()).as("%s", guarded).isEqualTo(Exit.REFUSED);
        assertThat(guarded.out()).contains("- delete topic/story.payments  BLOCKED  [git,", "KG202", "10 records");
        assertThat(somebody.topics()).contains("story.payments");

        Result pruned = ci.run("apply", "--auto-approve", "--allow", "KG202:topic/story.payments");
        assertThat(pruned.exit()).as("%s", pruned).isEqualTo(Exit.DONE);
        assertThat(somebody.topics()).doesNotContain("story.payments");
        changesNothing(ci);
    }

    @Test
    @Order(9)
    void filesAndFoldersThatMoveRemoveNothing() {
        ann.git().run("mv", "environments/base", "environments/shared");
        ann.git().run("mv", "environments/shared/topics.yaml", "environments/shared/streams.yaml");
        String settings = "environments/prod/environment.yaml";
        ann.write(settings, ann.read(settings) + "extends: [shared]\n");
        ann.commit("Move everything");
        push(ann, "main");
        pull(ci);
        changesNothing(ci);
        assertThat(ci.run("plan").out()).doesNotContain("KG216");
        applies(ci);
    }

    @Test
    @Order(10)
    void unprotectingAndDeletingTakeTwoApplies() {
        declareLedgers("protected: true");
        applies(ci);
        declareLedgers("protected: true, state: absent");
        refuses("KG201");
        declareLedgers("state: absent");
        refuses("KG212");
        declareLedgers("protected: false");
        applies(ci);
        declareLedgers("state: absent");
        applies(ci);
        assertThat(somebody.topics()).doesNotContain("story.archive");
        changesNothing(ci);
    }

    @Test
    @Order(11)
    void aTopicThatWasCreatedAgainIsTold() {
        somebody.delete("story.invoices");
        somebody.create("story.invoices", Map.of("retention.ms", "604800000"));
        Result plan = ci.run("plan");
        assertThat(plan.out()).contains("KG161", "topic/story.invoices");
        assertThat(ci.run("drift").exit()).isEqualTo(Exit.DIFFERENCES);
        applies(ci);
        assertThat(ci.run("drift").exit()).isEqualTo(Exit.DONE);
    }

    private void declareLedgers(String terms) {
        ann.write(
                "environments/shared/archive.yaml",
                "topics: { story.archive: { partitions: 1, replicationFactor: 1, " + terms + " } }\n");
        ann.commit("The archive: " + terms);
        push(ann, "main");
        pull(ci);
    }

    private void refuses(String code) {
        Result refused = ci.run("apply", "--auto-approve");
        assertThat(refused.exit()).as("%s", refused).isEqualTo(Exit.REFUSED);
        assertThat(refused.out()).contains(code, "BLOCKED");
        assertThat(somebody.topics()).contains("story.archive");
    }

    private void applies(CliFixture kgit) {
        Result applied = kgit.run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(Exit.DONE);
    }

    private void changesNothing(CliFixture kgit) {
        Result plan = kgit.run("plan", "--detailed-exitcode");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(Exit.DONE);
        assertThat(plan.out()).contains("No changes.");
    }

    private static void branch(CliFixture author, String name) {
        author.git().run("checkout", "--quiet", "-b", name);
    }

    /** As the button of a pull request does it: a merge commit on the latest main. */
    private static void merge(CliFixture author, String branch) {
        author.git().run("checkout", "--quiet", "main");
        pull(author);
        author.git().run("merge", "--quiet", "--no-ff", "--no-edit", branch);
        push(author, "main");
    }

    private static void push(CliFixture author, String branch) {
        author.git().run("push", "--quiet", "--set-upstream", "origin", branch);
    }

    private static void pull(CliFixture clone) {
        clone.git().run("checkout", "--quiet", "main");
        clone.git().run("pull", "--quiet", "--ff-only");
    }

    private void clone(String name) {
        origin.in(folder).run("clone", "--quiet", origin.folder().toString(), name);
    }

    private static CliFixture at(String clone, String user, String host) {
        return CliFixture.in(new GitProgram(folder.resolve(clone)))
                .env("USER", user)
                .env("HOSTNAME", host);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** On a thread of its own: one that waits must not hold up the HTTP clients, which share the common pool. */
    private static <T> CompletableFuture<T> besides(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task, "besides").start());
    }

    private static String output(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException killed) {
            return "(" + killed.getMessage() + ")";
        }
    }
}
