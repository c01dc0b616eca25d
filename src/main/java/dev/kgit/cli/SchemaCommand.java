package dev.kgit.cli;

import dev.kgit.model.Diagnostic;
import dev.kgit.planfile.DiagnosticsJson;
import dev.kgit.report.DiagnosticsReport;
import dev.kgit.report.GithubAnnotationsReport;
import dev.kgit.workflow.EditorSchemaWorkflow;
import dev.kgit.workflow.RepositoryFolder;
import dev.kgit.workflow.SchemaExportWorkflow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kgit schema}: schemas of configs. */
@Command(
        name = "schema",
        addMethodSubcommands = false,
        description = {
            "Without WHAT: writes the schema of resource files for editors, to standard output or into -o FILE. It knows all"
                    + " kinds, Kafka's own configs, and the plugins that were exported.",
            "`export` reads the plugins of the environment's Connect clusters and writes a JSON schema for each into"
                    + " schemas/connectors (or where connectorSchemas in kgit.yaml says, or -o DIR), to be committed. Exit 4: a"
                    + " worker can't be read, and nothing is written.",
            "With --check it writes nothing and exits 2 where a worker says something else than the files."
        },
        footer = {
            "",
            "Examples:",
            "  kgit schema -o schemas/resources.schema.json      what the first line of resource files names",
            "  kgit schema export -e prod",
            "  kgit schema export -e prod --check        in a cron job: has somebody installed another version?",
            "  kgit schema export -e dev -o /tmp/look    to look at them first"
        })
final class SchemaCommand extends KgitCommand {

    enum What {
        export
    }

    @Parameters(arity = "0..1", paramLabel = "WHAT", description = "${COMPLETION-CANDIDATES}.")
    @Nullable
    What what;

    @Option(names = "--check", description = "Write nothing; exit 2 where a worker's definition differs from its file.")
    boolean check;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    CommandSpec spec;

    @Override
    List<Kgit.Format> formats() {
        return List.of(Kgit.Format.text, Kgit.Format.json, Kgit.Format.github);
    }

    @Override
    boolean connects() {
        return what != null;
    }

    @Override
    int call(CommandRun run) {
        if (what == null) {
            return write(run);
        }
        return check ? compare(run) : export(run);
    }

    private int write(CommandRun run) {
        if (check) {
            throw new ParameterException(spec.commandLine(), "--check belongs to `kgit schema export`");
        }
        run.requireText();
        String schema = EditorSchemaWorkflow.schema(run.invocation());
        run.output().write(out -> out.writeBytes(schema.getBytes(StandardCharsets.UTF_8)));
        return ExitCode.DONE;
    }

    private static int export(CommandRun run) {
        run.requireText();
        SchemaExportWorkflow.Exported exported =
                SchemaExportWorkflow.export(run.invocation(), run.options().file());
        exported.written().forEach(file -> run.output().line("wrote " + file));
        exported.removed().forEach(file -> run.output().line("removed " + file));
        run.messages().all(exported.warnings());
        if (!run.isQuiet()) {
            int same = exported.classes() - exported.written().size();
            run.messages()
                    .line(
                            exported.clusters().isEmpty()
                                    ? "nothing to export: environment.yaml names no Connect cluster"
                                    : counted(exported.classes()) + " of " + String.join(", ", exported.clusters())
                                            + (same > 0 ? ", " + same + " as before" : ""));
        }
        return ExitCode.DONE;
    }

    private int compare(CommandRun run) {
        if (run.options().file() != null && run.format() != Kgit.Format.text) {
            throw new ParameterException(
                    spec.commandLine(),
                    "-o names the folder of the schemas here: send the result into a file with '>'");
        }
        SchemaExportWorkflow.Comparison comparison =
                SchemaExportWorkflow.compare(run.invocation(), run.options().file());
        List<Diagnostic> differences = comparison.differences();
        OutputOptions options = run.options().toStandardOutput();
        Output output = new Output(run.console(), options, run.invocation());
        output.write(out -> {
            switch (run.format()) {
                case json -> DiagnosticsJson.write(differences, out);
                case github ->
                    GithubAnnotationsReport.write(differences, RepositoryFolder.prefix(run.invocation()), out);
                case text -> DiagnosticsReport.write(differences, output.style(), out);
                default -> throw run.unsuited();
            }
        });
        run.messages().all(comparison.warnings());
        if (!run.isQuiet()) {
            run.messages()
                    .line(counted(comparison.classes()) + " compared, "
                            + (differences.isEmpty() ? "no difference" : differences.size() + " different"));
        }
        return differences.isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENCES;
    }

    private static String counted(int plugins) {
        return plugins + (plugins == 1 ? " plugin" : " plugins");
    }
}
