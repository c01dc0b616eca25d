package dev.kgit.cli;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.PrintableText;
import dev.kgit.model.Redactor;
import dev.kgit.report.AnsiStyle;
import dev.kgit.report.DiagnosticsReport;
import java.io.PrintStream;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What goes to standard error, with nothing in it that could begin a line of its own. kgit's own sentences hold no secret; a
 * stack trace may, and is redacted.
 */
final class DiagnosticPrinter {

    private final PrintStream err;
    private final Redactor redactor;

    DiagnosticPrinter(PrintStream err, Redactor redactor) {
        this.err = err;
        this.redactor = redactor;
    }

    void all(Collection<Diagnostic> diagnostics) {
        diagnostics.forEach(this::one);
    }

    void one(Diagnostic diagnostic) {
        DiagnosticsReport.write(List.of(diagnostic), AnsiStyle.PLAIN, err);
        err.flush();
    }

    void line(String text) {
        err.println(PrintableText.text(text));
        err.flush();
    }

    /** A question, behind which the answer is typed. */
    void ask(String question) {
        err.print(PrintableText.text(question));
        err.flush();
    }

    /** An empty line. */
    void blankLine() {
        line("");
    }

    void trace(Throwable failure) {
        Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
        String cause = "";
        for (Throwable each = failure; each != null && told.add(each); each = each.getCause()) {
            line(cause + redactor.redact(each.toString()));
            for (StackTraceElement frame : each.getStackTrace()) {
                line("    at " + frame);
            }
            cause = "Caused by: ";
        }
    }
}
