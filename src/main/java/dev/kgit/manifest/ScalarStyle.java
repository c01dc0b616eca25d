package dev.kgit.manifest;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How a value is written down, so that it is read again as what it was. */
public enum ScalarStyle {
    /** A YAML value in a line of its own. */
    BLOCK {
        @Override
        public String quoted(String text) {
            return isPlain(text) ? text : inQuotes(text);
        }
    },
    /** A YAML value in braces or brackets. */
    FLOW {
        @Override
        public String quoted(String text) {
            return isPlain(text) && !FLOW_MARKS.matcher(text).find() ? text : inQuotes(text);
        }
    },
    /** A JSON string. */
    JSON {
        @Override
        public String quoted(String text) {
            return doubleQuoted(text, true);
        }

        @Override
        public String value(String key, String text) {
            return quoted(ForeignPlaceholders.isIn(text) ? literal(text) : text);
        }
    };

    private static final Pattern FLOW_MARKS = Pattern.compile("[,\\[\\]{}]");

    /** Numbers and truth values that every reader takes for the same. */
    private static final Pattern CERTAIN =
            Pattern.compile("true|false|-?(0|[1-9][0-9]{0,14})(\\.[0-9]+)?|[1-9][0-9]*(ms|s|m|h|d|KiB|MiB|GiB|TiB)");

    /** What some reader takes for something else than text: numbers, dates, times. */
    private static final Pattern DOUBTFUL =
            Pattern.compile("[-+.0-9][-+.0-9a-fA-FxXoOtTzZ_:eE ]*|[-+]?\\.(inf|nan)|[=~]");

    private static final Set<String> WORDS =
            Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n", ".nan", ".inf");

    /** What can't begin a plain value, stand in it or end it. */
    private static final Pattern SPECIAL =
            Pattern.compile("^[-?:,\\[\\]{}#&*!|>'\"%@`\\s]|: |\\s#|:$|\\s$|^\\.\\.\\.|^<<$|^=$");

    /** The text in quotes where it needs them. */
    public abstract String quoted(String text);

    /** A config value as canonical text, in a unit for people where its key takes one and it is exact. */
    public String value(String key, String text) {
        if (ForeignPlaceholders.isIn(text) || Units.hasUnit(key, text)) {
            return quoted(literal(text));
        }
        return quoted(Units.human(key, text));
    }

    /** {@code ${{ 'text' }}}: nothing in it is expanded or converted. */
    public static String literal(String text) {
        return "${{ '" + text.replace("'", "''") + "' }}";
    }

    private static boolean isPlain(String text) {
        if (CERTAIN.matcher(text).matches()) {
            return true;
        }
        return !text.isEmpty()
                && !WORDS.contains(text.toLowerCase(Locale.ROOT))
                && !DOUBTFUL.matcher(text).matches()
                && !SPECIAL.matcher(text).find()
                && text.codePoints().allMatch(ScalarStyle::shows);
    }

    /** Whether a reader of the file sees the character for what it is. */
    private static boolean shows(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    private static String inQuotes(String text) {
        boolean single = text.contains("\\") || text.contains("\"");
        return single && text.codePoints().allMatch(ScalarStyle::shows)
                ? "'" + text.replace("'", "''") + "'"
                : doubleQuoted(text, false);
    }

    /** YAML's and JSON's quotes are the same but for characters beyond 16 bits. */
    private static String doubleQuoted(String text, boolean json) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (shows(c)) {
                        quoted.appendCodePoint(c);
                    } else if (!json && Character.isSupplementaryCodePoint(c)) {
                        quoted.append(String.format(Locale.ROOT, "\\U%08x", c));
                    } else {
                        for (char unit : Character.toChars(c)) {
                            quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                        }
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
