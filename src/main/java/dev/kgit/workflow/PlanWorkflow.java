package dev.kgit.workflow;

import dev.kgit.access.AccessChanges;
import dev.kgit.cluster.LiveState;
import dev.kgit.diff.ChangeType;
import dev.kgit.git.GitRepository;
import dev.kgit.manifest.ProcessVariableSources;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Glob;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import dev.kgit.plan.Plan;
import dev.kgit.plan.PlanInputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Plans: reads files, cluster, ledger and Git, and says what would change. Keeps the connection for whoever applies it. */
public final class PlanWorkflow implements AutoCloseable {

    private final Workspace workspace;
    private final PlatformConnection connection;
    private final PlanRequest request;
    private final List<Diagnostic> remarks;
    private @Nullable Inputs inputs;

    private PlanWorkflow(Workspace workspace, PlanRequest request, List<Diagnostic> remarks) {
        this.workspace = workspace;
        this.request = request;
        this.remarks = remarks;
        this.connection = PlatformConnection.open(workspace);
    }

    /** Opens the workspace that was asked for, and connects to its platform. */
    public static PlanWorkflow open(Invocation invocation, PlanRequest request) {
        return open(invocation, request, null);
    }

    /**
     * The same.
     *
     * @param trust the commit from which kgit.yaml and environment.yaml are read; null: from the working tree
     */
    public static PlanWorkflow open(Invocation invocation, PlanRequest request, @Nullable String trust) {
        Workspace workspace = Workspace.open(invocation, trust, null);
        try {
            return new PlanWorkflow(workspace, request, workspace.untrusted(trust));
        } catch (RuntimeException | Error failure) {
            workspace.close();
            throw failure;
        }
    }

    /**
     * The same, where the resource files are those of a commit.
     *
     * @param commit as the command line names it
     */
    static PlanWorkflow openAt(String commit, Invocation invocation, PlanRequest request) {
        Workspace workspace = Workspace.open(invocation, null, commit);
        try {
            return new PlanWorkflow(workspace, request, List.of());
        } catch (RuntimeException | Error failure) {
            workspace.close();
            throw failure;
        }
    }

    /** Reads everything and makes the plan of it. */
    public Plan plan() {
        Invocation invocation = workspace.invocation();
        Inputs fresh =
                withThrottle(new InputReader(workspace, connection, invocation.timings()).readAll(invocation.target()));
        inputs = fresh;
        UnknownTarget.refuse(invocation.targets(), fresh::ownIds, fresh.kinds());
        refuseEmptyResend(fresh);
        PlanBuilder.Checks checks = request.checks(workspace.trust().trustsFiles());
        Plan made = new PlanBuilder(connection.cluster(), checks, invocation.timings()).plan(planInputs(fresh));
        Plan plan = fresh.unreadLedger() == null
                ? made
                : made.without(fresh.unreadLedger()).with(List.of(withoutLedger()));
        return checks.connect() ? plan : plan.with(unchecked(plan));
    }

    private static Diagnostic withoutLedger() {
        return Diagnostic.error(
                        "KG514",
                        "nothing can be applied: it is not known what was applied last, and by whom, since the ledger can't be"
                                + " read")
                .withHint("mend what is said of the ledger's topic, and run it again");
    }

    /**
     * Why a plan that nothing blocks is not applied all the same: something could not be read. What was applied by whom stands
     * in the ledger, so nothing is done without that.
     *
     * @param rest whether the rest may be done
     */
    public Optional<Diagnostic> unread(Plan plan, boolean rest) {
        int unread = plan.unreadable().size();
        if (inputs().unreadLedger() != null) {
            return Optional.of(withoutLedger());
        }
        return unread == 0 || rest
                ? Optional.empty()
                : Optional.of(Diagnostic.error(
                                "KG514",
                                "nothing is applied: " + unread
                                        + (unread == 1 ? " resource" : " resources")
                                        + " could not be read")
                        .withHint("mend that and run apply again, or do the others with --allow-unreadable"));
    }

    private static List<Diagnostic> unchecked(Plan plan) {
        boolean written = plan.changes().stream()
                .anyMatch(change ->
                        change.changeType() != ChangeType.DELETE && change.id().isScoped());
        return written
                ? List.of(Diagnostic.info("KG714", "changed connectors were not checked by their worker"))
                : List.of();
    }

    /** Who gains and loses what by applying the plan that was made last. */
    public AccessChanges access(Plan plan) {
        return PlannedAccess.of(plan, inputs());
    }

    /** Files that look as if they were to count and that no environment reads. */
    public List<Diagnostic> unreadFiles() {
        Invocation invocation = workspace.invocation();
        return IgnoredFiles.of(
                workspace.root(),
                new ProcessVariableSources(invocation.variables(), invocation.clock()),
                invocation.sections());
    }

    /** Whether the command line opens the guard of a code for a resource. */
    boolean allows(String code, ResourceId id) {
        return request.allowances().stream().anyMatch(allowance -> allowance.covers(code, id));
    }

    /** What the last plan was made from. */
    Inputs inputs() {
        if (inputs == null) {
            throw new IllegalStateException("nothing has been read yet");
        }
        return inputs;
    }

    PlanInputs planInputs(Inputs from) {
        List<Diagnostic> all = new ArrayList<>(remarks);
        all.addAll(new RevisionCheck(workspace.git(), workspace.states(), from)
                .remarks(request.applying(), request.allowBehind()));
        all.addAll(workspace.states().unreadable());
        all.addAll(from.live().remarks());
        Predicate<ResourceId> target = workspace.invocation().target();
        // What is looked at and can't be read is a row of its own.
        from.live().readFailures(target.negate()).stream()
                .map(LiveState.ReadFailure::why)
                .distinct()
                .filter(why -> !why.isError())
                .forEach(all::add);
        return from.planInputs(request.options(target), all);
    }

    Workspace workspace() {
        return workspace;
    }

    Optional<GitRepository> git() {
        return workspace.git();
    }

    PlatformConnection connection() {
        return connection;
    }

    @Override
    public void close() {
        try (workspace) {
            connection.close();
        }
    }

    private void refuseEmptyResend(Inputs from) {
        for (String glob : request.resend()) {
            Predicate<ResourceId> resent = Glob.filter(List.of(glob));
            boolean known = from.desired().state().resources().keySet().stream()
                    .anyMatch(id -> from.kinds().of(id).hasTypedSecrets() && resent.test(id));
            if (!known) {
                throw new KgitException.Invalid(
                        Diagnostic.error("KG701", "--resend " + glob + " matches no declared connector")
                                .withHint("ids look like connector/CLUSTER/NAME; * stands for anything"));
            }
        }
    }

    private Inputs withThrottle(Inputs from) {
        if (request.throttle() == null) {
            return from;
        }
        DesiredState desired = from.desired();
        return from.with(desired.withEnvironment(desired.environment().withThrottle(request.throttle())));
    }
}
