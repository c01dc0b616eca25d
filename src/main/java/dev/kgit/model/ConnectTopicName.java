package dev.kgit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A topic's name read as that of one of the three topics in which a Connect cluster keeps what it knows: names that differ
 * in the word for their role alone.
 *
 * @param stem what the three have in common
 * @param role {@code config}, {@code offset} or {@code status}
 */
public record ConnectTopicName(Stem stem, String role) {

    public static final Set<String> ROLES = Set.of("config", "offset", "status");

    private static final Pattern ROLE = Pattern.compile("(config|offset|status)(s|es)?", Pattern.CASE_INSENSITIVE);

    /** What stands before and behind the word. */
    public record Stem(String before, String after) {}

    /** All that the name can be read as: a stem may hold such a word too. */
    public static List<ConnectTopicName> readings(String name) {
        List<ConnectTopicName> readings = new ArrayList<>();
        Matcher word = ROLE.matcher(name);
        while (word.find()) {
            readings.add(new ConnectTopicName(
                    new Stem(name.substring(0, word.start()), name.substring(word.end())),
                    word.group(1).toLowerCase(Locale.ROOT)));
        }
        return readings;
    }
}
