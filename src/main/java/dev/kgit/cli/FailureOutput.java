package dev.kgit.cli;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.planfile.FailureJson;
import dev.kgit.report.FailureMarkdownReport;
import dev.kgit.report.GithubAnnotationsReport;
import dev.kgit.workflow.RepositoryFolder;
import dev.kgit.workflow.WorkspaceContext;
import java.util.List;
import java.util.Set;

/**
 * Why there is no result: on standard error, and where somebody looks for the result: a program that reads JSON, the lines of
 * a pull request, and the comment that would otherwise go on showing the plan of an earlier commit.
 */
final class FailureOutput {

    /** Verbs whose result is a comment. */
    private static final Set<String> COMMENTS = Set.of("plan", "drift");

    private FailureOutput() {}

    /**
     * What ended a use case as an exception, or a bug.
     *
     * @param diagnostics what there is to say about it
     */
    record Failure(int exitCode, List<Diagnostic> diagnostics) {}

    /** The end of a command that came to nothing; the exit code. */
    static int end(CommandRun run, String verb, Throwable failure) {
        Failure why = tell(run, failure);
        if (!run.output().isResultWritten()) {
            try {
                write(run, verb, why);
            } catch (RuntimeException noAnswerEither) {
                tellUnlessTold(run, noAnswerEither, why);
            }
        }
        return why.exitCode();
    }

    /** The first failure decides the exit code; a second one is told, unless it is that of the same file once more. */
    private static void tellUnlessTold(CommandRun run, RuntimeException second, Failure first) {
        if (!(second instanceof KgitException again && again.diagnostics().equals(first.diagnostics()))) {
            tell(run, second);
        }
    }

    /** Tells it to the user. */
    static Failure tell(CommandRun run, Throwable failure) {
        DiagnosticPrinter messages = run.messages();
        if (failure instanceof KgitException told) {
            messages.all(told.diagnostics());
            return new Failure(told.map(ExitCode.INVALID, ExitCode.REFUSED, ExitCode.UNAVAILABLE), told.diagnostics());
        }
        Diagnostic bug = Diagnostic.error(
                        "KG799",
                        "a bug in kgit: " + failure.getClass().getSimpleName() + ": "
                                + run.context().get().redactor().redact(String.valueOf(failure.getMessage())))
                .withHint("please report it; -v prints the stack trace");
        messages.one(bug);
        if (run.options().verbose()) {
            messages.trace(failure);
        }
        return new Failure(ExitCode.BUG, List.of(bug));
    }

    private static void write(CommandRun run, String verb, Failure why) {
        switch (run.format()) {
            case json -> {
                if (run.options().file() == null) {
                    FailureJson.write(
                            why.exitCode(), why.diagnostics(), run.console().out());
                }
            }
            case github ->
                run.output()
                        .write(out -> GithubAnnotationsReport.write(
                                why.diagnostics(), RepositoryFolder.prefix(run.invocation()), out));
            case markdown -> {
                if (COMMENTS.contains(verb)) {
                    WorkspaceContext known = run.context().get();
                    run.output()
                            .write(out -> FailureMarkdownReport.write(
                                    verb, known.project(), known.environment(), cause(why), why.diagnostics(), out));
                }
            }
            default -> {}
        }
    }

    private static String cause(Failure why) {
        return switch (why.exitCode()) {
            case ExitCode.INVALID -> "the files or the flags are wrong";
            case ExitCode.REFUSED -> "it was refused";
            case ExitCode.UNAVAILABLE -> "Kafka or Connect could not be read";
            default -> "there is a bug in kgit";
        };
    }
}
