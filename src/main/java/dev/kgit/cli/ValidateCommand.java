package dev.kgit.cli;

import dev.kgit.model.Diagnostic;
import dev.kgit.planfile.DiagnosticsJson;
import dev.kgit.report.DiagnosticsReport;
import dev.kgit.report.GithubAnnotationsReport;
import dev.kgit.workflow.RepositoryFolder;
import dev.kgit.workflow.ValidateWorkflow;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kgit validate}: everything that can be known from files. */
@Command(
        name = "validate",
        addMethodSubcommands = false,
        description =
                "Checks everything that can be known from the files: schemas, references, names, plaintext secrets.",
        footer = {
            "",
            "Examples:",
            "  kgit validate -e prod",
            "  kgit validate --all",
            "  kgit validate -e prod --no-secrets --format github      in a fork's pull request",
            MultiEnvironmentCommand.WORST
        })
final class ValidateCommand extends MultiEnvironmentCommand {

    @Option(
            names = "--no-secrets",
            description =
                    "Don't look up secrets: their values are unknown, as are those of environment variables that are not"
                            + " set.")
    boolean noSecrets;

    @Override
    List<Kgit.Format> formats() {
        return List.of(Kgit.Format.text, Kgit.Format.json, Kgit.Format.github);
    }

    @Override
    RunSummary one(CommandRun run) {
        ValidateWorkflow.Validation validation = ValidateWorkflow.validate(run.invocation(), !noSecrets);
        List<Diagnostic> diagnostics = validation.diagnostics();
        run.output().write(out -> {
            switch (run.format()) {
                case json -> DiagnosticsJson.write(diagnostics, out);
                case github ->
                    GithubAnnotationsReport.write(diagnostics, RepositoryFolder.prefix(run.invocation()), out);
                case text -> DiagnosticsReport.write(diagnostics, run.output().style(), out);
                default -> throw run.unsuited();
            }
        });
        int errors = (int) diagnostics.stream().filter(Diagnostic::isError).count();
        if (!run.isQuiet() && errors == 0) {
            run.messages().line("valid: " + validation.counted() + ", " + DiagnosticsReport.counts(diagnostics));
        }
        return new RunSummary(errors > 0 ? ExitCode.INVALID : ExitCode.DONE)
                .with("errors", errors)
                .with("warnings", diagnostics.size() - errors);
    }
}
