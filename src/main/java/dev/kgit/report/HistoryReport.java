package dev.kgit.report;

import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was applied when by whom, as a table, newest first. */
public final class HistoryReport {

    private static final List<String> HEAD = List.of("WHEN", "COMMIT", "RESULT", "BY", "CHANGES", "SUBJECT");

    /** Longer cells are cut. */
    private static final int WIDEST = 60;

    private HistoryReport() {}

    /**
     * Writes the runs of the entry.
     *
     * @param subjects first lines of commit messages by commit, as far as this clone has them
     */
    public static void write(LedgerEntry entry, Map<String, String> subjects, AnsiStyle style, Appendable out) {
        LineWriter page = new LineWriter(out);
        if (entry.runs().isEmpty()) {
            page.line("Nothing was applied yet.");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        entry.runs().forEach(run -> rows.add(row(run, subjects)));
        int[] widths = widths(rows);
        boolean head = true;
        for (List<String> row : rows) {
            String line = padded(row, widths);
            page.line(head ? style.bold(line) : line);
            head = false;
        }
    }

    private static List<String> row(LedgerRun run, Map<String, String> subjects) {
        String commit = run.commit();
        return List.of(
                run.at().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString(),
                commit(commit) + (run.dirty() ? " and changes" : ""),
                result(run),
                cell(run.by() + "@" + run.host()),
                changes(run),
                cell(commit == null ? "" : subjects.getOrDefault(commit, "")));
    }

    private static String result(LedgerRun run) {
        LedgerRun.Outcome outcome = run.outcome();
        if (outcome == null) {
            return "NO END";
        }
        return switch (outcome) {
            case COMPLETE -> "complete";
            case PARTIAL -> "partial";
            case INCOMPLETE -> "INCOMPLETE";
            case STOPPED -> "STOPPED";
        };
    }

    private static String commit(@Nullable String commit) {
        return commit == null ? "(no commit)" : cell(commit.length() > 10 ? commit.substring(0, 10) : commit);
    }

    /** {@code 3 create, 1 update}; {@code none} where there was nothing to do. */
    private static String changes(LedgerRun run) {
        Map<String, Integer> counts = new TreeMap<>();
        run.changes().values().forEach(verb -> counts.merge(verb, 1, Integer::sum));
        List<String> said = new ArrayList<>();
        counts.forEach((verb, count) -> said.add(count + " " + verb));
        return said.isEmpty() ? "none" : cell(String.join(", ", said));
    }

    private static String cell(String text) {
        return LineEscaper.cut(LineEscaper.text(text), WIDEST);
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private static String padded(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i));
            line.append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
