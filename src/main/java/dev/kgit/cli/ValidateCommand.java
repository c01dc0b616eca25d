package dev.kgit.cli;

import dev.kgit.model.Diagnostic;
import dev.kgit.report.DiagnosticsReport;
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
    RunSummary one(Kgit kgit) {
        ValidateWorkflow validation = new ValidateWorkflow(kgit, !noSecrets);
        var diagnostics = validation.all();
        Output.write(kgit, out -> validation.report(diagnostics, out));
        int errors = (int) diagnostics.stream().filter(Diagnostic::isError).count();
        if (!kgit.quiet && errors == 0) {
            new DiagnosticPrinter(kgit.console.err(), kgit.redactor)
                    .line("valid: " + validation.summary() + DiagnosticsReport.counts(diagnostics));
        }
        return new RunSummary(errors > 0 ? ExitCode.INVALID : ExitCode.DONE)
                .with("errors", errors)
                .with("warnings", diagnostics.size() - errors);
    }
}
