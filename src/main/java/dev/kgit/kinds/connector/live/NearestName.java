package dev.kgit.kinds.connector.live;

import dev.kgit.model.DidYouMean;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant who mistyped. */
public final class NearestName {

    private static final String SUFFIX = "connector";

    private NearestName() {}

    /** The nearest candidate that differs by one or two keystrokes, ties by the alphabet. */
    static Optional<String> to(String text, Collection<String> candidates) {
        int reach = text.length() < 6 ? 1 : 2;
        return candidates.stream()
                .filter(candidate -> !candidate.equals(text) && Math.abs(candidate.length() - text.length()) <= reach)
                .filter(candidate -> DidYouMean.distance(text, candidate) <= reach)
                .min(Comparator.<String>comparingInt(candidate -> DidYouMean.distance(text, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Those whose text has something of the other: for class names, where a mistake is seldom a keystroke. */
    static List<String> alike(String text, Collection<String> candidates) {
        String simple = simple(text);
        return candidates.stream()
                .filter(candidate -> {
                    String other = simple(candidate);
                    return other.contains(simple) || simple.contains(other) || DidYouMean.distance(simple, other) <= 3;
                })
                .sorted(Comparator.<String>comparingInt(candidate -> DidYouMean.distance(simple, simple(candidate)))
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
}
