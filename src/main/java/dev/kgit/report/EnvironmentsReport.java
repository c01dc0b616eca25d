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
        LineWriter page = new LineWriter(out);
        List<List<String>> table = table(rows);
        int[] widths = new int[table.get(0).size()];
        table.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (int at = 0; at < table.size(); at++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = table.get(at).get(i);
                line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
            }
            String text = line.toString().stripTrailing();
            page.line(at == 0 ? style.bold(text) : text);
        }
    }

    /** The same for a pull request. */
    public static void writeMarkdown(List<Row> rows, Appendable out) {
        LineWriter page = new LineWriter(out);
        List<List<String>> table = table(rows);
        page.line("| " + String.join(" | ", table.get(0)) + " |");
        page.line("|" + " --- |".repeat(table.get(0).size()));
        table.subList(1, table.size())
                .forEach(row -> page.line("| "
                        + String.join(
                                " | ", row.stream().map(MarkdownEscaper::prose).toList()) + " |"));
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

    private static List<List<String>> table(List<Row> rows) {
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
