package dev.kgit.workflow;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.Revision;
import dev.kgit.plan.Plan;
import dev.kgit.plan.RollbackWarnings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
        List<Diagnostic> warnings = new ArrayList<>(
                RollbackWarnings.in(plan, planning.workspace().invocation().kinds()));
        settingsThatStay().ifPresent(warnings::add);
        return new WayBack(plan.with(warnings), plan.fingerprint());
    }

    /** Settings are not taken back: what they said then for variables, defaults or guards is not what the plan was made with. */
    private Optional<Diagnostic> settingsThatStay() {
        Workspace workspace = planning.workspace();
        String commit = Objects.requireNonNull(workspace.states().revision().commit());
        Set<String> settings = new TreeSet<>(workspace.settingsFiles());
        List<String> others = workspace
                .git()
                .orElseThrow()
                .changes(commit, workspace.states().read())
                .stream()
                .map(Revision.Uncommitted::path)
                .filter(settings::contains)
                .toList();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        String files = String.join(" ", others);
        return Optional.of(Diagnostic.warning(
                        "KG623",
                        String.join(", ", others) + (others.size() == 1 ? " was another one" : " were others")
                                + " in that commit: settings stay as they are here, and the plan is made with them")
                .withHint("to take them back too: `git restore --source=" + Revision.shortCommit(commit)
                        + " --staged --worktree -- " + files + "`, commit, and roll back again"));
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
