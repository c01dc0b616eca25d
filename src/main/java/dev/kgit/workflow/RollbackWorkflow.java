package dev.kgit.workflow;

import dev.kgit.plan.Plan;
import dev.kgit.plan.RollbackWarnings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Plans the way back to an earlier commit: its resource files, with the settings as they are here. */
public final class RollbackWorkflow implements AutoCloseable {

    private final PlanWorkflow planning;

    private RollbackWorkflow(PlanWorkflow planning) {
        this.planning = planning;
    }

    /**
     * The way back as a plan.
     *
     * @param plan with what there is to warn of
     * @param fingerprint that `kgit apply` will have for it once the files are taken back
     */
    public record WayBack(Plan plan, String fingerprint) {}

    /** @param commit as the command line names it */
    public static RollbackWorkflow open(Invocation invocation, PlanRequest request, String commit) {
        // Lacking what was applied last is the point.
        return new RollbackWorkflow(
                PlanWorkflow.openAt(commit, invocation, request.withGuards(request.allowances(), true)));
    }

    /** Reads everything and makes the plan of it. */
    public WayBack plan() {
        Plan plan = planning.plan();
        return new WayBack(
                plan.with(RollbackWarnings.in(
                        plan, planning.workspace().invocation().kinds())),
                plan.fingerprint());
    }

    /** The commit that is checked out; null where there is none. */
    public @Nullable String head() {
        return planning.workspace().head();
    }

    /** How Git takes the files back. The settings stay as they are: they were not part of the plan. */
    public GitRestore restore() {
        Workspace workspace = planning.workspace();
        return GitRestore.of(
                workspace,
                workspace.git().orElseThrow(),
                Objects.requireNonNull(workspace.states().revision().commit()));
    }

    @Override
    public void close() {
        planning.close();
    }
}
