package dev.kgit.model;

import java.util.HexFormat;

/**
 * Text from elsewhere made safe to be printed: nothing in it can move a cursor, hide or reorder what stands around it, begin
 * a new line, or be taken for a command by the CI system that reads the log. All that kgit prints and did not write itself
 * goes through here.
 */
public final class PrintableText {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PrintableText() {}

    /** A name or a message on one line: verbatim but for what can't be shown, which is escaped as in Java. */
    public static String text(String text) {
        return isClean(text) && !opensCommand(text) ? text : escaped(text, false);
    }

    /** A value in double quotes, in which a quote and a backslash are escaped too: two that differ never look the same. */
    public static String quoted(String value) {
        return '"' + escaped(value, true) + '"';
    }

    /** The first characters of a text, at most so many; no pair of surrogates is cut in two. */
    public static String head(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /** Whether each character can be shown as it is, where it stands. */
    public static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == '#' && i > 0 && text.charAt(i - 1) == '#')) {
                return text.codePoints().allMatch(PrintableText::isShowable) && !text.contains("##");
            }
        }
        return true;
    }

    /** GitHub takes a line for a command that begins with two colons, blanks before them or not. */
    private static boolean opensCommand(String text) {
        int first = firstLetter(text);
        return text.startsWith("::", first);
    }

    private static int firstLetter(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) == ' ') {
            first++;
        }
        return first;
    }

    private static String escaped(String text, boolean quoted) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        int command = !quoted && opensCommand(text) ? firstLetter(text) : -1;
        int before = 0;
        for (int i = 0; i < text.length(); ) {
            int at = i;
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
            } else if (!isShowable(c) || (c == '#' && before == '#') || at == command) {
                // Two hash signs open a logging command of several CI systems, wherever they stand in a line.
                for (char unit : Character.toChars(c)) {
                    escaped.append("\\u").append(HEX.toHexDigits(unit));
                }
            } else {
                escaped.appendCodePoint(c);
            }
            before = c;
        }
        return escaped.toString();
    }

    /** Whether a reader sees this character as itself, where it stands. */
    public static boolean isShowable(int c) {
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
