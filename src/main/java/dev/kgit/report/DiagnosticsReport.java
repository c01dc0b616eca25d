package dev.kgit.report;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import dev.kgit.model.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Diagnostics for people: {@code path:line:column: error KG###: what is wrong}, a hint below each. */
public final class DiagnosticsReport {

    /** Longer messages are cut; a worker's complaint can be a page. */
    private static final int LONGEST = 2_000;

    private DiagnosticsReport() {}

    /** Writes them in the given order, without counts. */
    public static void write(List<Diagnostic> diagnostics, AnsiStyle style, Appendable out) {
        LineWriter page = new LineWriter(out);
        diagnostics.forEach(diagnostic -> lines(diagnostic, style).forEach(page::line));
    }

    /** {@code 2 errors, 1 warning}; {@code no problems} where there are none. */
    public static String counts(List<Diagnostic> diagnostics) {
        List<String> counts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long count =
                    diagnostics.stream().filter(d -> d.severity() == severity).count();
            if (count > 0) {
                counts.add(count + " " + severity.label() + (count == 1 ? "" : "s"));
            }
        }
        return counts.isEmpty() ? "no problems" : String.join(", ", counts);
    }

    /** A finding whose place is the row's own need not say it again; an error always says where to go. */
    static Diagnostic within(Diagnostic finding, @Nullable Place row) {
        Place place = finding.place();
        boolean same = place != null && row != null && place.file().equals(row.file()) && place.line() == row.line();
        return same && !finding.isError() ? finding.withPlace(null) : finding;
    }

    static List<String> lines(Diagnostic diagnostic, AnsiStyle style) {
        Place place = diagnostic.place();
        String where = place == null ? "" : LineEscaper.name(place) + ": ";
        String word = diagnostic.severity().label() + " " + LineEscaper.text(diagnostic.code());
        List<String> lines = new ArrayList<>();
        lines.add(where + paint(diagnostic.severity(), word, style) + ": " + said(diagnostic.message()));
        String advice = diagnostic.advice();
        if (advice != null) {
            lines.add("  hint: " + said(advice));
        }
        return lines;
    }

    static String said(String text) {
        return LineEscaper.text(LineEscaper.cut(text.strip(), LONGEST));
    }

    private static String paint(Severity severity, String text, AnsiStyle style) {
        return switch (severity) {
            case ERROR -> style.alarm(text);
            case WARNING -> style.yellow(text);
            case INFO -> style.dim(text);
        };
    }
}
