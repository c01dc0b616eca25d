package dev.kgit.report;

import dev.kgit.cluster.Live;
import dev.kgit.diff.FieldChange;
import dev.kgit.model.Diagnostic;
import dev.kgit.plan.Drift;
import dev.kgit.plan.DriftItem;
import dev.kgit.plan.Risk;

/** Drift for people at a terminal. */
public final class DriftTextReport {

    private final Style style;
    private final Page page;

    private DriftTextReport(Style style, Page page) {
        this.style = style;
        this.page = page;
    }

    /** Writes it; unmanaged resources are listed where the drift holds their ids. */
    public static void write(Drift drift, Style style, Appendable out) {
        new DriftTextReport(style, new Page(out)).drift(drift);
    }

    private void drift(Drift drift) {
        page.line(style.bold(
                "Project " + Inline.name(drift.project()) + ", environment " + Inline.name(drift.environment())));
        String cluster = drift.clusterId();
        page.line("Cluster  " + (cluster == null ? "(unknown)" : Inline.name(cluster)));
        page.line("Applied  " + DriftWords.applied(drift));
        page.gap();
        for (DriftItem item : drift.items()) {
            item(item);
            page.gap();
        }
        for (Live.Gap gap : drift.unreadable()) {
            page.line(style.alarm("? unreadable " + Inline.name(gap.id())));
            diagnostic(gap.why());
            page.gap();
        }
        if (!drift.unmanagedIds().isEmpty()) {
            page.line("Unmanaged:");
            drift.unmanagedIds().forEach(id -> page.line("      " + Inline.name(id)));
            page.gap();
        }
        String summary = DriftWords.summary(drift);
        page.line(drift.none() ? style.green(summary) : style.bold(summary));
    }

    private void item(DriftItem item) {
        String risk = item.risk().word() + " risk";
        StringBuilder heading = new StringBuilder();
        heading.append(
                style.yellow(DriftWords.symbol(item.kind()) + " " + item.kind().word() + " " + Inline.name(item.id())));
        heading.append("  [").append(item.cause().word()).append(", ");
        heading.append(item.risk() == Risk.HIGH ? style.alarm(risk) : risk).append(']');
        if (item.source() != null) {
            heading.append("  ")
                    .append(style.dim(Inline.name(item.source().file()) + ":"
                            + item.source().line()));
        }
        page.line(heading.toString());
        if (!DriftWords.saysItself(item)) {
            page.line("      " + DriftWords.meaning(item));
        }
        item.findings().forEach(this::diagnostic);
        for (FieldChange field : item.fields()) {
            page.line("      " + DriftWords.line(item.id(), field)
                    + DriftWords.declaredAt(item, field)
                            .map(place -> "  " + style.dim(place))
                            .orElse(""));
        }
        String commit = item.commit();
        if (commit != null) {
            page.line(style.dim("      declared by commit " + Inline.name(commit)));
        }
        if (item.firstSeen() != null) {
            page.line(style.dim("      first seen " + item.firstSeen()));
        }
    }

    private void diagnostic(Diagnostic diagnostic) {
        DiagnosticsReport.lines(diagnostic, style).forEach(line -> page.line("      " + line));
    }
}
