package dev.kgit.cli;

import dev.kgit.apply.ApplyResult;
import dev.kgit.apply.PlanExecutor;
import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.LedgerRun.Outcome;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Permit;
import dev.kgit.diff.Diff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import dev.kgit.plan.Plan;
import dev.kgit.plan.PlanInputs;
import dev.kgit.plan.Planner;
import dev.kgit.plan.ResourceChange;
import dev.kgit.report.ProgressReport;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From a plan that somebody has consented to, to a cluster that shows it: lease, run, verify, record. */
final class ApplyWorkflow {

    private final Kgit kgit;
    private final PlanWorkflow run;
    private final Duration lockTimeout;
    private final Cluster cluster;

    ApplyWorkflow(Kgit kgit, PlanWorkflow run, Duration lockTimeout) {
        this.kgit = kgit;
        this.run = run;
        this.lockTimeout = lockTimeout;
        this.cluster = run.connection().cluster();
    }

    /** The exit code. */
    int apply(Plan plan, Approval consent) {
        if (plan.isEmpty()) {
            run.connection().moves().sweepThrottles();
        }
        if (plan.isEmpty() && !recorder(run.planInputs(run.inputs())).outdated()) {
            return ExitCode.DONE;
        }
        if (!plan.isEmpty() && !consent.given(plan)) {
            messages().line("nothing was applied");
            return ExitCode.REFUSED;
        }
        ApplyLease lease = kgit.timings.of("lease", () -> ApplyLease.acquire(kgit, run, lockTimeout));
        // Until the lease is given back: what was done is to be written down however kgit is told to stop.
        try (InterruptPrompt interruption =
                        InterruptPrompt.taken(kgit.console, run.connection().moves());
                lease) {
            Plan current = current(plan, lease, consent);
            int code = PlanExitCode.of(current, false);
            return code == ExitCode.DONE ? run(current, lease, interruption) : code;
        }
    }

    /** The plan, made again where something may have happened between reading and the lease. */
    private Plan current(Plan plan, ApplyLease lease, Approval consent) {
        if (!consent.tookTime() && !lease.isNews(run.inputs().snapshot())) {
            return plan;
        }
        Plan again = run.plan();
        if (again.fingerprint().equals(plan.fingerprint()) && again.isApplicable()) {
            return again;
        }
        if (consent.coversAnyPlan()) {
            messages().line("the cluster has moved since this plan was made; this is the plan now:");
            PlanOutput.writeAgain(kgit, again);
            return again;
        }
        consent.refuseIfMoved(again, run.workspace());
        throw new KgitException.Refused(Diagnostic.error("KG680", "the cluster has moved since this plan was made")
                .withHint("run apply again and look at the new plan"));
    }

    private int run(Plan plan, ApplyLease lease, InterruptPrompt interruption) {
        PlanInputs before = run.planInputs(run.inputs());
        RunRecorder recorder = recorder(before);
        ApplyResult applied = plan.isEmpty()
                ? ApplyResult.nothing()
                : kgit.timings.of("apply", () -> execute(plan, before, lease, recorder, interruption));
        boolean toldToStop = interruption.isStopped();
        LiveState after = applied.over(before.live());
        Optional<Diagnostic> unexpected = applied.isComplete() ? stillDiffers(before, after, plan) : Optional.empty();
        boolean complete = applied.isComplete() && unexpected.isEmpty();
        PlanOutput.applied(kgit, applied);
        unexpected.ifPresent(messages()::one);
        boolean stopped = toldToStop && !complete;
        if (stopped) {
            messages()
                    .line("stopped: " + applied.done().size() + " of "
                            + plan.changes().size() + " done; run apply again: it goes on from there");
        }
        Outcome outcome = stopped ? Outcome.STOPPED : recorder.outcome(complete);
        boolean written = kgit.timings.of(
                "record", () -> written(() -> recorder.ended(lease, plan, applied, after, outcome, Set.of())));
        return complete && written ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    /** What was done is told whether or not it can be written down. */
    private boolean written(Runnable record) {
        try {
            record.run();
            return true;
        } catch (KgitException notWritten) {
            messages().all(notWritten.diagnostics());
            messages()
                    .one(Diagnostic.error("KG506", "what was applied could not be written into the ledger")
                            .withHint("run apply again: it has nothing to change then, and writes it down"));
            return false;
        }
    }

    private ApplyResult execute(
            Plan plan, PlanInputs before, ApplyLease lease, RunRecorder recorder, InterruptPrompt interruption) {
        try (ProgressReport progress = PlanOutput.progress(kgit, plan)) {
            interruption.during(progress);
            Permit permit = () -> interruption.denial().or(lease::denial);
            return new PlanExecutor(
                            cluster,
                            fresh -> differing(before, fresh),
                            progress,
                            permit,
                            (applied, wave) -> goesOn(recorder, () -> recorder.goesOn(lease, plan, applied, wave)),
                            kgit.timeout)
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
        return new RunRecorder(kgit, run.inputs(), planInputs, run.git());
    }

    private DiagnosticPrinter messages() {
        return new DiagnosticPrinter(kgit.console.err(), kgit.redactor);
    }
}
