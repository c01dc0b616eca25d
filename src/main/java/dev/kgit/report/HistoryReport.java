package dev.kgit.report;

import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.model.Revision;
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
        TextTable table = new TextTable(HEAD);
        entry.runs().forEach(run -> table.add(row(run, subjects)));
        table.write(style, page);
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
            case STOPPED -> "INCOMPLETE (stopped)";
        };
    }

    private static String commit(@Nullable String commit) {
        return commit == null ? "(no commit)" : cell(Revision.shortCommit(commit));
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
}
