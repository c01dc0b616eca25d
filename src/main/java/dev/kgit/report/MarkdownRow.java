package dev.kgit.report;

import dev.kgit.cluster.LiveState;
import dev.kgit.model.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A resource's row of a comment: a heading and what is said below it. However much there is to say, a row stays short enough
 * for others beside it: what is too long is cut, never the row left out.
 */
final class MarkdownRow {

    /** Of one list of findings and one of fields, in characters. */
    private static final int LONGEST = 10_000;

    /** Names and paths in a heading. */
    private static final int LONGEST_NAME = 300;

    private static final int LONGEST_MESSAGE = 1_000;
    private static final int SHORT_MESSAGE = 150;

    private MarkdownRow() {}

    /** A name in a heading. */
    static String name(String name) {
        return MarkdownEscaper.code(LineEscaper.cut(name, LONGEST_NAME));
    }

    /** The heading of what could not be read. */
    static String unreadable(LiveState.ReadFailure unread) {
        return "**? unreadable** " + name(unread.id().toString());
    }

    /** Why it could not be. */
    static String unreadableDetails(LiveState.ReadFailure unread) {
        return details(List.of(unread.why()), "text", List.of());
    }

    /** What goes below a heading. */
    static String details(List<Diagnostic> findings, String language, List<String> fields) {
        String said = findings(findings);
        return said
                + (said.isEmpty() ? "" : "\n")
                + (fields.isEmpty() ? "" : MarkdownEscaper.fence(language, shortened(fields)) + "\n");
    }

    private static String findings(List<Diagnostic> findings) {
        StringBuilder items = new StringBuilder();
        int told = 0;
        for (Diagnostic finding : findings) {
            String whole = item(finding, LONGEST_MESSAGE);
            String item = fits(items, whole) ? whole : item(finding, SHORT_MESSAGE);
            if (!fits(items, item)) {
                return items.append("- and ")
                        .append(findings.size() - told)
                        .append(" more\n")
                        .toString();
            }
            items.append(item);
            told++;
        }
        return items.toString();
    }

    private static boolean fits(StringBuilder items, String item) {
        return items.length() + item.length() <= LONGEST;
    }

    private static List<String> shortened(List<String> fields) {
        List<String> lines = new ArrayList<>();
        int length = 0;
        for (String field : fields) {
            length += field.length() + 1;
            if (length > LONGEST) {
                lines.add("  and " + (fields.size() - lines.size()) + " more fields");
                break;
            }
            lines.add(field);
        }
        return lines;
    }

    /** A diagnostic as an item of a list. */
    static String item(Diagnostic diagnostic) {
        return item(diagnostic, LONGEST_MESSAGE);
    }

    private static String item(Diagnostic diagnostic, int longest) {
        String hint = diagnostic.hint();
        return "- **" + diagnostic.severity().label() + " " + MarkdownEscaper.prose(diagnostic.code()) + "**: "
                + (diagnostic.place() == null ? "" : name(diagnostic.place().toString()) + ": ")
                + MarkdownEscaper.prose(LineEscaper.cut(diagnostic.message().strip(), longest)) + "\n"
                + (hint == null
                        ? ""
                        : "  <br>hint: " + MarkdownEscaper.prose(LineEscaper.cut(hint.strip(), longest)) + "\n");
    }

    /**
     * Adds rows that each need a look: where there is no room for all of it, later rows are headings alone.
     *
     * @return the rows of which nothing is shown
     */
    static <T> List<T> each(
            List<T> rows, Function<T, String> heading, Function<T, String> details, BoundedComment comment) {
        int toCome =
                rows.stream().mapToInt(row -> cut(heading.apply(row)).length()).sum();
        int shown = 0;
        for (T row : rows) {
            String head = heading.apply(row);
            toCome -= cut(head).length();
            String whole = head + "\n\n" + details.apply(row);
            if (!comment.offerBefore(toCome, whole) && !comment.offer(cut(head))) {
                break;
            }
            shown++;
        }
        return rows.subList(shown, rows.size());
    }

    /** Adds rows in their order as long as there is room for whole ones. */
    static <T> List<T> first(
            List<T> rows, Function<T, String> heading, Function<T, String> details, BoundedComment comment) {
        int shown = 0;
        for (T row : rows) {
            if (!comment.offer(heading.apply(row) + "\n\n" + details.apply(row))) {
                break; // What comes later is not more important than what did not fit.
            }
            shown++;
        }
        return rows.subList(shown, rows.size());
    }

    private static String cut(String heading) {
        return heading + "; there is no room for more\n\n";
    }
}
