package dev.kgit.manifest;

import java.util.ArrayList;
import java.util.List;

/** A text without blanks at line ends and blank lines at its end, short of those that are a part of a value. */
final class CanonicalWhitespace {

    /** Values of several lines, in the order of the text. */
    private final List<SyntaxNode> values = new ArrayList<>();

    private final String text;

    private CanonicalWhitespace(String text) {
        this.text = text;
        YamlSyntaxParser.of(text).forEach(this::collect);
    }

    static String of(String text) {
        return new CanonicalWhitespace(text).rendered();
    }

    private void collect(SyntaxNode part) {
        if (part.isScalar() && text.substring(part.start(), part.end()).contains("\n")) {
            values.add(part);
        }
        part.items().forEach(this::collect);
        part.pairs().forEach(pair -> {
            collect(pair.key());
            collect(pair.value());
        });
    }

    private String rendered() {
        StringBuilder tidy = new StringBuilder();
        int next = 0;
        for (int from = 0; from < text.length(); ) {
            int to = LineBounds.lineFeed(text, from);
            // Up to where a value ends on the line, the line is the value's: blanks at the end of a block of lines are
            // its own.
            int fixed = from;
            for (; next < values.size() && values.get(next).end() <= to; next++) {
                fixed = Math.max(from, values.get(next).end());
            }
            boolean inValue = next < values.size() && values.get(next).start() <= to;
            tidy.append(inValue ? text.substring(from, to) : stripped(from, fixed, to));
            if (to < text.length()) {
                tidy.append('\n');
            }
            from = to + 1;
        }
        return ended(tidy.toString());
    }

    /** A line without blanks at its end, but for what stands before an offset; its line break's first half stays. */
    private String stripped(int from, int fixed, int to) {
        int end = to;
        boolean carriageReturn = end > from && text.charAt(end - 1) == '\r' && to < text.length();
        while (end > fixed && " \t\r".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(from, end) + (carriageReturn && end < to ? "\r" : "");
    }

    /** With one line break at the end, where that changes no value. */
    private String ended(String tidy) {
        SyntaxNode last = values.isEmpty() ? null : values.get(values.size() - 1);
        if (last != null
                && text.substring(last.end()).isBlank()
                && (last.lines() == SyntaxNode.Lines.KEPT || last.isUnfinished(text.length()))) {
            return tidy;
        }
        int end = tidy.length();
        while (end > 0 && "\r\n".indexOf(tidy.charAt(end - 1)) >= 0) {
            end--;
        }
        return tidy.substring(0, end) + (tidy.contains("\r\n") ? "\r\n" : "\n");
    }
}
