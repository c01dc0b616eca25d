package dev.kgit.kinds.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A topic's name read as that of one of the three topics in which a Connect cluster keeps what it knows: names that differ
 * in the word for their role alone.
 *
 * @param stem what the three have in common
 * @param role {@code config}, {@code offset} or {@code status}
 */
public record ConnectTopicName(Stem stem, String role) {

    public static final Set<String> ROLES = Set.of("config", "offset", "status");

    private static final List<String> PLURALS = List.of("es", "s");

    /**
     * What stands before and behind the word. Comparing is written out: the first use of what the JVM makes for a record takes
     * milliseconds, and every plan would pay them.
     */
    public record Stem(String before, String after) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Stem that && before.equals(that.before) && after.equals(that.after);
        }

        @Override
        public int hashCode() {
            return 31 * before.hashCode() + after.hashCode();
        }
    }

    /** All that the name can be read as: a stem may hold such a word too. Case does not matter. */
    public static List<ConnectTopicName> readings(String name) {
        List<ConnectTopicName> readings = List.of();
        for (int start = 0; start < name.length(); start++) {
            String role = roleAt(name, start);
            if (role != null) {
                if (readings.isEmpty()) {
                    readings = new ArrayList<>();
                }
                int end = start + role.length();
                for (String plural : PLURALS) {
                    if (name.regionMatches(true, end, plural, 0, plural.length())) {
                        end += plural.length();
                        break;
                    }
                }
                readings.add(new ConnectTopicName(new Stem(name.substring(0, start), name.substring(end)), role));
            }
        }
        return readings;
    }

    private static @Nullable String roleAt(String name, int start) {
        return switch (name.charAt(start)) {
            case 'c', 'C' -> name.regionMatches(true, start, "config", 0, 6) ? "config" : null;
            case 'o', 'O' -> name.regionMatches(true, start, "offset", 0, 6) ? "offset" : null;
            case 's', 'S' -> name.regionMatches(true, start, "status", 0, 6) ? "status" : null;
            default -> null;
        };
    }
}
