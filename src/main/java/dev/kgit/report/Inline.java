package dev.kgit.report;

/**
 * Text from elsewhere made safe for one line of output: nothing in it can move a cursor, hide or reorder what stands
 * around it, begin a new line, or talk to the CI system that reads the log.
 */
final class Inline {

    /** Kafka's own names are shorter. */
    private static final int LONGEST_NAME = 300;

    private Inline() {}

    /** A name or a message: verbatim but for what can't be shown, which is escaped as in Java. */
    static String text(String text) {
        return isClean(text) ? text : escaped(text, false);
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
        return isClean(value) && isPlain(value) ? value : '"' + escaped(value, true) + '"';
    }

    /** At most {@code max} characters, with a word about how many are missing. */
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + "...(" + (text.length() - end) + " more)";
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

    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == '#' && i > 0 && text.charAt(i - 1) == '#')) {
                return text.codePoints().allMatch(Inline::isShowable) && !text.contains("##");
            }
        }
        return true;
    }

    private static String escaped(String text, boolean quoted) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        int before = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\n') {
                escaped.append("\\n");
            } else if (c == '\r') {
                escaped.append("\\r");
            } else if (c == '\t') {
                escaped.append("\\t");
            } else if (quoted && (c == '"' || c == '\\')) {
                escaped.append('\\').appendCodePoint(c);
            } else if (!isShowable(c) || (c == '#' && before == '#')) {
                // Two hash signs open a logging command of several CI systems, wherever they stand in a line.
                for (char unit : Character.toChars(c)) {
                    escaped.append("\\u").append(hex(unit));
                }
            } else {
                escaped.appendCodePoint(c);
            }
            before = c;
        }
        return escaped.toString();
    }

    private static String hex(char unit) {
        return String.format(java.util.Locale.ROOT, "%04X", (int) unit);
    }

    /** Whether a reader sees this character as itself, where it stands. */
    static boolean isShowable(int c) {
        if (c >= ' ' && c <= '~') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT, // bidi controls, zero width, soft hyphen, tags
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR, // all but the space itself, which they look like
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK -> false;
            default -> !isBlankLetter(c);
        };
    }

    /** Letters and symbols that are drawn as nothing: Hangul fillers and the empty Braille pattern. */
    private static boolean isBlankLetter(int c) {
        return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800;
    }
}
