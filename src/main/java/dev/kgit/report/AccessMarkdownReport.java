package dev.kgit.report;

import dev.kgit.access.AccessAnswer;
import dev.kgit.access.AccessChanges;
import dev.kgit.kind.FindingText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Who may do what, as the body of a comment, cut to what GitHub takes. */
public final class AccessMarkdownReport {

    private static final int RESERVE = 300;

    /** What a plan changes gets at most this much of the plan's comment. */
    private static final int CHANGES_ROOM = BoundedComment.LIMIT / 4;

    private AccessMarkdownReport() {}

    /** Writes the body. */
    public static void write(AccessAnswer answer, Appendable out) {
        String end = "\n"
                + AccessText.limits(answer).stream()
                        .map(limit -> "- " + MarkdownEscaper.prose(limit) + "\n")
                        .reduce("", String::concat);
        BoundedComment comment = new BoundedComment(end, RESERVE);
        comment.add(MarkdownEscaper.marker("access", answer.project(), answer.environment()));
        comment.add("### kgit access: " + MarkdownEscaper.code(answer.project()) + " / "
                + MarkdownEscaper.code(answer.environment()) + "\n\n");
        comment.add("Who may do what, " + AccessText.source(answer) + "\n\n");
        PlanMarkdownReport.diagnostics(answer.diagnostics(), comment);
        List<AccessLine> lines = AccessLine.of(answer.rows());
        if (lines.isEmpty()) {
            comment.add("**" + AccessText.nobody(answer) + "**\n");
        } else {
            comment.add(head("principal", "may", "on", "by", "declared at"));
            int shown = 0;
            for (AccessLine line : lines) {
                boolean fits = comment.offer(MarkdownPlanTable.row(
                        MarkdownRow.name(line.principal()),
                        (line.isAllowed() ? "" : "**not** ") + line.operations(),
                        MarkdownRow.name(line.on()),
                        MarkdownRow.name(line.by()),
                        place(line)));
                if (!fits) {
                    break;
                }
                shown++;
            }
            int left = lines.size() - shown;
            if (left > 0) {
                comment.add("\n**Cut here: " + FindingText.count(left, "row") + " more**, because a comment has an end."
                        + " All of it is what `kgit access` prints.\n");
            }
        }
        new LineWriter(out).text(comment.text() + end);
    }

    /** What a plan changes, as a part of its comment. */
    static String changes(AccessChanges changes) {
        if (changes.isEmpty()) {
            return "**Access:** " + AccessText.noChanges(changes) + "\n\n";
        }
        StringBuilder table = new StringBuilder("**Access: who gains and loses what**\n\n")
                .append(head("", "principal", "what", "on", "by", "declared at"));
        List<String> rows = new ArrayList<>();
        AccessLine.of(changes.lost()).forEach(line -> rows.add(row("**loses**", line)));
        AccessLine.of(changes.gained()).forEach(line -> rows.add(row("gains", line)));
        int shown = 0;
        for (String row : rows) {
            if (table.length() + row.length() > CHANGES_ROOM) {
                break;
            }
            table.append(row);
            shown++;
        }
        int left = rows.size() - shown;
        return table.append(left > 0 ? "\nand " + left + " more\n\n" : "\n").toString();
    }

    private static String row(String what, AccessLine line) {
        return MarkdownPlanTable.row(
                what,
                MarkdownRow.name(line.principal()),
                line.operations(),
                MarkdownRow.name(line.on()),
                MarkdownRow.name(line.by()),
                place(line));
    }

    private static String place(AccessLine line) {
        return line.declaredAt().isEmpty() ? "" : MarkdownRow.name(line.declaredAt());
    }

    private static String head(String... names) {
        String[] rules = Stream.of(names).map(name -> "---").toArray(String[]::new);
        return MarkdownPlanTable.row(names) + MarkdownPlanTable.row(rules);
    }
}
