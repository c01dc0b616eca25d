package dev.kgit.connect;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant who mistyped. */
final class Nearest {

    private static final String SUFFIX = "connector";

    private Nearest() {}

    /** The nearest candidate that differs by one or two keystrokes, ties by the alphabet. */
    static Optional<String> to(String text, Collection<String> candidates) {
        int reach = text.length() < 6 ? 1 : 2;
        return candidates.stream()
                .filter(candidate -> !candidate.equals(text) && Math.abs(candidate.length() - text.length()) <= reach)
                .filter(candidate -> distance(text, candidate) <= reach)
                .min(Comparator.<String>comparingInt(candidate -> distance(text, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Those whose text has something of the other: for class names, where a mistake is seldom a keystroke. */
    static List<String> alike(String text, Collection<String> candidates) {
        String simple = simple(text);
        return candidates.stream()
                .filter(candidate -> {
                    String other = simple(candidate);
                    return other.contains(simple) || simple.contains(other) || distance(simple, other) <= 3;
                })
                .sorted(Comparator.<String>comparingInt(candidate -> distance(simple, simple(candidate)))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Without what Connect lets people leave out. */
    private static String simple(String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return simple.endsWith(SUFFIX) && !simple.equals(SUFFIX)
                ? simple.substring(0, simple.length() - SUFFIX.length())
                : simple;
    }

    /** Keystrokes between two words: a letter more, less, another, or two neighbours swapped. */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }
}
