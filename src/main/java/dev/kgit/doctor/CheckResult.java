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
 * @param problem what is wrong with it and what to do; null: it is well
 * @param commands shell commands that would cure it
 */
public record CheckResult(
        String about, String text, @Nullable Diagnostic problem, List<String> commands) {

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

    public static CheckResult problem(String about, Diagnostic problem) {
        return new CheckResult(about, problem.message(), problem, List.of());
    }

    public CheckResult withCommands(List<String> newCommands) {
        return new CheckResult(about, text, problem, newCommands);
    }

    public Health health() {
        if (problem == null) {
            return Health.OK;
        }
        Severity severity = problem.severity();
        return switch (severity) {
            case ERROR -> Health.ERROR;
            case WARNING -> Health.WARNING;
            case INFO -> Health.NOTE;
        };
    }
}
