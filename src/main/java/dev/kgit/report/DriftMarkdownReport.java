package dev.kgit.report;

import dev.kgit.cluster.Live;
import dev.kgit.diff.FieldChange;
import dev.kgit.plan.Drift;
import dev.kgit.plan.DriftItem;
import dev.kgit.plan.Risk;
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
        new Page(out).text(body(drift));
    }

    private static String body(Drift drift) {
        Comment comment = new Comment("", RESERVE);
        comment.add(MarkdownText.marker("drift", drift.project(), drift.environment()));
        comment.add("### kgit drift: " + MarkdownText.code(drift.project()) + " / "
                + MarkdownText.code(drift.environment()) + "\n\n");
        comment.add("**" + DriftWords.summary(drift) + "**\n\n");
        String cluster = drift.clusterId();
        comment.add("Cluster " + MarkdownText.code(cluster == null ? "unknown" : cluster) + ", applied "
                + MarkdownText.code(DriftWords.applied(drift)) + "\n\n");
        MarkdownReport.diagnostics(drift.diagnostics(), comment);

        List<Row> rows = new ArrayList<>();
        drift.unreadable().forEach(gap -> rows.add(unreadable(gap)));
        drift.items().stream()
                .sorted(Comparator.comparing(DriftItem::risk).reversed()) // stable: by id within a risk
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

    private static Row unreadable(Live.Gap gap) {
        return new Row(
                "**could not be read** " + MarkdownRow.name(gap.id().toString()),
                MarkdownRow.details(List.of(gap.why()), "text", List.of()));
    }

    private static Row row(DriftItem item) {
        StringBuilder heading = new StringBuilder();
        heading.append("**").append(item.kind().word()).append("** ");
        heading.append(MarkdownRow.name(item.id().toString())).append(" (");
        heading.append(item.cause().word()).append(", ");
        heading.append(item.risk() == Risk.HIGH ? "**high risk**" : item.risk().word() + " risk")
                .append(')');
        if (item.source() != null) {
            heading.append(" at ")
                    .append(MarkdownRow.name(
                            item.source().file() + ":" + item.source().line()));
        }
        heading.append(DriftWords.saysItself(item) ? "" : ": " + DriftWords.meaning(item));
        heading.append(item.firstSeen() == null ? "" : ", first seen " + item.firstSeen());
        return new Row(heading.toString(), MarkdownRow.details(item.findings(), "text", fields(item)));
    }

    private static List<String> fields(DriftItem item) {
        List<String> lines = new ArrayList<>();
        int more = Math.max(0, item.fields().size() - FIELDS);
        for (FieldChange field : item.fields().subList(0, item.fields().size() - more)) {
            lines.add(DriftWords.line(item.id(), field));
        }
        if (more > 0) {
            lines.add("and " + more + " more fields");
        }
        return lines;
    }

    private static void unmanaged(Drift drift, Comment comment) {
        if (drift.unmanagedIds().isEmpty()) {
            return;
        }
        List<String> ids =
                drift.unmanagedIds().stream().map(id -> Inline.name(id)).toList();
        comment.offer("<details><summary>" + ids.size() + " unmanaged</summary>\n\n" + MarkdownText.fence("text", ids)
                + "\n</details>\n");
    }
}
