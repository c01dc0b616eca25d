package dev.kgit.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kgit help}: the same as {@code --help}, for those who look for it here. */
@Command(
        name = "help",
        addMethodSubcommands = false,
        description = "Shows the help of kgit, or of one command.",
        footer = {"", "Examples:", "  kgit help", "  kgit help plan"})
final class HelpCommand extends KgitCommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command; default: kgit itself.")
    @Nullable
    String command;

    @Override
    int call(CommandRun run) {
        CommandLine root = spec.root().commandLine();
        CommandLine asked = command == null ? root : root.getSubcommands().get(command);
        if (asked == null) {
            throw new ParameterException(spec.commandLine(), "there is no command '" + command + "'");
        }
        asked.usage(root.getOut());
        return ExitCode.DONE;
    }
}
