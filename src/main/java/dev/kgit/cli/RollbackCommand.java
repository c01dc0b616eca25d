package dev.kgit.cli;

import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.plan.Plan;
import dev.kgit.plan.RollbackWarnings;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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
    public Integer call() {
        options.allowBehind = true; // Lacking what was applied last is the point.
        try (Workspace workspace = Workspace.open(kgit, null, commit);
                PlanWorkflow run = new PlanWorkflow(kgit, workspace, options, false, List.of())) {
            Plan plan = run.plan();
            Plan told = plan.with(RollbackWarnings.in(plan, BuiltInKinds.ALL));
            PlanOutput.write(kgit, told);
            if (out != null) {
                PlanOutput.save(kgit, told, workspace.head(), out);
            }
            int code = PlanExitCode.of(told, detailed);
            if (!plan.isEmpty() && !kgit.quiet) {
                if (code == ExitCode.DONE || code == ExitCode.DIFFERENCES) {
                    theWay(workspace, plan);
                } else {
                    messages()
                            .line(
                                    "how to go back is told when this plan can be applied: see in the plan what blocks it,"
                                            + " and what opens it");
                }
            }
            return code;
        }
    }

    /** How Git takes the files back. The settings stay as they are: they were not part of the plan. */
    private void theWay(Workspace workspace, Plan plan) {
        GitRestore way = GitRestore.of(
                workspace,
                workspace.git().orElseThrow(),
                Objects.requireNonNull(workspace.revision().commit()));
        messages().all(way.warnings());
        List<String> commands = way.commands();
        messages()
                .line(
                        commands.isEmpty()
                                ? "the files here are those of that commit already; apply exactly this plan:"
                                : "to go back, take the files back in Git, and apply exactly this plan from there:");
        commands.forEach(command -> messages().line("  " + command));
        messages()
                .line("  kgit apply -e " + plan.environment() + again() + " "
                        + (out == null ? "--expect " + plan.fingerprint() : out));
    }

    /** Without the options that this plan was made with, `kgit apply` would make another one. */
    private String again() {
        StringBuilder again = new StringBuilder();
        kgit.targets.forEach(target -> again.append(" --target ").append(quoted(target)));
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
