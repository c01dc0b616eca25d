package dev.kgit.cli;

import dev.kgit.plan.Plan;
import dev.kgit.workflow.GitRestore;
import dev.kgit.workflow.RollbackWorkflow;
import java.nio.file.Path;
import java.util.List;
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
            "Plans the way back to an earlier commit. Writes nothing.",
            "It compares that commit's resource files with the cluster, with kgit.yaml and environment.yaml as they are here, and"
                    + " says how Git takes the files back, and which `kgit apply` then does exactly this plan."
        },
        footer = {"", "Examples:", "  kgit rollback -e prod HEAD~1", "  kgit rollback -e prod 4f2a91c --out back.plan"})
final class RollbackCommand extends KgitCommand {

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
    List<Kgit.Format> formats() {
        return PlanOutput.FORMATS;
    }

    @Override
    int call(CommandRun run) {
        try (RollbackWorkflow rollback = RollbackWorkflow.open(run.invocation(), options.request(), commit)) {
            RollbackWorkflow.WayBack back = rollback.plan();
            Plan plan = back.plan();
            PlanOutput.write(run, plan, null, options.again(run.invocation()));
            if (out != null) {
                PlanOutput.save(run, plan, rollback.head(), options.again(run.invocation()), out);
            }
            int code = PlanExitCode.of(plan, detailed);
            if (!plan.isEmpty() && !run.isQuiet()) {
                if (code == ExitCode.DONE || code == ExitCode.DIFFERENCES) {
                    tell(run, rollback.restore(), back);
                } else {
                    run.messages()
                            .line(
                                    "how to go back is told when this plan can be applied: see in the plan what blocks it,"
                                            + " and what opens it");
                }
            }
            return code;
        }
    }

    private void tell(CommandRun run, GitRestore restore, RollbackWorkflow.WayBack back) {
        DiagnosticPrinter messages = run.messages();
        messages.all(restore.warnings());
        List<String> commands = restore.commands();
        messages.line(
                commands.isEmpty()
                        ? "the files here are those of that commit already; apply exactly this plan:"
                        : "to go back, take the files back in Git, and apply exactly this plan from there:");
        commands.forEach(command -> messages.line("  " + command));
        messages.line("  kgit apply -e " + back.plan().environment() + options.again(run.invocation()) + " "
                + (out == null ? "--expect " + back.fingerprint() : out));
    }
}
