package dev.kgit.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean": the name that is closest to a mistyped one. */
public final class Suggestion {

    private Suggestion() {}

    /** The closest of the names, if any is close enough to be what was meant. */
    public static Optional<String> closest(String typed, Collection<String> names) {
        int allowed = Math.max(1, Math.min(3, typed.length() / 3));
        String lower = typed.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> Math.abs(name.length() - typed.length()) <= allowed)
                .map(name -> new Distance(name, distance(lower, name.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.edits() <= allowed)
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

    /** Edits (insert, delete, replace, swap of neighbours) that turn one into the other. */
    private static int distance(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                boolean same = from.charAt(i - 1) == to.charAt(j - 1);
                int best = Math.min(edits[i - 1][j] + 1, edits[i][j - 1] + 1);
                best = Math.min(best, edits[i - 1][j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    best = Math.min(best, edits[i - 2][j - 2] + 1);
                }
                edits[i][j] = best;
            }
        }
        return edits[from.length()][to.length()];
    }
}
