package dev.kgit.report;

import dev.kgit.cluster.LedgerRun;
import dev.kgit.diff.FieldDiff;
import dev.kgit.model.Revision;
import dev.kgit.plan.ResourceHistory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What became of one resource, for people at a terminal. */
public final class ResourceHistoryReport {

    private static final int WIDEST = 60;

    private ResourceHistoryReport() {}

    /** Writes commits, newest first, then the applies that changed the resource. */
    public static void write(ResourceHistory history, AnsiStyle style, Appendable out) {
        LineWriter page = new LineWriter(out);
        page.line(style.bold(LineEscaper.name(history.id())));
        page.blankLine();
        for (ResourceHistory.Step step : history.steps()) {
            page.line(time(step.at()) + "  " + shortened(step.commit()) + "  "
                    + step.change().changeType().label() + "  " + cell(step.subject()) + "  "
                    + style.dim("by " + cell(step.author()) + ", " + applied(step.applied())));
            for (FieldDiff field : step.change().fields()) {
                page.line("      " + FieldText.line(history.id(), step.change().changeType(), field));
            }
            page.blankLine();
        }
        if (!history.runs().isEmpty()) {
            page.line("Applies that changed it on the cluster:");
            for (LedgerRun run : history.runs()) {
                page.line("  " + time(run.at()) + "  "
                        + cell(String.valueOf(run.changes().get(history.id()))) + "  by " + who(run) + ", commit "
                        + shortened(run.commit()) + (run.isComplete() ? "" : ", incomplete"));
            }
        }
    }

    private static String applied(@Nullable LedgerRun run) {
        return run == null ? "not applied as far as is known" : "applied " + time(run.at()) + " by " + who(run);
    }

    private static String who(LedgerRun run) {
        return cell(run.by() + "@" + run.host());
    }

    private static String shortened(@Nullable String commit) {
        return commit == null ? "(none)" : cell(Revision.shortCommit(commit));
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String cell(String text) {
        return LineEscaper.cut(LineEscaper.text(text), WIDEST);
    }
}
