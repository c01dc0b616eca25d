package dev.kgit.model;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** {@code *} stands for any text, {@code ?} for one character; everything else for itself. */
public final class Glob {

    private Glob() {}

    public static boolean anyMatches(Collection<String> globs, String text) {
        return globs.stream().anyMatch(glob -> matches(glob, text));
    }

    public static boolean isGlob(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** The ids that one of the globs matches; all ids where there are none. */
    public static Predicate<ResourceId> filter(Collection<String> globs) {
        List<String> all = List.copyOf(globs);
        return id -> all.isEmpty() || anyMatches(all, id.toString());
    }

    /** Whether one of the globs can match a text that begins so; true where there are none. */
    public static boolean mayMatchPrefix(Collection<String> globs, String beginning) {
        return globs.isEmpty()
                || globs.stream()
                        .map(Glob::literalPrefix)
                        .anyMatch(literal -> literal.startsWith(beginning) || beginning.startsWith(literal));
    }

    private static String literalPrefix(String glob) {
        int end = 0;
        while (end < glob.length() && glob.charAt(end) != '*' && glob.charAt(end) != '?') {
            end++;
        }
        return glob.substring(0, end);
    }

    /** Takes up to the product of both lengths, however many stars there are: only the last star is tried again. */
    public static boolean matches(String glob, String text) {
        int g = 0;
        int t = 0;
        int star = -1;
        int retry = 0;
        while (t < text.length()) {
            int c = text.codePointAt(t);
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                retry = t;
            } else if (g < glob.length() && (glob.charAt(g) == '?' || glob.codePointAt(g) == c)) {
                g += Character.charCount(glob.codePointAt(g));
                t += Character.charCount(c);
            } else if (star >= 0) {
                g = star + 1;
                retry = next(glob, g, text, retry + Character.charCount(text.codePointAt(retry)));
                if (retry < 0) {
                    return false;
                }
                t = retry;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }

    /** Where what stands behind a star can begin, from there on; negative where it can't. */
    private static int next(String glob, int g, String text, int from) {
        if (g == glob.length() || from >= text.length()) {
            return from;
        }
        char c = glob.charAt(g);
        return c == '*' || c == '?' || Character.isSurrogate(c) ? from : text.indexOf(c, from);
    }
}
