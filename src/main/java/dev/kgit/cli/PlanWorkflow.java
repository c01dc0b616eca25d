package dev.kgit.cli;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.ChangeType;
import dev.kgit.git.GitRepository;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import dev.kgit.plan.Plan;
import dev.kgit.plan.PlanInputs;
import dev.kgit.workflow.Globs;
import dev.kgit.workflow.Inputs;
import dev.kgit.workflow.PlanBuilder;
import dev.kgit.workflow.RevisionCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** From an open session to a plan: read, diff, plan. Keeps the connection for whoever applies it. */
final class PlanWorkflow implements AutoCloseable {

    private final Kgit kgit;
    private final Workspace workspace;
    private final PlatformConnection connection;
    private final PlanOptions options;
    private final boolean applying;
    private final List<Diagnostic> remarks;
    private @Nullable Inputs inputs;

    PlanWorkflow(Kgit kgit, Workspace workspace, PlanOptions options, boolean applying, List<Diagnostic> remarks) {
        this.kgit = kgit;
        this.workspace = workspace;
        this.options = options;
        this.applying = applying;
        this.remarks = remarks;
        this.connection = PlatformConnection.open(kgit, workspace);
    }

    /** Reads everything and makes the plan of it. */
    Plan plan() {
        Inputs fresh =
                withThrottle(new InputReader(workspace, connection, kgit.timings).gather(Globs.over(kgit.targets)));
        inputs = fresh;
        refuseEmptyTarget(fresh);
        refuseEmptyResend(fresh);
        PlanBuilder.Checks checks = options.checks(workspace.trustsFiles());
        Plan plan = new PlanBuilder(connection.cluster(), checks, kgit.timings).plan(planInputs(fresh));
        return checks.connect() ? plan : plan.with(unchecked(plan));
    }

    private static List<Diagnostic> unchecked(Plan plan) {
        boolean written = plan.changes().stream()
                .anyMatch(change -> change.action() != ChangeType.DELETE
                        && change.id().asConnector().isPresent());
        return written
                ? List.of(Diagnostic.info("KG714", "changed connectors were not checked by their worker"))
                : List.of();
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
        all.addAll(new RevisionCheck(workspace.git(), from).remarks(applying, options.allowBehind));
        all.addAll(workspace.unreadable());
        from.live().readFailures().stream()
                .map(LiveState.ReadFailure::why)
                .distinct()
                .filter(why -> !why.isError())
                .forEach(all::add);
        return from.planInputs(options.planInputs(kgit, applying), all);
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
        connection.close();
    }

    /** A mistyped target would otherwise read as "no changes". */
    private void refuseEmptyTarget(Inputs from) {
        if (kgit.targets.isEmpty()) {
            return;
        }
        for (String glob : kgit.targets) {
            Predicate<ResourceId> target = Globs.over(List.of(glob));
            boolean known = from.desired().state().resources().keySet().stream().anyMatch(target)
                    || from.applied().managed().keySet().stream().anyMatch(target);
            if (!known) {
                throw new KgitException.Invalid(Diagnostic.error("KG701", "--target " + glob + " matches nothing")
                        .withHint("ids look like topic/NAME and connector/CLUSTER/NAME; * stands for anything"));
            }
        }
    }

    private void refuseEmptyResend(Inputs from) {
        for (String glob : options.resend) {
            Predicate<ResourceId> resent = Globs.over(List.of(glob));
            boolean known = from.desired().state().resources().keySet().stream()
                    .anyMatch(id -> id.asConnector().isPresent() && resent.test(id));
            if (!known) {
                throw new KgitException.Invalid(
                        Diagnostic.error("KG701", "--resend " + glob + " matches no declared connector")
                                .withHint("ids look like connector/CLUSTER/NAME; * stands for anything"));
            }
        }
    }

    private Inputs withThrottle(Inputs from) {
        if (options.throttle == null) {
            return from;
        }
        DesiredState desired = from.desired();
        Environment old = desired.environment();
        Environment throttled = new Environment(
                old.name(),
                old.kafka(),
                old.connect(),
                old.prune(),
                old.guards(),
                old.ledger(),
                old.scope(),
                options.throttle,
                old.ignoredDrift(),
                old.standingConsents());
        return from.with(new DesiredState(
                desired.project(),
                throttled,
                desired.state(),
                desired.connectClusters(),
                desired.redactor(),
                desired.warnings()));
    }
}
