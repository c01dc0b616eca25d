package dev.kgit.cli;

import dev.kgit.workflow.FormatWorkflow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kgit fmt}: one form for all files. */
@Command(
        name = "fmt",
        addMethodSubcommands = false,
        description = {
            "Brings files into canonical form: keys in the order of their schema, durations and sizes in the largest unit"
                    + " that fits, no spaces at line ends. Comments, resources, config keys, quotes and blank lines stay as"
                    + " they are. Says the names of the files that it changed.",
            "Without FILE: every YAML file that kgit reads. Files that it does not read are named and left alone."
        },
        footer = {
            "",
            "Examples:",
            "  kgit fmt",
            "  kgit fmt --check      in CI: exit 1 where a file is not formatted",
            "  kgit fmt --modeline   for editors that speak with yaml-language-server"
        })
final class FmtCommand extends KgitCommand {

    @Option(names = "--check", description = "Change nothing; name the files that are not formatted, and exit 1.")
    boolean check;

    @Option(
            names = "--modeline",
            description = "Let the first line of each file tell editors its schema in schemas/, where no line does.")
    boolean modeline;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "YAML files, or folders of them.")
    List<Path> files = new ArrayList<>();

    @Override
    int call(CommandRun run) {
        FormatWorkflow.Formatted formatted = FormatWorkflow.format(
                run.invocation(), files, modeline, check, file -> run.output().line(file));
        if (!run.isQuiet()) {
            run.messages().all(formatted.left());
        }
        run.messages().all(formatted.wrong());
        boolean unformatted = check && formatted.different();
        if (unformatted) {
            run.messages().line("not formatted as kgit writes them (order of keys, units, blanks): run `kgit fmt`");
        }
        return formatted.wrong().isEmpty() && !unformatted ? ExitCode.DONE : ExitCode.INVALID;
    }
}
