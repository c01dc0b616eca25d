package dev.kgit.manifest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Placeholders in the style of other tools, with kgit's names in them: {@code ${var.x}}, {@code {{ var.x }}}. Nobody would put
 * anything in for them, and a secret that was meant would reach the platform as these very letters.
 */
final class ForeignPlaceholders {

    private static final String NAMED = "\\s*((?:var|env|secret)\\.[A-Za-z_][A-Za-z0-9_-]*)\\s*";
    private static final Pattern FOREIGN =
            Pattern.compile("\\$\\{" + NAMED + "\\}|(?<!\\$)\\{\\{" + NAMED + "\\}\\}|\\$\\(" + NAMED + "\\)");

    private ForeignPlaceholders() {}

    /**
     * One of them.
     *
     * @param text as it stands there
     * @param kind var, env or secret
     */
    record Found(String text, String kind, String name) {

        /** As kgit has it. */
        String meant() {
            return "${{ " + kind + "." + name + " }}";
        }
    }

    static Optional<Found> first(String text) {
        if (text.indexOf('{') < 0 && text.indexOf('(') < 0) {
            return Optional.empty();
        }
        Matcher matcher = FOREIGN.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String name = "";
        for (int group = 1; group <= matcher.groupCount(); group++) {
            name = matcher.group(group) == null ? name : matcher.group(group);
        }
        int dot = name.indexOf('.');
        return Optional.of(new Found(matcher.group(), name.substring(0, dot), name.substring(dot + 1)));
    }

    /** Whether the text would be taken for a placeholder, of kgit or of another tool, where it is read. */
    static boolean isIn(String text) {
        return text.contains("${{") || first(text).isPresent();
    }
}
