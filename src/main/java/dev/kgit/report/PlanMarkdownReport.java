package dev.kgit.report;

import dev.kgit.access.AccessChanges;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.kind.Risk;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Severity;
import dev.kgit.plan.Plan;
import dev.kgit.plan.ResourceChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A plan as a comment on a pull request: what needs a look first and open, the rest folded, never longer than GitHub
 * takes, and safe whatever names and values hold.
 */
public final class PlanMarkdownReport {

    /** Longer lists of fields are cut; a connector's config can fill a comment alone. */
    private static final int FIELDS = 60;

    /** Diagnostics about the whole plan get at most this much of the comment. */
    private static final int DIAGNOSTICS = BoundedComment.LIMIT / 3;

    private static final int RESERVE = 500;

    /** Names that may stand in a command that people copy into a shell. */
    private static final Pattern COPIED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private PlanMarkdownReport() {}

    /** Writes the comment's body. */
    public static void write(Plan plan, Appendable out) {
        write(plan, null, "", out);
    }

    /**
     * @param access who gains and loses what; null where that was not asked
     * @param again the options of the command line that it was made with, each with a blank before it
     */
    public static void write(Plan plan, @Nullable AccessChanges access, String again, Appendable out) {
        new LineWriter(out).text(body(plan, access, again));
    }

    private static String body(Plan plan, @Nullable AccessChanges access, String again) {
        String end = end(plan, again);
        BoundedComment comment = new BoundedComment(end, RESERVE);
        comment.add(MarkdownEscaper.marker("plan", plan.project(), plan.environment()));
        comment.add("### kgit plan: " + MarkdownEscaper.code(plan.project()) + " / "
                + MarkdownEscaper.code(plan.environment()) + "\n\n");
        comment.add("**" + verdict(plan) + "**\n\n");
        comment.add(context(plan));
        MarkdownPlanTable.add(sorted(plan.changes()), comment);
        if (access != null) {
            comment.add(AccessMarkdownReport.changes(access));
        }
        diagnostics(plan.diagnostics(), comment);
        int unread = MarkdownRow.each(
                        plan.unreadable(), MarkdownRow::unreadable, MarkdownRow::unreadableDetails, comment)
                .size();
        if (unread > 0) {
            comment.add("**" + unread + " more could not be read**\n\n");
        }
        List<ResourceChange> open = plan.changes().stream()
                .filter(PlanMarkdownReport::needsALook)
                .sorted(Comparator.comparing(change -> !change.isBlocked()))
                .toList();
        List<ResourceChange> folded =
                plan.changes().stream().filter(change -> !needsALook(change)).toList();
        List<ResourceChange> left = new ArrayList<>(
                MarkdownRow.each(open, PlanMarkdownReport::heading, PlanMarkdownReport::details, comment));
        if (!folded.isEmpty() && comment.offer("<details><summary>" + counted(folded) + "</summary>\n\n")) {
            left.addAll(MarkdownRow.first(folded, PlanMarkdownReport::heading, PlanMarkdownReport::details, comment));
            comment.add("</details>\n\n");
        } else {
            left.addAll(folded);
        }
        if (!left.isEmpty()) {
            comment.add(cut(left));
        }
        return comment.text() + end;
    }

    private static String verdict(Plan plan) {
        if (!plan.isWhole()) {
            return PlanTextReport.unread(plan);
        }
        if (plan.isEmpty()) {
            return plan.isApplicable()
                    ? "No changes. " + PlanTextReport.counts(plan)
                    : "Nothing is planned, and nothing can be applied. " + PlanTextReport.counts(plan);
        }
        return "Plan: " + PlanTextReport.total(plan) + PlanHeadline.alike(plan, MarkdownEscaper::code)
                + (plan.isApplicable() ? "" : " " + PlanTextReport.refusal(plan));
    }

    private static String context(Plan plan) {
        String cluster = plan.clusterId();
        String commit = plan.revision().commit();
        String branch = plan.revision().branch();
        return "Cluster " + MarkdownEscaper.code(cluster == null ? "unknown" : cluster) + ", commit "
                + MarkdownEscaper.code(commit == null ? "none" : commit)
                + (branch == null ? "" : " on " + MarkdownEscaper.code(branch))
                + (plan.revision().dirty() ? ", with uncommitted changes" : "") + "\n\n";
    }

    /** What needs a look first, blocked rows before all others, else in the order of applying. */
    private static List<ResourceChange> sorted(List<ResourceChange> changes) {
        return changes.stream()
                .sorted(Comparator.comparing((ResourceChange change) -> !change.isBlocked())
                        .thenComparing(change -> !needsALook(change)))
                .toList();
    }

