package dev.kgit.report;

import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.cluster.RepositoryIdentity;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the ledger holds, for people at a terminal. */
public final class LedgerReport {

    private LedgerReport() {}

    /**
     * Writes project by project what it manages, and how its last applies ended.
     *
     * @param each whether each resource is named, or all are counted
     */
    public static void write(List<LedgerEntry> entries, boolean each, AnsiStyle style, Appendable out) {
        LineWriter page = new LineWriter(out);
        if (entries.isEmpty()) {
            page.line("The ledger holds nothing.");
            return;
        }
        for (LedgerEntry entry : entries) {
            RepositoryIdentity root = entry.root();
            String where = root == null || root.path().isEmpty() ? "" : ", in " + LineEscaper.name(root.path());
            page.line(style.bold(LineEscaper.name(entry.owner())) + ": " + counted(entry) + where);
            page.line("  "
                    + entry.lastWhole()
                            .map(run -> "last complete apply " + told(run))
                            .orElse("never applied as a whole"));
            entry.sinceLastWhole().stream()
                    .filter(run -> !run.isWhole())
                    .forEach(run -> page.line("  since then, " + outcome(run) + ": " + told(run)));
            if (each) {
                entry.managed().forEach((id, managed) -> page.line("  " + resource(id, managed)));
            }
        }
    }

    private static String counted(LedgerEntry entry) {
        int resources = entry.managed().size();
        return resources == 1 ? "1 resource" : resources + " resources";
    }

    /** {@code topic/orders, commit 0123456789, environments/base/topics.yaml}. */
    private static String resource(ResourceId id, ManagedResource managed) {
        String commit = managed.commit();
        String file = managed.file();
        String how = switch (managed.status()) {
            case OWNED -> "";
            case UNCONFIRMED -> ", perhaps changed since by a run that failed or died";
            case PENDING -> ", sent and not seen";
            case WITHDRAWN -> ", declared no longer";
            case LEFT -> ", declared no longer and left for good";
        };
        return LineEscaper.name(id.toString())
                + how
                + (commit == null ? ", no commit" : ", commit " + LineEscaper.name(Revision.shortCommit(commit)))
                + (managed.dirty() ? " and changes" : "")
                + (file == null ? "" : ", " + LineEscaper.name(file));
    }

    private static String outcome(LedgerRun run) {
        LedgerRun.Outcome outcome = run.outcome();
        if (outcome == null) {
            return "not ended";
        }
        return switch (outcome) {
            case COMPLETE -> "complete";
            case PARTIAL -> "of a part";
            case INCOMPLETE -> "incomplete";
            case STOPPED -> "incomplete (stopped)";
        };
    }

    private static String told(LedgerRun run) {
        String commit = run.commit();
        return run.at().truncatedTo(ChronoUnit.SECONDS) + " by "
                + LineEscaper.name(run.by() + "@" + run.host())
                + (commit == null ? ", no commit" : ", commit " + LineEscaper.name(Revision.shortCommit(commit)))
                + (run.dirty() ? " and changes" : "");
    }
}
