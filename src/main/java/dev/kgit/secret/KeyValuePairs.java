package dev.kgit.secret;

import java.util.List;
import java.util.Set;

/**
 * Lists of {@code name=value}, whatever parts them: properties, URL queries, JDBC and ODBC strings, JAAS options, connection
 * strings. Each pair is judged by its name like a config key.
 */
final class KeyValuePairs {

    /** What ends a value that is not quoted. */
    private static final String ENDS = ";&,|)}\"'";

    /** A credential is no longer; what is cut off changes nothing about what it is. */
    static final int LONGEST = 512;

    private static final int LONGEST_NAME = 120;

    /** Of these keys the pairs say what becomes of what: fields and their names. Only a random value is then a secret. */
    private static final Set<String> MAPPINGS =
            Set.of(("map mapping mappings rename renames renamed field fields column columns alias aliases "
                            + "projection schema query kcql sql statement include exclude list whitelist blacklist "
                            + "allowlist denylist filter regex pattern type types spec name names topicmap condition "
                            + "expression script cypher")
                    .split(" "));

    private static final List<String> STATEMENTS =
            List.of("select ", "insert ", "update ", "delete ", "merge ", "match ", "with ");

    private KeyValuePairs() {}

    static boolean hold(String text, ConfigKey key) {
        boolean names = MAPPINGS.contains(key.last(0)) || isStatement(text);
        int end = -1;
        for (int equals = text.indexOf('='); equals >= 0; equals = text.indexOf('=', equals + 1)) {
            int nameEnd = back(text, equals);
            int nameStart = nameStart(text, nameEnd);
            if (nameStart == nameEnd) {
                continue;
            }
            int valueStart = forth(text, equals + 1);
            boolean quoted = valueStart < text.length() && "\"'".indexOf(text.charAt(valueStart)) >= 0;
            if (quoted) {
                valueStart++;
            }
            if (end < valueStart || quoted) {
                end = quoted ? quoteEnd(text, valueStart) : valueEnd(text, valueStart);
            }
            KeyClassifier said = meaning(text.substring(nameStart, nameEnd));
            KeyClassifier meaning = names && said.namesSecret() ? KeyClassifier.MAYBE : said;
            if (meaning != KeyClassifier.NOTHING
                    && SecretDetector.isNamedSecret(
                            meaning, text.substring(valueStart, Math.min(end, valueStart + LONGEST)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isStatement(String text) {
        return STATEMENTS.stream().anyMatch(verb -> text.regionMatches(true, 0, verb, 0, verb.length()));
    }

    private static KeyClassifier meaning(String name) {
        if (name.equalsIgnoreCase("sig") || name.equalsIgnoreCase("code")) {
            return KeyClassifier.MAYBE;
        }
        return KeyClassifier.of(ConfigKey.of(name));
    }

    /** The name's end before the equals sign: spaces, and what quotes the name or escapes a quote, are none of it. */
    private static int back(String text, int equals) {
        int end = equals;
        while (end > 0 && equals - end < 3 && " \"'\\".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static int nameStart(String text, int end) {
        int start = end;
        while (start > 0 && end - start < LONGEST_NAME && isNameCharacter(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static int forth(String text, int from) {
        int start = from;
        while (start < text.length() && start - from < 3 && " \\".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        return start;
    }

    private static int quoteEnd(String text, int from) {
        int end = text.indexOf(text.charAt(from - 1), from);
        return end < 0 ? text.length() : end;
    }

    private static int valueEnd(String text, int from) {
        int end = from;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && ENDS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static boolean isNameCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
    }
}
