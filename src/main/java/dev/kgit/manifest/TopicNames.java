package dev.kgit.manifest;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rules of names. */
final class TopicNames {

    private static final int LONGEST_TOPIC = 249;
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]+");

    private TopicNames() {}

    /** What Kafka holds against a topic's name; empty where nothing. */
    static Optional<String> objectionToTopic(String name) {
        if (name.isEmpty()) {
            return Optional.of("it is empty");
        }
        if (name.equals(".") || name.equals("..")) {
            return Optional.of("it can't be `.` or `..`");
        }
        if (name.length() > LONGEST_TOPIC) {
            return Optional.of("it is longer than " + LONGEST_TOPIC + " characters");
        }
        return TOPIC.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("only letters, digits, `.`, `_` and `-` are allowed");
    }

    /** {@code NOTIFICATION_API_KEY} as {@code notificationApiKey}. */
    static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("[_-]+", -1)) {
            String lower = word.toLowerCase(Locale.ROOT);
            camel.append(
                    camel.isEmpty() || lower.isEmpty()
                            ? lower
                            : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1));
        }
        return camel.toString();
    }
}
