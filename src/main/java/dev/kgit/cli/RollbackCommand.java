package dev.kgit.cli;

import dev.kgit.plan.Irreversible;
import dev.kgit.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kgit rollback}: the plan back to an earlier commit. It reads only: the way back is a commit like any other. */
@Command(
        name = "rollback",
        addMethodSubcommands = false,
        description = {
            "Plans the way back to an earlier commit: its resource files against the cluster, with kgit.yaml and",
            "environment.yaml as they are here. Writes nothing: it says how Git takes the files back, and which",
            "`kgit apply` then does exactly this plan."
        },
        footer = {"", "Examples:", "  kgit rollback -e prod HEAD~1", "  kgit rollback -e prod 4f2a91c --out back.plan"})
final class RollbackCommand extends Verb {

    @Mixin
    PlanOptions options = new PlanOptions();

    @Parameters(paramLabel = "COMMIT", description = "The commit to go back to: a hash, a ref, or HEAD~1.")
    String commit = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Save the plan, for `kgit apply FILE`.")
    @Nullable
    Path out;

    @Option(names = "--detailed-exitcode", description = "Exit 2 where there are changes.")
    boolean detailed;

    @Override
    public Integer call() {
        options.allowBehind = true; // Lacking what was applied last is the point.
        try (Session session = Session.open(kgit, null, commit);
                PlanRun run = new PlanRun(kgit, session, options, false, List.of())) {
            Plan plan = run.plan();
            Plan told = plan.with(Irreversible.in(plan));
            PlanOutput.write(kgit, told);
            if (out != null) {
                PlanOutput.save(kgit, told, session.head(), out);
            }
            if (!plan.isEmpty() && !kgit.quiet) {
                theWay(session, plan);
            }
            return PlanCodes.of(told, detailed);
        }
    }

    /** How Git takes the files back. The settings stay as they are: they were not part of the plan. */
    private void theWay(Session session, Plan plan) {
        WayBack way = WayBack.of(
                session,
                session.git().orElseThrow(),
                Objects.requireNonNull(session.revision().commit()));
        messages().all(way.warnings());
        List<String> commands = way.commands();
        messages()
                .line(
                        commands.isEmpty()
                                ? "the files here are those of that commit already; apply exactly this plan:"
                                : "to go back, take the files back in Git, and apply exactly this plan from there:");
        commands.forEach(command -> messages().line("  " + command));
        messages()
                .line("  kgit apply -e " + plan.environment() + " "
                        + (out == null ? "--expect " + plan.fingerprint() : out));
    }
}
