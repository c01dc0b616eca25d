package dev.kgit.workflow;

import dev.kgit.apply.ApplyEvent;
import dev.kgit.apply.ApplyResult;
import dev.kgit.apply.PlanExecutor;
import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.LedgerRun.Outcome;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Permit;
import dev.kgit.cluster.ReplicaMoves;
import dev.kgit.diff.Diff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import dev.kgit.plan.Plan;
import dev.kgit.plan.PlanInputs;
import dev.kgit.plan.Planner;
import dev.kgit.plan.ResourceChange;
import dev.kgit.plan.UnblockedRows;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Applies a plan that somebody has consented to: takes the lease, sends the changes, verifies them, writes them down. */
public final class ApplyWorkflow {

    private final PlanWorkflow planning;
    private final Approval approval;
    private final Duration lockTimeout;
    private final Listener listener;
    private final Cluster cluster;
    private boolean skipsBlocked;

    /** How an apply has ended. */
    public enum Ending {
        /** The cluster shows the plan, and that is written down. */
        COMPLETE,
        /** Some of it failed, was not sent, or could not be written down. */
        INCOMPLETE,
        /** Nobody said yes. */
        DECLINED,
        /** The plan that was made in the meantime can't be applied, or no row of it can. */
        BLOCKED,
        /** What is not blocked was tried, as it was asked for; the rest was left alone. */
        REST_BLOCKED
    }

    /** @param plan the one that was applied or, where it was made again, was to be */
    public record Applied(Ending ending, Plan plan) {}

    /** Told what an apply does, and asked what people have to decide. */
    public interface Listener extends ApplyLease.Listener {

        /** Whether somebody says yes to this plan. */
        boolean isApproved(Plan plan);

        /** The cluster has moved, so this plan takes the place of the one that was shown. */
        void plannedAgain(Plan plan);

        /** Some rows are left alone, since they are blocked or depend on what is. */
        void skips(UnblockedRows rows);

        /** Somebody may stop it from now on. */
        Supervision supervise(ReplicaMoves moves);

        /** What was done, before it is written down. */
        void applied(ApplyResult result);

        /** What is wrong though all was sent. */
        void diagnosed(Diagnostic diagnostic);

        /** It was told to stop. */
        void stopped(ApplyResult result, Plan plan);
    }

    /** Somebody who watches an apply, and may stop it, until it is written down what was done. */
    public interface Supervision extends AutoCloseable {

        boolean isStopped();

        /** Why nothing more may be sent. */
        Optional<Diagnostic> denial();

        /** Shows how far it is, until it is closed. */
        Progress progress(Plan plan);

        @Override
        void close();
    }

    /** Told each event, by several threads. */
    public interface Progress extends Consumer<ApplyEvent>, AutoCloseable {

        @Override
        void close();
    }

    /**
     * @param planning which has made the plan
     * @param lockTimeout how long to wait while somebody else applies
     */
    public ApplyWorkflow(PlanWorkflow planning, Approval approval, Duration lockTimeout, Listener listener) {
        this.planning = planning;
        this.approval = approval;
        this.lockTimeout = lockTimeout;
        this.listener = listener;
        this.cluster = planning.connection().cluster();
    }

    /** Whether rows that are blocked, and those that depend on them, are left alone and the others done. */
    public ApplyWorkflow skippingBlocked(boolean skips) {
        skipsBlocked = skips;
        return this;
    }

    /** Applies the plan, or one that takes its place. */
    public Applied apply(Plan plan) {
        UnblockedRows rows = rows(plan);
        if (rows.isPart()) {
            listener.skips(rows);
        }
        if (rows.isPart() && rows.plan().isEmpty()) {
            return new Applied(Ending.BLOCKED, plan);
        }
        if (plan.isEmpty()) {
            planning.connection().moves().sweepThrottles();
        }
        if (plan.isEmpty() && !recorder(planning.planInputs(planning.inputs())).outdated()) {
            return new Applied(Ending.COMPLETE, plan);
        }
        if (!plan.isEmpty() && approval.isOpen() && !listener.isApproved(plan)) {
            return new Applied(Ending.DECLINED, plan);
        }
        ApplyLease lease = timings().of("lease", () -> ApplyLease.acquire(planning, lockTimeout, listener));
        // Until the lease is given back: what was done is to be written down however kgit is told to stop.
        try (Supervision supervision = listener.supervise(planning.connection().moves());
                lease) {
            Plan current = current(plan, lease);
            UnblockedRows doable = rows(current);
            return new Applied(
                    doable.plan().isApplicable() ? run(doable, lease, supervision) : Ending.BLOCKED, current);
        }
    }

    /** What of a plan is to be done: all of it, unless it was said that some may be left alone. */
    private UnblockedRows rows(Plan plan) {
        return skipsBlocked ? UnblockedRows.of(plan) : UnblockedRows.all(plan);
    }

