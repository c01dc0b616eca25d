package dev.kgit.report;

import dev.kgit.apply.ApplyResult;
import dev.kgit.diff.ChangeType;
import dev.kgit.model.Diagnostic;
import dev.kgit.plan.ResourceChange;
import java.util.List;
import java.util.Map;

/** What became of a plan, when it is over. */
public final class ApplyReport {

    private ApplyReport() {}

    /** Writes what failed and what was skipped, each with its reason, and the counts. */
    public static void write(ApplyResult applied, AnsiStyle style, Appendable out) {
        LineWriter page = new LineWriter(out);
        section(page, style, style.alarm("failed "), applied.failed());
        section(page, style, style.yellow("skipped"), applied.skipped());
        if (applied.isComplete()) {
            page.line(style.green("Applied: " + counts(applied.done()) + "."));
            return;
        }
        page.line(style.alarm("Incomplete: " + applied.done().size() + " done, "
                + applied.failed().size() + " failed, " + applied.skipped().size() + " skipped."));
        page.line("Run kgit apply again when the cause is gone: it goes on from here.");
    }

    private static void section(
            LineWriter page, AnsiStyle style, String word, Map<ResourceChange, Diagnostic> changes) {
        changes.forEach((change, why) -> {
            page.line(word + " " + PlanTextReport.symbol(change.changeType()) + " "
                    + change.changeType().label() + " " + LineEscaper.name(change.id()));
            DiagnosticsReport.lines(why, style).forEach(line -> page.line("      " + line));
        });
        if (!changes.isEmpty()) {
            page.blankLine();
        }
    }

    private static String counts(List<ResourceChange> done) {
        return count(done, ChangeType.CREATE) + " created, " + count(done, ChangeType.UPDATE) + " changed, "
                + count(done, ChangeType.DELETE) + " deleted";
    }

    private static long count(List<ResourceChange> changes, ChangeType changeType) {
        return changes.stream()
                .filter(change -> change.changeType() == changeType)
                .count();
    }
}
