package dev.kgit.secret;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lookups by Kafka's config providers, {@code ${provider:key}} and {@code ${provider:path:key}}. A {@code ${...}} without a
 * provider, such as {@code ${routedByValue}}, is none: Connect passes it on as it stands. Every method reads the text once.
 */
public final class ProviderLookups {

    /** Stands for a lookup in a text of which only the rest is of interest; no config value holds it. */
    static final char LOOKUP = '\uFFFC';

    private static final String OPEN = "${";

    private ProviderLookups() {}

    /**
     * Where a lookup stands in its text.
     *
     * @param start of the {@code $}
     * @param end behind the closing brace
     */
    public record Span(int start, int end) {}

    public static boolean isIn(String text) {
        return next(text, 0) != null;
    }

    /** All lookups of the text, from left to right. */
    public static List<Span> in(String text) {
        List<Span> spans = new ArrayList<>();
        for (Span span = next(text, 0); span != null; span = next(text, span.end())) {
            spans.add(span);
        }
        return spans;
    }

    /** Whether the text is lookups and nothing else. */
    public static boolean isNothingElse(String text) {
        String rest = marked(text.strip());
        return !rest.isEmpty() && rest.chars().allMatch(c -> c == LOOKUP);
    }

    /** The text with {@link #LOOKUP} in place of each lookup. */
    static String marked(String text) {
        Span span = next(text, 0);
        if (span == null) {
            return text;
        }
        StringBuilder rest = new StringBuilder(text.length());
        int from = 0;
        for (; span != null; span = next(text, from)) {
            rest.append(text, from, span.start()).append(LOOKUP);
            from = span.end();
        }
        return rest.append(text, from, text.length()).toString();
    }

    private static @Nullable Span next(String text, int from) {
        for (int open = text.indexOf(OPEN, from); open >= 0; open = text.indexOf(OPEN, open + 1)) {
            int colon = open + OPEN.length();
            while (colon < text.length() && isNameCharacter(text.charAt(colon))) {
                colon++;
            }
            boolean named = colon > open + OPEN.length() && colon < text.length() && text.charAt(colon) == ':';
            if (named) {
                int close = text.indexOf('}', colon);
                // Without a brace behind this one there is none behind the next one either.
                return close < 0 ? null : new Span(open, close + 1);
            }
        }
        return null;
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._-".indexOf(c) >= 0;
    }
}
