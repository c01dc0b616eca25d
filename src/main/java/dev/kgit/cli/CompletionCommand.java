package dev.kgit.cli;

import dev.kgit.workflow.CompletionWords;
import dev.kgit.workflow.DiagnosticExplanations;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
            "  source <(kgit completion zsh)        in ~/.zshrc",
            "  kgit completion fish | source        in ~/.config/fish/config.fish"
        })
final class CompletionCommand extends KgitCommand {

    /** Shells that there are scripts for. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    /** What only the repository knows, a word a line, for the scripts. */
    enum Words {
        environments,
        ids,
        codes
    }

    /** Which words complete the value of an option, and what stands behind a verb. */
    private static final Map<String, String> WORDS = Map.of(
            "--env", "environments",
            "--target", "ids",
            "--resend", "ids",
            "adopt", "ids",
            "history", "ids",
            "forget", "ids",
            "access", "ids",
            "explain", "codes");

    /**
     * Over what picocli makes. The words are read line by line and quoted: they come from files that others write, and {@code
     * compgen -W} would run what stands in them.
     */
    private static final String DYNAMIC = """

            _complete_kgit_words() {
                local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}" what="" word i
                local at=()
                case "$prev" in
                    -e|--env) what=environments ;;
                    --target|--resend) what=ids ;;
                esac
                for ((i = 1; i < COMP_CWORD; i++)); do
                    word="${COMP_WORDS[i]}"
                    case "$word" in
                        -e|--env|-C|--repo) [ $((i + 1)) -lt "$COMP_CWORD" ] && at+=("$word" "${COMP_WORDS[i+1]}") ;;
                        explain) [ -z "$what" ] && [[ "$cur" != -* ]] && what=codes ;;
                        adopt|history|forget|access) [ -z "$what" ] && [[ "$cur" != -* ]] && what=ids ;;
                    esac
                done
                if [ -z "$what" ]; then
                    _complete_kgit
                    return
                fi
                COMPREPLY=()
                while IFS= read -r word; do
                    [[ "$word" == "$cur"* ]] && COMPREPLY+=("$(printf %q "$word")")
                done < <(kgit "${at[@]}" completion --list "$what" 2>/dev/null)
            }
            complete -F _complete_kgit_words -o default kgit
            """;

    @Parameters(
            arity = "0..1",
            paramLabel = "SHELL",
            description = "One of ${COMPLETION-CANDIDATES}; default: the one that $SHELL names, or else bash.")
    @Nullable
    Shell shell;

    @Option(
            names = "--list",
            paramLabel = "WORDS",
            hidden = true,
            description = "For the scripts: ${COMPLETION-CANDIDATES}, one a line.")
    @Nullable
    Words list;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    CommandSpec spec;

    @Override
    int call(CommandRun run) {
        Words words = list;
        if (words != null) {
            words(run, words).forEach(run.output()::line);
            return ExitCode.DONE;
        }
        CommandLine root = spec.root().commandLine();
        run.output().write(out -> {
            if (chosen(run) == Shell.fish) {
                out.append(FishCompletion.of(root, WORDS));
                return;
            }
            if (chosen(run) == Shell.zsh) {
                out.append("autoload -Uz compinit && compinit\n");
                out.append("autoload -Uz bashcompinit && bashcompinit\n");
            }
            out.append(AutoComplete.bash("kgit", root)).append('\n').append(DYNAMIC);
        });
        return ExitCode.DONE;
    }

    private static Collection<String> words(CommandRun run, Words words) {
        return switch (words) {
            case environments -> CompletionWords.environments(run.invocation());
            case ids -> CompletionWords.ids(run.invocation());
            case codes -> DiagnosticExplanations.codes();
        };
    }

    private Shell chosen(CommandRun run) {
        Shell named = shell;
        String login = run.console().env().getOrDefault("SHELL", "");
        return named != null
                ? named
                : Stream.of(Shell.values())
                        .filter(known -> login.endsWith(known.name()))
                        .findFirst()
                        .orElse(Shell.bash);
    }
}
