package dev.kgit.cli;

import dev.kgit.manifest.RepositoryScaffold;
import dev.kgit.workflow.InitWorkflow;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kgit init}: a repository to begin with. */
@Command(
        name = "init",
        addMethodSubcommands = false,
        description = "Writes a new desired-state repository that is valid as it is. Overwrites nothing.",
        footer = {
            "",
            "Examples:",
            "  kgit init",
            "  kgit init shop --env prod --bootstrap broker:9092 --connect http://connect:8083 --ci github"
        })
final class InitCommand extends KgitCommand {

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "Where; default: this folder.")
    Path directory = Path.of("");

    @Option(names = "--project", paramLabel = "NAME", description = "Name of the project; default: the folder's.")
    @Nullable
    String project;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "A broker of the first environment. Default: ${DEFAULT-VALUE}.",
            defaultValue = "localhost:9092")
    String bootstrap = "localhost:9092";

    @Option(names = "--connect", paramLabel = "URL", description = "A Connect worker of the first environment.")
    @Nullable
    String connect;

    @Option(
            names = "--ci",
            paramLabel = "SYSTEM",
            description = "Pipelines for ${COMPLETION-CANDIDATES}. Default: none.")
    RepositoryScaffold.Ci ci = RepositoryScaffold.Ci.none;

    @Option(
            names = "--editor",
            paramLabel = "EDITOR",
            description =
                    "Settings for ${COMPLETION-CANDIDATES}, that tell it the schemas also of new files. Default: none.")
    RepositoryScaffold.Editor editor = RepositoryScaffold.Editor.none;

    @Override
    int call(CommandRun run) {
        InitWorkflow.Initialized initialized = InitWorkflow.init(
                run.invocation(),
                new InitWorkflow.Request(directory, project, bootstrap, connect, ci, editor, Version.number()));
        initialized.files().forEach(file -> run.output().line("wrote " + directory.resolve(file)));
        if (!initialized.toIgnore().isEmpty() && !run.isQuiet()) {
            run.messages()
                    .line(directory.resolve(".gitignore") + " is left as it is; these lines belong into it: "
                            + String.join(" ", initialized.toIgnore()));
        }
        if (!run.isQuiet()) {
            run.messages()
                    .line("next: declare topics in environments/base/topics.yaml, or take what is live with"
                            + " `kgit import -e " + initialized.environment() + "`");
            if (ci != RepositoryScaffold.Ci.none) {
                run.messages().line("and fill in what the heads of the pipeline's files ask for");
            }
        }
        return ExitCode.DONE;
    }
}
