package dev.kgit.report;

import dev.kgit.apply.Applied;
import dev.kgit.diff.Verb;
import dev.kgit.model.Diagnostic;
import dev.kgit.plan.Change;
import java.util.List;
import java.util.Map;

/** What became of a plan, when it is over. */
public final class AppliedReport {

    private AppliedReport() {}

    /** Writes what failed and what was skipped, each with its reason, and the counts. */
    public static void write(Applied applied, Style style, Appendable out) {
        Page page = new Page(out);
        section(page, style, style.alarm("failed "), applied.failed());
        section(page, style, style.yellow("skipped"), applied.skipped());
        if (applied.complete()) {
            page.line(style.green("Applied: " + counts(applied.done()) + "."));
            return;
        }
        page.line(style.alarm("Incomplete: " + applied.done().size() + " done, "
                + applied.failed().size() + " failed, " + applied.skipped().size() + " skipped."));
        page.line("Run kgit apply again when the cause is gone: it goes on from here.");
    }

    private static void section(Page page, Style style, String word, Map<Change, Diagnostic> changes) {
        changes.forEach((change, why) -> {
            page.line(word + " " + TextReport.symbol(change.action()) + " "
                    + change.action().word() + " " + Inline.name(change.id()));
            DiagnosticsReport.lines(why, style).forEach(line -> page.line("      " + line));
        });
        if (!changes.isEmpty()) {
            page.gap();
        }
    }

    private static String counts(List<Change> done) {
        return count(done, Verb.CREATE) + " created, " + count(done, Verb.UPDATE) + " changed, "
                + count(done, Verb.DELETE) + " deleted";
    }

    private static long count(List<Change> changes, Verb verb) {
        return changes.stream().filter(change -> change.action() == verb).count();
    }
}