    private static boolean needsALook(ResourceChange change) {
        return change.isBlocked()
                || change.risk() == Risk.HIGH
                || change.findings().stream().anyMatch(finding -> finding.severity() == Severity.WARNING);
    }

    static void diagnostics(List<Diagnostic> diagnostics, BoundedComment comment) {
        int told = 0;
        for (Diagnostic diagnostic : diagnostics) {
            if (!comment.offer(MarkdownRow.item(diagnostic), DIAGNOSTICS)) {
                comment.add("- and " + (diagnostics.size() - told) + " more\n");
                break;
            }
            told++;
        }
        if (!diagnostics.isEmpty()) {
            comment.add("\n");
        }
    }

    private static String heading(ResourceChange change) {
        StringBuilder heading = new StringBuilder();
        heading.append(change.isBlocked() ? "**BLOCKED** " : "").append("**");
        heading.append(change.changeType().label())
                .append("** ")
                .append(MarkdownRow.name(change.id().toString()));
        heading.append(" (").append(change.cause().label()).append(", ");
        heading.append(
                        change.risk() == Risk.HIGH
                                ? "**high risk**"
                                : change.risk().label() + " risk")
                .append(')');
        if (change.source() != null) {
            heading.append(" at ")
                    .append(MarkdownRow.name(
                            change.source().file() + ":" + change.source().line()));
        }
        return heading.toString();
    }

    private static String details(ResourceChange change) {
        List<Diagnostic> findings = change.findings().stream()
                .map(finding -> DiagnosticsReport.within(finding, change.source()))
                .toList();
        return MarkdownRow.details(findings, "diff", fields(change));
    }

    private static List<String> fields(ResourceChange change) {
        List<String> lines = new ArrayList<>();
        int more = Math.max(0, change.fields().size() - FIELDS);
        for (FieldDiff field : change.fields().subList(0, change.fields().size() - more)) {
            lines.add(mark(change, field) + " " + FieldText.line(change.id(), change.changeType(), field));
        }
        if (more > 0) {
            lines.add("  and " + more + " more fields");
        }
        return lines;
    }

    /** What colours the line in a diff block. */
    private static String mark(ResourceChange change, FieldDiff field) {
        if (field.shownAfter() == null || change.changeType() == ChangeType.DELETE) {
            return "-";
        }
        // Green is for what nobody has to look at: what is set anew can lose data just as well.
        boolean anew = field.shownBefore() == null || change.changeType() == ChangeType.CREATE;
        return anew && !change.isBlocked() && change.risk() != Risk.HIGH ? "+" : "!";
    }

    private static String counted(List<ResourceChange> changes) {
        List<String> counts = new ArrayList<>();
        for (ChangeType changeType : ChangeType.values()) {
            long count = changes.stream()
                    .filter(change -> change.changeType() == changeType)
                    .count();
            if (count > 0) {
                counts.add(count + " to " + (changeType == ChangeType.UPDATE ? "change" : changeType.label()));
            }
        }
        return String.join(", ", counts);
    }

    private static String cut(List<ResourceChange> left) {
        long blocked = left.stream().filter(ResourceChange::isBlocked).count();
        return "**Cut here: " + left.size() + (left.size() == 1 ? " row is" : " rows are") + " not shown** ("
                + counted(left) + (blocked > 0 ? ", " + blocked + " blocked" : "")
                + "), because a comment has an end. The whole plan is what `kgit plan` prints.\n\n";
    }

    private static String names(List<ResourceId> ids) {
        String listed = ids.stream()
                .limit(PlanTextReport.NAMES)
                .map(id -> MarkdownRow.name(id.toString()))
                .collect(Collectors.joining(", "));
        int more = ids.size() - PlanTextReport.NAMES;
        return more > 0 ? listed + " and " + more + " more" : listed;
    }

    private static String end(Plan plan, String again) {
        StringBuilder end = new StringBuilder();
        if (!plan.orphans().isEmpty()) {
            List<ResourceId> orphans = List.copyOf(plan.orphans());
            end.append("No longer declared, still there, and left alone: ")
                    .append(names(orphans))
                    .append("\n\n");
        }
        if (plan.isApplicable() && plan.isWhole() && !plan.isEmpty()) {
            boolean plain = COPIED.matcher(plan.environment()).matches();
            end.append("Apply exactly this plan: ")
                    .append(MarkdownEscaper.code("kgit apply" + (plain ? " --env " + plan.environment() : "") + again
                            + " --expect " + plan.fingerprint()))
                    .append('\n');
        }
        return end.toString();
    }
}
