package dev.kgit.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A config key as words: split at dots, dashes, underscores and capitals, in lower case, without the names that its author
 * chose. Connect's grammar says where those stand: {@code transforms.ALIAS.*}, {@code predicates.ALIAS.*},
 * {@code topic.creation.GROUP.*} and {@code config.providers.NAME.param.*}.
 */
record ConfigKey(List<String> words) {

    /** Longer ones are nobody's key. */
    private static final int LONGEST = 1000;

    /** Hadoop's keys for Azure end with the account that they are for: {@code fs.azure.account.key.NAME.dfs.core.windows.net}. */
    private static final Pattern AZURE_ACCOUNT =
            Pattern.compile("\\.[A-Za-z0-9-]{1,63}\\.(?:blob|dfs)\\.core\\.[A-Za-z.]{2,40}$");

    static ConfigKey of(String key) {
        String cut = key.length() > LONGEST ? key.substring(key.length() - LONGEST) : key;
        String text = AZURE_ACCOUNT.matcher(cut).replaceFirst("");
        List<String> words = new ArrayList<>();
        int start = afterAlias(text);
        int from = start;
        for (int i = start; i <= text.length(); i++) {
            boolean end = i == text.length() || !Character.isLetterOrDigit(text.charAt(i));
            if (end || (i > from && startsWord(text, i))) {
                if (i > from) {
                    words.addAll(CompoundWords.split(text.substring(from, i).toLowerCase(Locale.ROOT)));
                }
                from = end ? i + 1 : i;
            }
        }
        return new ConfigKey(List.copyOf(words));
    }

    /** Where the key begins once the name that its author chose is taken off. */
    private static int afterAlias(String key) {
        if (key.startsWith("transforms.") || key.startsWith("predicates.")) {
            return behind(key, 2);
        }
        if (key.startsWith("topic.creation.")) {
            return behind(key, 3);
        }
        if (key.startsWith("config.providers.")) {
            int after = behind(key, 3);
            return key.startsWith("param.", after) ? after + "param.".length() : after;
        }
        return 0;
    }

    /** Behind so many parts that end with a dot. */
    private static int behind(String key, int parts) {
        int at = 0;
        for (int i = 0; i < parts; i++) {
            int dot = key.indexOf('.', at);
            if (dot < 0) {
                return key.length();
            }
            at = dot + 1;
        }
        return at;
    }

    /** {@code aB} has a word from B on, {@code ABc} one from B on, {@code APIs} none within. */
    private static boolean startsWord(String text, int i) {
        char c = text.charAt(i);
        if (!Character.isUpperCase(c)) {
            return false;
        }
        boolean afterCapital = Character.isUpperCase(text.charAt(i - 1));
        boolean beforeSmall = i + 2 < text.length()
                && Character.isLowerCase(text.charAt(i + 1))
                && Character.isLetter(text.charAt(i + 2));
        return !afterCapital || beforeSmall;
    }

    /** The last word but so many; empty where there are not so many. */
    String last(int before) {
        int index = words.size() - 1 - before;
        return index < 0 ? "" : words.get(index);
    }

    ConfigKey withoutLast() {
        return new ConfigKey(words.subList(0, words.size() - 1));
    }

    boolean has(String word) {
        return words.contains(word);
    }
}
