package dev.kgit.report;

import dev.kgit.model.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Several environments side by side. */
public final class EnvironmentsReport {

    /**
     * One environment.
     *
     * @param counts what was counted there; nothing where it could not be looked at
     * @param result in a word
     */
    public record Row(String environment, Map<String, Integer> counts, String result, int exitCode) {}

    private EnvironmentsReport() {}

    /** As a table with aligned columns. */
    public static void write(List<Row> rows, AnsiStyle style, Appendable out) {
        List<List<String>> lines = lines(rows);
        TextTable table = new TextTable(lines.get(0));
        lines.subList(1, lines.size()).forEach(table::add);
        table.write(style, new LineWriter(out));
    }

    /** The same for a pull request. */
    public static void writeMarkdown(List<Row> rows, Appendable out) {
        LineWriter page = new LineWriter(out);
        List<List<String>> table = lines(rows);
        page.line("| " + String.join(" | ", table.get(0)) + " |");
        page.line("|" + " --- |".repeat(table.get(0).size()));
        table.subList(1, table.size())
                .forEach(row -> page.line("| "
                        + String.join(
                                " | ",
                                row.stream()
                                        .map(MarkdownEscaper::prose)
                                        .map(MarkdownEscaper::cell)
                                        .toList())
                        + " |"));
    }

    /** What stands above one environment's own result. */
    public static String heading(String environment, boolean markdown) {
        return markdown ? "## " + MarkdownEscaper.prose(environment) : "== " + LineEscaper.name(environment) + " ==";
    }

    /** What kept an environment from being looked at. */
    public static String line(Diagnostic diagnostic, boolean markdown) {
        String line = String.join(" ", DiagnosticsReport.lines(diagnostic, AnsiStyle.PLAIN));
        return markdown ? "> " + MarkdownEscaper.prose(line) : line;
    }

    private static List<List<String>> lines(List<Row> rows) {
        Set<String> counted = new LinkedHashSet<>();
        rows.forEach(row -> counted.addAll(row.counts().keySet()));
        List<List<String>> table = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("environment"));
        head.addAll(counted);
        head.addAll(List.of("result", "exit"));
        table.add(head);
        for (Row row : rows) {
            List<String> cells = new ArrayList<>(List.of(LineEscaper.name(row.environment())));
            counted.forEach(what -> cells.add(
                    row.counts().containsKey(what) ? String.valueOf(row.counts().get(what)) : "-"));
            cells.add(row.result());
            cells.add(Integer.toString(row.exitCode()));
            table.add(cells);
        }
        return table;
    }
}
