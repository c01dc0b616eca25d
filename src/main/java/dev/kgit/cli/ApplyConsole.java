package dev.kgit.cli;

import dev.kgit.apply.ApplyEvent;
import dev.kgit.apply.ApplyResult;
import dev.kgit.cluster.ReplicaMoves;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import dev.kgit.plan.Plan;
import dev.kgit.plan.UnblockedRows;
import dev.kgit.report.ProgressReport;
import dev.kgit.workflow.ApplyWorkflow;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;

/** An apply as whoever sits at the terminal sees it. */
final class ApplyConsole implements ApplyWorkflow.Listener {

    /** How many of a list are named; the plan names all. */
    private static final int MOST = 20;

    private final CommandRun run;

    ApplyConsole(CommandRun run) {
        this.run = run;
    }

    @Override
    public boolean isApproved(Plan plan) {
        if (!run.console().interactive()) {
            throw new KgitException.Refused(Diagnostic.error("KG504", "nobody is here to say yes to this plan")
                    .withHint(
                            "in CI, say --auto-approve, or apply a saved plan: kgit plan --out FILE, kgit apply FILE"));
        }
        run.messages().ask("Apply these changes to " + plan.environment() + "? Only 'yes' will do: ");
        boolean approved = isYes();
        if (!approved) {
            run.messages().line("nothing was applied");
        }
        return approved;
    }

    private boolean isYes() {
        try {
            return "yes".equals(run.console().in().readLine());
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void waitsFor(String holder) {
        run.messages().line("waiting for the apply lock: " + holder);
    }

    @Override
    public void hasNoLedger() {
        run.messages()
                .line("without a ledger nothing keeps two applies apart, and it is not written down what was applied");
    }

    @Override
    public void beginsLedger(String topic) {
        if (!run.isQuiet()) {
            run.messages()
                    .line("nothing was applied here yet: what is applied is written down in the topic " + topic
                            + " from now on, which is created if it is not there (`ledger:` in environment.yaml)");
        }
    }

    @Override
    public void plannedAgain(Plan plan) {
        run.messages().line("the cluster has moved since this plan was made; this is the plan now:");
        PlanOutput.writeAgain(run, plan);
    }

    @Override
    public void skips(UnblockedRows rows) {
        skipped("blocked", rows.blocked());
        skipped("depends on what is blocked", rows.waiting());
    }

    private void skipped(String why, Collection<ResourceId> ids) {
        ids.stream().limit(MOST).forEach(id -> run.messages().line("skipped (" + why + "): " + id));
        if (ids.size() > MOST) {
            run.messages().line("and " + (ids.size() - MOST) + " more (" + why + ")");
        }
    }

    @Override
    public ApplyWorkflow.Supervision supervise(ReplicaMoves moves) {
        return new Keyboard(run, InterruptPrompt.taken(run.console(), moves));
    }

    @Override
    public void applied(ApplyResult result) {
        PlanOutput.applied(run, result);
    }

    @Override
    public void diagnosed(Diagnostic diagnostic) {
        run.messages().one(diagnostic);
    }

    @Override
    public void stopped(ApplyResult result, Plan plan) {
        run.messages()
                .line("stopped: " + result.done().size() + " of "
                        + plan.changes().size() + " done; run apply again: it goes on from there");
    }

    /** Ctrl-C, and a request to end. */
    private record Keyboard(CommandRun run, InterruptPrompt prompt) implements ApplyWorkflow.Supervision {

        @Override
        public boolean isStopped() {
            return prompt.isStopped();
        }

        @Override
        public Optional<Diagnostic> denial() {
            return prompt.denial();
        }

        @Override
        public ApplyWorkflow.Progress progress(Plan plan) {
            ProgressReport report = PlanOutput.progress(run, plan);
            prompt.during(report);
            return new DrawnProgress(report);
        }

        @Override
        public void close() {
            prompt.close();
        }
    }

    private record DrawnProgress(ProgressReport report) implements ApplyWorkflow.Progress {

        @Override
        public void accept(ApplyEvent event) {
            report.accept(event);
        }

        @Override
        public void close() {
            report.close();
        }
    }
}
