package dev.kgit.workflow;

import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code *} for anything, {@code ?} for one character, over resource ids. */
public final class Globs {

    private Globs() {}

    /** Matches an id that one of the globs matches; all ids where there are none. */
    public static Predicate<ResourceId> over(List<String> globs) {
        if (globs.isEmpty()) {
            return id -> true;
        }
        List<Pattern> patterns = globs.stream().map(Globs::pattern).toList();
        return id -> patterns.stream()
                .anyMatch(pattern -> pattern.matcher(id.toString()).matches());
    }

    /** Whether one of the globs can match an id that begins so; true where there are none. */
    static boolean reach(List<String> globs, String beginning) {
        return globs.isEmpty()
                || globs.stream()
                        .map(Globs::literal)
                        .anyMatch(literal -> literal.startsWith(beginning) || beginning.startsWith(literal));
    }

    /** What a glob says before its first wildcard. */
    private static String literal(String glob) {
        return glob.split("[*?]", 2)[0];
    }

    static Pattern pattern(String glob) {
        return Pattern.compile(glob.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining()));
    }
}
