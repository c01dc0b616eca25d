package dev.kgit.report;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.Cause;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.kind.Risk;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.model.Severity;
import dev.kgit.plan.Plan;
import dev.kgit.plan.ResourceChange;
import dev.kgit.plan.UnblockedRows;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A plan for people at a terminal: what will happen, in the order in which it will, and what speaks against it. */
public final class PlanTextReport {

    /** How many names a line lists before it only counts. */
    static final int NAMES = 5;

    private final AnsiStyle style;
    private final LineWriter page;

    private PlanTextReport(AnsiStyle style, LineWriter page) {
        this.style = style;
        this.page = page;
    }

    /**
     * Writes the plan row by row.
     *
     * @throws java.io.UncheckedIOException when it can't be written
     */
    public static void write(Plan plan, AnsiStyle style, Appendable out) {
        new PlanTextReport(style, new LineWriter(out)).plan(plan);
    }

    /** The same in short: the rows that are blocked or of high risk, and how many the others are. */
    public static void writeShort(Plan plan, AnsiStyle style, Appendable out) {
        new PlanTextReport(style, new LineWriter(out)).shortPlan(plan);
    }

    private void shortPlan(Plan plan) {
        for (ResourceChange change : plan.changes()) {
            if (change.isBlocked() || change.risk() == Risk.HIGH) {
                change(change);
                page.blankLine();
            }
        }
        plan.diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity() != Severity.INFO)
                .forEach(diagnostic -> diagnostic("", diagnostic));
        page.line(summary(plan));
    }

    private void plan(Plan plan) {
        head(plan);
        for (ResourceChange change : plan.changes()) {
            change(change);
            page.blankLine();
        }
        for (LiveState.ReadFailure unread : plan.unreadable()) {
            page.line(style.alarm("? unreadable " + LineEscaper.name(unread.id())));
            diagnostic("      ", unread.why());
            page.blankLine();
        }
        for (Diagnostic diagnostic : plan.diagnostics()) {
            diagnostic("", diagnostic);
        }
        if (!plan.diagnostics().isEmpty()) {
            page.blankLine();
        }
        if (!plan.orphans().isEmpty()) {
            page.line("No longer declared, still there, and left alone: " + names(List.copyOf(plan.orphans())));
            page.blankLine();
        }
        page.line(summary(plan));
    }

    private void head(Plan plan) {
        page.line(style.bold("Project " + LineEscaper.name(plan.project()) + ", environment "
                + LineEscaper.name(plan.environment())));
        String cluster = plan.clusterId();
        page.line("Cluster  " + (cluster == null ? "(unknown)" : LineEscaper.name(cluster)));
        page.line("Revision " + revision(plan.revision()));
        page.blankLine();
    }

    static String revision(Revision revision) {
        String commit = revision.commit();
        String branch = revision.branch();
        String said = (commit == null ? "(no commit)" : LineEscaper.name(commit))
                + (branch == null ? "" : " on " + LineEscaper.name(branch));
        return revision.dirty() ? said + ", with uncommitted changes" : said;
    }

    private void change(ResourceChange change) {
        page.line(heading(change));
        change.findings().forEach(finding -> diagnostic("      ", DiagnosticsReport.within(finding, change.source())));
        for (FieldDiff field : change.fields()) {
            String line = FieldText.line(change.id(), change.changeType(), field);
            boolean mixed = change.cause() == Cause.BOTH && field.cause() != Cause.BOTH;
            page.line("      " + line + (mixed ? style.dim("  [" + field.cause().label() + "]") : ""));
        }
        // Order among rows of one kind needs no words; that a connector waits for its topics does.
        List<ResourceId> after = change.dependsOn().stream()
                .filter(id -> !id.kind().equals(change.id().kind()))
                .toList();
        if (!after.isEmpty()) {
            page.line(style.dim("      after " + names(after)));
        }
    }

    private String heading(ResourceChange change) {
        StringBuilder heading = new StringBuilder();
        heading.append(changeType(
                change.changeType(),
                symbol(change.changeType()) + " " + change.changeType().label() + " " + LineEscaper.name(change.id())));
        if (change.isBlocked()) {
            heading.append("  ").append(style.alarm("BLOCKED"));
        }
        String risk = change.risk().label() + " risk";
        heading.append("  [").append(change.cause().label()).append(", ");
        heading.append(change.risk() == Risk.HIGH ? style.alarm(risk) : risk).append(']');
        if (change.source() != null) {
            heading.append("  ")
                    .append(style.dim(LineEscaper.name(change.source().file()) + ":"
                            + change.source().line()));
        }
        return heading.toString();
    }

    static String symbol(ChangeType changeType) {
        return switch (changeType) {
            case CREATE -> "+";
            case UPDATE -> "~";
            case DELETE -> "-";
        };
    }

    private String changeType(ChangeType changeType, String text) {
        return switch (changeType) {
            case CREATE -> style.green(text);
            case UPDATE -> style.yellow(text);
            case DELETE -> style.red(text);
        };
    }

    private void diagnostic(String indent, Diagnostic diagnostic) {
        DiagnosticsReport.lines(diagnostic, style).forEach(line -> page.line(indent + line));
    }

    private String summary(Plan plan) {
        if (!plan.isWhole()) {
            return style.alarm(unread(plan));
        }
        if (plan.isEmpty()) {
            String rest = counts(plan);
            return plan.isApplicable()
                    ? style.green("No changes.") + " " + rest
                    : style.alarm("Nothing is planned, and nothing can be applied.") + " " + rest;
        }
        String text = "Plan: " + total(plan) + PlanHeadline.alike(plan, UnaryOperator.identity());
        return plan.isApplicable() ? style.bold(text) : style.bold(text) + " " + style.alarm(refusal(plan));
    }

    /** Never "no changes" where something could not be read. */
    static String unread(Plan plan) {
        int unread = plan.unreadable().size();
        String rest = plan.isEmpty() ? "Nothing seen that differs, but " : "Plan: " + total(plan) + " But ";
        String told = rest + unread + " could not be read." + (plan.isEmpty() ? " " + counts(plan) : "");
        if (!plan.isApplicable()) {
            return told + " " + refusal(plan);
        }
        return plan.isEmpty()
                ? told
                : told + " `kgit apply -e " + plan.environment() + " --allow-unreadable` does the others.";
    }

    /** Where rows alone are in the way, the others can be done. */
    static String refusal(Plan plan) {
        return UnblockedRows.of(plan).isDoable() ? "It can't be applied as a whole." : "It can't be applied.";
    }

    /** {@code 6 to create, 1 to change, 0 to delete, 3 unchanged, 2 unmanaged. 1 blocked. 1 takes drift back.} */
    static String total(Plan plan) {
        return plan.count(ChangeType.CREATE) + " to create, " + plan.count(ChangeType.UPDATE) + " to change, "
                + plan.count(ChangeType.DELETE) + " to delete, " + counts(plan)
                + (plan.blocked() > 0 ? " " + plan.blocked() + " blocked." : "")
                + PlanHeadline.drift(plan);
    }

    static String counts(Plan plan) {
        return plan.unchanged() + " unchanged, " + plan.unmanaged().size() + " unmanaged.";
    }

    static String names(List<ResourceId> ids) {
        String listed =
                ids.stream().limit(NAMES).map(id -> LineEscaper.name(id)).collect(Collectors.joining(", "));
        return ids.size() <= NAMES ? listed : listed + " and " + (ids.size() - NAMES) + " more";
    }
}
