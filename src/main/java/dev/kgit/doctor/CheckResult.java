package dev.kgit.doctor;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a check-up.
 *
 * @param about what was looked at: {@code files}, {@code kafka}, {@code connect/NAME}, {@code permissions}, ...
 * @param text what was found
 * @param trouble what is wrong with it and what to do; null: it is well
 * @param commands shell commands that would cure it
 */
public record CheckResult(
        String about, String text, @Nullable Diagnostic trouble, List<String> commands) {

    /** About the desired-state files: their errors are the user's, all others are the world's. */
    public static final String FILES = "files";

    /** How bad it is. */
    public enum Health {
        OK,
        /** Could not or need not be looked at. */
        NOTE,
        WARNING,
        ERROR;

        /** {@code ok}, {@code note}, {@code warning}, {@code error}. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public CheckResult {
        commands = List.copyOf(commands);
    }

    public static CheckResult ok(String about, String text) {
        return new CheckResult(about, text, null, List.of());
    }

    public static CheckResult trouble(String about, Diagnostic trouble) {
        return new CheckResult(about, trouble.message(), trouble, List.of());
    }

    public CheckResult curedBy(List<String> newCommands) {
        return new CheckResult(about, text, trouble, newCommands);
    }

    public Health health() {
        if (trouble == null) {
            return Health.OK;
        }
        Severity severity = trouble.severity();
        return switch (severity) {
            case ERROR -> Health.ERROR;
            case WARNING -> Health.WARNING;
            case INFO -> Health.NOTE;
        };
    }
}
