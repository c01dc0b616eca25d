package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ManagedResource.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** An apply that ends before its end: what is known of it, and how the next one goes on. */
class RunsCutShortTest extends OwnershipFixture {

    /** As by kill -9. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
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
        assertThat(kgit.run("history").out()).contains("INCOMPLETE (stopped)");
        assertThat(kgit.run("unlock").out()).contains("free");
        platform.cluster.afterEach(action -> {});
        applies();
        changesNothing();
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
        platform.cluster.afterEach(action -> platform.cluster.down(
                new KgitException.Unavailable(Diagnostic.error("KG400", "Kafka does not answer"))));
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
}
