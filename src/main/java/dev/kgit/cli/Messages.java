package dev.kgit.cli;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.Redactor;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;

/** Diagnostics on standard error. They hold no secret; a stack trace may, and is redacted. */
final class Messages {

    private final PrintStream err;
    private final Redactor redactor;

    Messages(PrintStream err, Redactor redactor) {
        this.err = err;
        this.redactor = redactor;
    }

    void all(Collection<Diagnostic> diagnostics) {
        diagnostics.forEach(this::one);
    }

    void one(Diagnostic diagnostic) {
        line(diagnostic.toString());
    }

    void line(String text) {
        err.println(text);
        err.flush();
    }

    void trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        line(redactor.scrub(trace.toString()));
    }
}
