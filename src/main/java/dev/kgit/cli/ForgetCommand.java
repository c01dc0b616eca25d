package dev.kgit.cli;

import dev.kgit.workflow.ForgetWorkflow;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kgit forget}: lets go of what is declared no longer, and leaves it on the cluster as it is. */
@Command(
        name = "forget",
        addMethodSubcommands = false,
        description = {
            "Takes what is declared no longer out of the ledger, and leaves it on the cluster.",
            "It is no longer this project's then, and never pruned."
        },
        footer = {"", "Example: kgit forget -e prod topic/audit connector/main/old-sink"})
final class ForgetCommand extends KgitCommand {

    @Parameters(arity = "1..*", paramLabel = "ID", description = "topic/NAME or connector/CLUSTER/NAME.")
    List<String> ids = List.of();

    @Override
    int call(CommandRun run) {
        ForgetWorkflow.forget(run.invocation(), ids).forEach(id -> run.output().line("Forgotten: " + id));
        return ExitCode.DONE;
    }
}
