package dev.kgit.report;

import dev.kgit.kind.Risk;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Severity;
import dev.kgit.plan.ResourceChange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All rows of a plan at a glance: one line each, before any is told in full. */
final class MarkdownPlanTable {

    /** The table gets at most this much of the comment, so that the rows themselves have room. */
    private static final int ROOM = BoundedComment.LIMIT / 6;

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_TEXT = 120;

    private static final String HEAD = "| action | id | cause | risk | what |\n| --- | --- | --- | --- | --- |\n";

    private MarkdownPlanTable() {}

    /** Adds the rows in this order; those that there is no room for are counted. */
    static void add(List<ResourceChange> changes, BoundedComment comment) {
        if (changes.isEmpty()) {
            return;
        }
        StringBuilder table = new StringBuilder(HEAD);
        int shown = 0;
        for (ResourceChange change : changes) {
            String line = line(change);
            if (table.length() + line.length() > ROOM) {
                break;
            }
            table.append(line);
            shown++;
        }
        int more = changes.size() - shown;
        table.append(more > 0 ? "\nand " + more + " more\n\n" : "\n");
        comment.offer(table.toString());
    }

    private static String line(ResourceChange change) {
        String action = change.changeType().label();
        String risk = change.risk().label();
        return row(
                change.isBlocked() ? "**BLOCKED** " + action : action,
                MarkdownEscaper.code(LineEscaper.cut(change.id().toString(), LONGEST_NAME)),
                change.cause().label(),
                change.risk() == Risk.HIGH ? "**" + risk + "**" : risk,
                what(change));
    }

    static String row(String... cells) {
        StringBuilder row = new StringBuilder("|");
        Stream.of(cells)
                .forEach(cell ->
                        row.append(' ').append(MarkdownEscaper.cell(cell)).append(" |"));
        return row.append('\n').toString();
    }

    /** What blocks it, or is the worst that is said of it; else what changes. */
    private static String what(ResourceChange change) {
        Optional<Diagnostic> worst = Stream.of(Severity.ERROR, Severity.WARNING)
                .flatMap(severity -> change.findings().stream().filter(finding -> finding.severity() == severity))
                .findFirst();
        if (worst.isPresent()) {
            return MarkdownEscaper.prose(worst.get().code()) + ": "
                    + MarkdownEscaper.prose(
                            LineEscaper.cut(worst.get().message().strip(), LONGEST_TEXT));
        }
        if (change.fields().isEmpty()) {
            return "";
        }
        int more = change.fields().size() - 1;
        String first =
                FieldText.line(change.id(), change.changeType(), change.fields().get(0));
        return MarkdownEscaper.code(LineEscaper.cut(first, LONGEST_TEXT))
                + (more > 0 ? " and " + more + (more == 1 ? " more field" : " more fields") : "");
    }
}
