package dev.kgit.report;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.FieldDiff;
import dev.kgit.kind.Risk;
import dev.kgit.plan.Drift;
import dev.kgit.plan.ResourceDrift;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Drift as the body of an issue or comment: what could not be read and what is risky first, cut to what GitHub takes. */
public final class DriftMarkdownReport {

    private static final int FIELDS = 60;

    private static final int RESERVE = 300;

    private DriftMarkdownReport() {}

    /** Writes the body. */
    public static void write(Drift drift, Appendable out) {
        new LineWriter(out).text(body(drift));
    }

    private static String body(Drift drift) {
        BoundedComment comment = new BoundedComment("", RESERVE);
        comment.add(MarkdownEscaper.marker("drift", drift.project(), drift.environment()));
        comment.add("### kgit drift: " + MarkdownEscaper.code(drift.project()) + " / "
                + MarkdownEscaper.code(drift.environment()) + "\n\n");
        comment.add("**" + DriftText.summary(drift) + "**\n\n");
        String cluster = drift.clusterId();
        comment.add("Cluster " + MarkdownEscaper.code(cluster == null ? "unknown" : cluster) + ", applied "
                + MarkdownEscaper.code(DriftText.applied(drift)) + "\n\n");
        PlanMarkdownReport.diagnostics(drift.diagnostics(), comment);

        List<Row> rows = new ArrayList<>();
        drift.unreadable().forEach(readFailure -> rows.add(unreadable(readFailure)));
        drift.newItems().stream()
                .sorted(Comparator.comparing(ResourceDrift::risk).reversed()) // stable: by id within a risk
                .forEach(item -> rows.add(row(item)));
        int left = MarkdownRow.each(rows, Row::heading, Row::details, comment).size();
        if (left > 0) {
            comment.add("**Cut here: " + left + " more are not shown**, because a comment has an end."
                    + " All of it is what `kgit drift` prints.\n\n");
        } else {
            unmanaged(drift, comment);
        }
        return comment.text();
    }

    private record Row(String heading, String details) {}

    private static Row unreadable(LiveState.ReadFailure readFailure) {
        return new Row(MarkdownRow.unreadable(readFailure), MarkdownRow.unreadableDetails(readFailure));
    }

    private static Row row(ResourceDrift item) {
        StringBuilder heading = new StringBuilder();
        heading.append("**").append(item.kind().label()).append("** ");
        heading.append(MarkdownRow.name(item.id().toString())).append(" (");
        heading.append(item.cause().label()).append(", ");
        heading.append(item.risk() == Risk.HIGH ? "**high risk**" : item.risk().label() + " risk")
                .append(')');
        if (item.source() != null) {
            heading.append(" at ")
                    .append(MarkdownRow.name(
                            item.source().file() + ":" + item.source().line()));
        }
        heading.append(DriftText.saysItself(item) ? "" : ": " + DriftText.meaning(item));
        heading.append(item.firstSeen() == null ? "" : ", first seen " + item.firstSeen());
        return new Row(heading.toString(), MarkdownRow.details(item.findings(), "text", fields(item)));
    }

    private static List<String> fields(ResourceDrift item) {
        List<String> lines = new ArrayList<>();
        int more = Math.max(0, item.fields().size() - FIELDS);
        for (FieldDiff field : item.fields().subList(0, item.fields().size() - more)) {
            lines.add(DriftText.line(item.id(), field));
        }
        if (more > 0) {
            lines.add("and " + more + " more fields");
        }
        return lines;
    }

    private static void unmanaged(Drift drift, BoundedComment comment) {
        if (drift.unmanagedIds().isEmpty()) {
            return;
        }
        List<String> ids =
                drift.unmanagedIds().stream().map(id -> LineEscaper.name(id)).toList();
        comment.offer("<details><summary>" + ids.size() + " unmanaged</summary>\n\n"
                + MarkdownEscaper.fence("text", ids) + "\n</details>\n");
    }
}
