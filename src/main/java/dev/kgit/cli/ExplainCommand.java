package dev.kgit.cli;

import dev.kgit.workflow.DiagnosticExplanations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kgit explain CODE}: one section of docs/diagnostics.md. */
@Command(
        name = "explain",
        addMethodSubcommands = false,
        description = "Says what a diagnostic code means and what to do.",
        footer = {"", "Example: kgit explain KG204"})
final class ExplainCommand extends KgitCommand {

    @Parameters(paramLabel = "CODE", description = "A code as in messages, KG204.")
    String code = "";

    @Override
    int call(CommandRun run) {
        String section = DiagnosticExplanations.section(code);
        run.output().write(out -> out.append(section).append('\n'));
        return ExitCode.DONE;
    }
}
