package dev.kgit.report;

import dev.kgit.access.AccessAnswer;
import dev.kgit.access.AccessChanges;
import java.util.List;

/** Who may do what, for people at a terminal. */
public final class AccessTextReport {

    private static final List<String> HEAD = List.of("PRINCIPAL", "MAY", "ON", "BY", "DECLARED AT");
    private static final List<String> CHANGES_HEAD = List.of("", "PRINCIPAL", "WHAT", "ON", "BY", "DECLARED AT");

    private AccessTextReport() {}

    /** Writes the answer line by line, then what it can't know. */
    public static void write(AccessAnswer answer, AnsiStyle style, Appendable out) {
        LineWriter page = new LineWriter(out);
        page.line(style.bold("Project " + LineEscaper.name(answer.project()) + ", environment "
                + LineEscaper.name(answer.environment())));
        page.line("Who may do what, " + AccessText.source(answer));
        page.blankLine();
        lines(AccessLine.of(answer.rows()), answer, style, page);
        page.blankLine();
        answer.diagnostics()
                .forEach(
                        diagnostic -> DiagnosticsReport.lines(diagnostic, style).forEach(page::line));
        AccessText.limits(answer).forEach(limit -> page.line(style.dim(limit)));
    }

    private static void lines(List<AccessLine> lines, AccessAnswer answer, AnsiStyle style, LineWriter page) {
        if (lines.isEmpty()) {
            page.line(AccessText.nobody(answer));
            return;
        }
        TextTable table = new TextTable(HEAD);
        String above = "";
        for (AccessLine line : lines) {
            table.add(List.of(
                    line.principal().equals(above) ? "" : line.principal(),
                    (line.isAllowed() ? "" : "not ") + line.operations(),
                    line.on(),
                    line.by(),
                    line.declaredAt()));
            above = line.principal();
        }
        table.write(style, page);
    }

    /** Writes what a plan changes, below the plan. */
    public static void write(AccessChanges changes, AnsiStyle style, Appendable out) {
        LineWriter page = new LineWriter(out);
        page.blankLine();
        if (changes.isEmpty()) {
            page.line("Access: " + AccessText.noChanges(changes));
            return;
        }
        page.line(style.bold("Access: who gains (+) and loses (-) what"));
        TextTable table = new TextTable(CHANGES_HEAD);
        AccessLine.of(changes.gained()).forEach(line -> add("+", line, table));
        AccessLine.of(changes.lost()).forEach(line -> add("-", line, table));
        table.write(style, page);
    }

    private static void add(String sign, AccessLine line, TextTable table) {
        table.add(List.of(sign, line.principal(), line.operations(), line.on(), line.by(), line.declaredAt()));
    }
}
