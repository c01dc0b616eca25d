package dev.kgit.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kafka's own config providers: the worker puts a secret where the config says {@code ${file:path:key}}. */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}");

    private Placeholders() {}

    static boolean in(String configured) {
        return configured.contains("${");
    }

    /**
     * What the worker put in: the whole value, and each part of it that stands for a placeholder.
     *
     * @param configured with placeholders
     * @param resolved the same value as the worker echoes it
     */
    static List<String> resolved(String configured, String resolved) {
        List<String> parts = new ArrayList<>(List.of(resolved));
        StringBuilder shape = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(configured);
        int end = 0;
        while (placeholder.find()) {
            shape.append(Pattern.quote(configured.substring(end, placeholder.start())))
                    .append("(.*?)");
            end = placeholder.end();
        }
        shape.append(Pattern.quote(configured.substring(end)));
        Matcher match = Pattern.compile(shape.toString(), Pattern.DOTALL).matcher(resolved);
        if (match.matches()) {
            for (int group = 1; group <= match.groupCount(); group++) {
                parts.add(match.group(group));
            }
        }
        return parts;
    }
}
