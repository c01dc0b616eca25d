package dev.kgit.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** "Did you mean": the name that is closest to a mistyped one. */
public final class DidYouMean {

    /** What keys end with and people leave out. */
    private static final List<String> LAST_WORDS = List.of(".ms", ".bytes", ".name", ".enable");

    private DidYouMean() {}

    /** The closest of the names, if any is close enough to be what was meant. */
    public static Optional<String> closest(String typed, Collection<String> names) {
        return closest(
                typed, names, Math.max(1, Math.min(3, typed.length() / 3)), text -> text.toLowerCase(Locale.ROOT));
    }

    /**
     * The same by a stricter measure, for names that Kafka or a plugin has made up, so that a name of their own is not taken for
     * a mistake: one keystroke, two in a word of six letters or more, and upper case is another letter.
     */
    public static Optional<String> closestStrictly(String typed, Collection<String> names) {
        return closest(typed, names, typed.length() < 6 ? 1 : 2, text -> text);
    }

    /**
     * The same for config keys, which also miss their last word: {@code linger} is {@code linger.ms}, where that alone is one of
     * the keys.
     */
    public static Optional<String> closestKey(String typed, Collection<String> keys) {
        Optional<String> near = closestStrictly(typed, keys);
        if (near.isPresent()) {
            return near;
        }
        List<String> whole =
                LAST_WORDS.stream().map(typed::concat).filter(keys::contains).toList();
        return whole.size() == 1 ? Optional.of(whole.get(0)) : Optional.empty();
    }

    private static Optional<String> closest(
            String typed, Collection<String> names, int allowed, UnaryOperator<String> folded) {
        String word = folded.apply(typed);
        return names.stream()
                .filter(name -> Math.abs(name.length() - typed.length()) <= allowed)
                .map(name -> new Distance(name, distance(word, folded.apply(name), allowed)))
                // Where no letter is left there is no likeness.
                .filter(candidate -> candidate.edits() <= allowed && candidate.edits() < typed.length())
                .min(Comparator.comparingInt(Distance::edits).thenComparing(Distance::name))
                .map(Distance::name);
    }

    /** A hint that begins with "did you mean" where something is close, and else is only what the rest says. */
    public static String hint(String typed, Collection<String> names, String rest) {
        return closest(typed, names)
                .map(name -> "did you mean `" + name + "`? " + rest)
                .orElse(rest);
    }

    private record Distance(String name, int edits) {}

    /** Keystrokes between two words: a letter more, less, another, or two neighbours swapped. */
    public static int distance(String a, String b) {
        return distance(a, b, Integer.MAX_VALUE);
    }

    /** The same, or any number above the limit where it is above: thousands of names are compared, and few are close. */
    private static int distance(String a, String b, int limit) {
        // What both begin and end with takes no keystroke; names of one kind have much of that.
        int begin = 0;
        int shorter = Math.min(a.length(), b.length());
        while (begin < shorter && a.charAt(begin) == b.charAt(begin)) {
            begin++;
        }
        int end = 0;
        while (end < shorter - begin && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
            end++;
        }
        return distanceOfAll(a.substring(begin, a.length() - end), b.substring(begin, b.length() - end), limit);
    }

    private static int distanceOfAll(String a, String b, int limit) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        int leastOfLast = 0;
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            // Each row is made of the two before it, and is nowhere less than both of them.
            if (Math.min(least, leastOfLast) > limit) {
                return Math.min(least, leastOfLast);
            }
            leastOfLast = least;
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }
}
