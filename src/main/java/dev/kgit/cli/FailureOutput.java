package dev.kgit.cli;

import dev.kgit.planfile.FailureJson;
import dev.kgit.report.FailureMarkdownReport;
import dev.kgit.report.GithubAnnotationsReport;
import java.util.Set;

/**
 * Why there is no result, where somebody looks for the result: a program that reads JSON, the lines of a pull request, and
 * the comment that would otherwise go on showing the plan of an earlier commit.
 */
final class FailureOutput {

    /** Verbs whose result is a comment. */
    private static final Set<String> COMMENTS = Set.of("plan", "drift");

    private FailureOutput() {}

    static void write(Kgit kgit, String verb, Kgit.Failure why) {
        switch (kgit.format()) {
            case json -> {
                if (kgit.output == null) {
                    FailureJson.write(why.exitCode(), why.diagnostics(), kgit.console.out());
                }
            }
            case github ->
                Output.write(kgit, out -> GithubAnnotationsReport.write(why.diagnostics(), kgit.pathPrefix(), out));
            case markdown -> {
                if (COMMENTS.contains(verb)) {
                    Output.write(
                            kgit,
                            out -> FailureMarkdownReport.write(
                                    verb, kgit.project, kgit.environment, cause(why), why.diagnostics(), out));
                }
            }
            default -> {}
        }
    }

    private static String cause(Kgit.Failure why) {
        return switch (why.exitCode()) {
            case ExitCode.INVALID -> "the files or the flags are wrong";
            case ExitCode.REFUSED -> "it was refused";
            case ExitCode.WORLD -> "Kafka or Connect could not be read";
            default -> "there is a bug in kgit";
        };
    }
}
