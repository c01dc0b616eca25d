package dev.kgit.cli;

import dev.kgit.plan.Plan;
import dev.kgit.workflow.GitRestore;
import dev.kgit.workflow.Invocation;
import dev.kgit.workflow.RollbackWorkflow;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:-]++");

    @Mixin
    PlanOptions options = new PlanOptions();

    @Parameters(paramLabel = "COMMIT", description = "The commit to go back to: a hash, a ref, or HEAD~1.")
    String commit = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Save the plan, for `kgit apply FILE`.")
    @Nullable
    Path out;

    @Option(names = "--detailed-exitcode", description = "Exit 2 where there are changes.")
    boolean detailed;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    CommandSpec spec;

    @Override
    List<Kgit.Format> formats() {
        return PlanOutput.FORMATS;
    }

    @Override
    int call(CommandRun run) {
        try (RollbackWorkflow rollback = RollbackWorkflow.open(run.invocation(), options.request(), commit)) {
            RollbackWorkflow.WayBack back = rollback.plan();
            Plan plan = back.plan();
            PlanOutput.write(run, plan);
            if (out != null) {
                PlanOutput.save(run, plan, rollback.head(), out);
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
        messages.line("  kgit apply -e " + back.plan().environment() + again(run.invocation()) + " "
                + (out == null ? "--expect " + back.fingerprint() : out));
    }

    /** Without the options that this plan was made with, `kgit apply` would make another one. */
    private String again(Invocation invocation) {
        StringBuilder again = new StringBuilder();
        invocation.targets().forEach(target -> again.append(" --target ").append(quoted(target)));
        for (String option : List.of("--allow", "--resend", "--throttle")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                spec.commandLine()
                        .getParseResult()
                        .matchedOption(option)
                        .originalStringValues()
                        .forEach(value ->
                                again.append(' ').append(option).append(' ').append(quoted(value)));
            }
        }
        if (options.noBrokerCheck) {
            again.append(" --no-broker-check");
        }
        if (options.connectCheck != null) {
            again.append(options.connectCheck ? " --connect-check" : " --no-connect-check");
        }
        return again.toString();
    }

    /** As one word of a shell. */
    private static String quoted(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
