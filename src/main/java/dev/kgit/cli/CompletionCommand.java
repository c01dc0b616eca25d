package dev.kgit.cli;

import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kgit completion bash|zsh}: what makes the shell complete kgit's command line. */
@Command(
        name = "completion",
        addMethodSubcommands = false,
        description = "Prints a completion script for the shell.",
        footer = {
            "",
            "Examples:",
            "  source <(kgit completion bash)       in ~/.bashrc",
            "  source <(kgit completion zsh)        in ~/.zshrc"
        })
final class CompletionCommand extends KgitCommand {

    /** Shells that there are scripts for. */
    enum Shell {
        bash,
        zsh
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "SHELL",
            description = "One of ${COMPLETION-CANDIDATES}; default: the one that $SHELL names, or else bash.")
    @Nullable
    Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    CommandSpec spec;

    @Override
    int call(CommandRun run) {
        run.requireText();
        CommandLine root = spec.root().commandLine();
        run.output().write(out -> {
            if (chosen(run) == Shell.zsh) {
                out.append("autoload -Uz compinit && compinit\n");
                out.append("autoload -Uz bashcompinit && bashcompinit\n");
            }
            out.append(AutoComplete.bash("kgit", root)).append('\n');
        });
        return ExitCode.DONE;
    }

    private Shell chosen(CommandRun run) {
        boolean zsh = run.console().env().getOrDefault("SHELL", "").endsWith("zsh");
        return shell != null ? shell : zsh ? Shell.zsh : Shell.bash;
    }
}
