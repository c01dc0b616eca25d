package dev.kgit.manifest;

import java.util.Optional;
import java.util.regex.Pattern;

/** What Kafka takes as the name of the ledger, which is a topic whatever kinds of resources there are. */
final class LedgerTopicName {

    private static final int LONGEST = 249;
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]+");

    private LedgerTopicName() {}

    /** What Kafka holds against the name; empty where nothing. */
    static Optional<String> objection(String name) {
        if (name.isEmpty()) {
            return Optional.of("it is empty");
        }
        if (name.equals(".") || name.equals("..")) {
            return Optional.of("it can't be `.` or `..`");
        }
        if (name.length() > LONGEST) {
            return Optional.of("it is longer than " + LONGEST + " characters");
        }
        return ALLOWED.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("only letters, digits, `.`, `_` and `-` are allowed");
    }
}
