package dev.kgit.report;

import dev.kgit.model.PrintableText;

/** Names, messages and values from elsewhere, each on a line that kgit has begun: {@link PrintableText}, and not too long. */
final class LineEscaper {

    /** Kafka's own names are shorter. */
    private static final int LONGEST_NAME = 300;

    private LineEscaper() {}

    /** A name or a message: verbatim but for what can't be shown. */
    static String text(String text) {
        return PrintableText.text(text);
    }

    /** An id or a path, in a length that leaves room for what is said about it. */
    static String name(Object name) {
        return text(cut(name.toString(), LONGEST_NAME));
    }

    /**
     * A value. Verbatim where that is unambiguous; else in double quotes with escapes, so that two values that differ
     * never look the same.
     */
    static String value(String value) {
        return PrintableText.isClean(value) && isPlain(value) ? value : PrintableText.quoted(value);
    }

    /** At most {@code max} characters, with a word about how many are missing. */
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        String head = PrintableText.head(text, max);
        return head + "...(" + (text.length() - head.length()) + " more)";
    }

    /** Whether the value can stand between other words without quotes. */
    private static boolean isPlain(String value) {
        return !value.isEmpty()
                && value.charAt(0) != ' '
                && value.charAt(0) != '"'
                && value.charAt(0) != '(' // (sensitive), (default)
                && value.charAt(value.length() - 1) != ' '
                && !value.contains(" -> ");
    }
}