    /** The plan, made again where something may have happened between reading and the lease. */
    private Plan current(Plan plan, ApplyLease lease) {
        if (!approval.isOpen() && !lease.isNews(planning.inputs().snapshot())) {
            return plan;
        }
        Plan again = planning.plan();
        approval.unread(again, planning).ifPresent(why -> {
            throw new KgitException.Unavailable(why);
        });
        // Neither a row that was blocked when somebody said yes, nor one that is blocked since.
        UnblockedRows now = rows(again);
        boolean sameRows = now.skipped().equals(rows(plan).skipped());
        if (again.fingerprint().equals(plan.fingerprint())
                && sameRows
                && now.plan().isApplicable()) {
            return again;
        }
        if (approval.coversAnyPlan()) {
            listener.plannedAgain(again);
            return again;
        }
        approval.requireUnchanged(again, planning);
        throw new KgitException.Refused(Diagnostic.error("KG680", "the cluster has moved since this plan was made")
                .withHint("run apply again and look at the new plan"));
    }

    private Ending run(UnblockedRows rows, ApplyLease lease, Supervision supervision) {
        Plan plan = rows.plan();
        PlanInputs before = planning.planInputs(planning.inputs());
        RunRecorder recorder = recorder(before);
        ApplyResult applied = plan.isEmpty()
                ? ApplyResult.nothing()
                : timings().of("apply", () -> execute(plan, before, lease, recorder, supervision));
        boolean toldToStop = supervision.isStopped();
        LiveState after = applied.over(before.live());
        Optional<Diagnostic> unexpected = applied.isComplete() ? stillDiffers(before, after, plan) : Optional.empty();
        boolean complete = applied.isComplete() && unexpected.isEmpty();
        // What could not be read is not known to be as declared.
        boolean whole = complete && plan.isWhole();
        listener.applied(applied);
        unexpected.ifPresent(listener::diagnosed);
        boolean stopped = toldToStop && !complete;
        if (stopped) {
            listener.stopped(applied, plan);
        }
        Outcome outcome = stopped ? Outcome.STOPPED : recorder.outcome(whole && !rows.isPart());
        boolean written = timings()
                .of(
                        "record",
                        () -> written(() -> recorder.ended(lease, plan, applied, after, outcome, rows.skipped())));
        if (rows.isPart()) {
            return Ending.REST_BLOCKED;
        }
        return complete && written ? Ending.COMPLETE : Ending.INCOMPLETE;
    }

    /** What was done is told whether or not it can be written down. */
    private boolean written(Runnable record) {
        try {
            record.run();
            return true;
        } catch (KgitException notWritten) {
            notWritten.diagnostics().forEach(listener::diagnosed);
            listener.diagnosed(Diagnostic.error("KG506", "what was applied could not be written into the ledger")
                    .withHint("run apply again: it has nothing to change then, and writes it down"));
            return false;
        }
    }

    private ApplyResult execute(
            Plan plan, PlanInputs before, ApplyLease lease, RunRecorder recorder, Supervision supervision) {
        try (Progress progress = supervision.progress(plan)) {
            Permit permit = () -> supervision.denial().or(lease::denial);
            return new PlanExecutor(
                            cluster,
                            before.kinds()::rank,
                            fresh -> differing(before, fresh),
                            progress,
                            permit,
                            (applied, wave) -> goesOn(recorder, () -> recorder.goesOn(lease, plan, applied, wave)),
                            planning.workspace().invocation().timeout())
                    .run(plan);
        }
    }

    /** Nothing is sent where it can't be written down that the run begins; later the rest is sent all the same. */
    private void goesOn(RunRecorder recorder, Runnable note) {
        if (recorder.hasBegun()) {
            written(note);
        } else {
            note.run();
        }
    }

    /** By a reading of what was just sent, and of nothing else. */
    private static Set<ResourceId> differing(PlanInputs before, LiveState fresh) {
        return Planner.differences(before.with(fresh)).differences().stream()
                .map(ResourceDiff::id)
                .collect(Collectors.toSet());
    }

    /** Plans again: after an apply, nothing may be left to do. */
    private static Optional<Diagnostic> stillDiffers(PlanInputs before, LiveState after, Plan plan) {
        Diff left = Planner.differences(before.with(after));
        Set<ResourceId> applied = ids(plan);
        @Nullable
        ResourceDiff first = left.differences().stream()
                .filter(difference -> applied.contains(difference.id()))
                .findFirst()
                .orElse(null);
        return first == null
                ? Optional.empty()
                : Optional.of(Diagnostic.error("KG505", "after the apply, " + first.id() + " still differs")
                        .withHint("run `kgit plan` to see how; somebody or something else may be changing it too"));
    }

    private static Set<ResourceId> ids(Plan plan) {
        return plan.changes().stream().map(ResourceChange::id).collect(Collectors.toSet());
    }

    private RunRecorder recorder(PlanInputs planInputs) {
        return new RunRecorder(planning.workspace().invocation(), planning.inputs(), planInputs, planning.git());
    }

    private Timings timings() {
        return planning.workspace().invocation().timings();
    }
}
