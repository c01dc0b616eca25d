package dev.kgit.report;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.FieldDiff;
import dev.kgit.kind.Risk;
import dev.kgit.model.Diagnostic;
import dev.kgit.plan.Drift;
import dev.kgit.plan.ResourceDrift;

/** Drift for people at a terminal. */
public final class DriftTextReport {

    private final AnsiStyle style;
    private final LineWriter page;

    private DriftTextReport(AnsiStyle style, LineWriter page) {
        this.style = style;
        this.page = page;
    }

    /** Writes it; unmanaged resources are listed where the drift holds their ids. */
    public static void write(Drift drift, AnsiStyle style, Appendable out) {
        new DriftTextReport(style, new LineWriter(out)).drift(drift);
    }

    private void drift(Drift drift) {
        page.line(style.bold("Project " + LineEscaper.name(drift.project()) + ", environment "
                + LineEscaper.name(drift.environment())));
        String cluster = drift.clusterId();
        page.line("Cluster  " + (cluster == null ? "(unknown)" : LineEscaper.name(cluster)));
        page.line("Applied  " + DriftText.applied(drift));
        page.blankLine();
        for (ResourceDrift item : drift.newItems()) {
            item(item);
            page.blankLine();
        }
        for (LiveState.ReadFailure readFailure : drift.unreadable()) {
            page.line(style.alarm("? unreadable " + LineEscaper.name(readFailure.id())));
            diagnostic(readFailure.why());
            page.blankLine();
        }
        if (!drift.unmanagedIds().isEmpty()) {
            page.line("Unmanaged:");
            drift.unmanagedIds().forEach(id -> page.line("      " + LineEscaper.name(id)));
            page.blankLine();
        }
        String summary = DriftText.summary(drift);
        page.line(drift.hasNoDrift() ? style.green(summary) : style.bold(summary));
    }

    private void item(ResourceDrift item) {
        String risk = item.risk().label() + " risk";
        StringBuilder heading = new StringBuilder();
        heading.append(style.yellow(
                DriftText.symbol(item.kind()) + " " + item.kind().label() + " " + LineEscaper.name(item.id())));
        heading.append("  [").append(item.cause().label()).append(", ");
        heading.append(item.risk() == Risk.HIGH ? style.alarm(risk) : risk).append(']');
        if (item.source() != null) {
            heading.append("  ")
                    .append(style.dim(LineEscaper.name(item.source().file()) + ":"
                            + item.source().line()));
        }
        page.line(heading.toString());
        if (!DriftText.saysItself(item)) {
            page.line("      " + DriftText.meaning(item));
        }
        item.findings().forEach(this::diagnostic);
        for (FieldDiff field : item.fields()) {
            page.line("      " + DriftText.line(item.id(), field)
                    + DriftText.declaredAt(item, field)
                            .map(place -> "  " + style.dim(place))
                            .orElse(""));
        }
        String commit = item.commit();
        if (commit != null) {
            page.line(style.dim("      declared by commit " + LineEscaper.name(commit)));
        }
        if (item.firstSeen() != null) {
            page.line(style.dim("      first seen " + item.firstSeen()));
        }
    }

    private void diagnostic(Diagnostic diagnostic) {
        DiagnosticsReport.lines(diagnostic, style).forEach(line -> page.line("      " + line));
    }
}
