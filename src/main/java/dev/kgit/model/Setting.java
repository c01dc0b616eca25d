package dev.kgit.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One value of a resource, as text, with what is known about it.
 *
 * @param value the canonical text ({@code 604800000}, not {@code 7d}); null where it is set but cannot be known, as when
 *     a Connect worker returns it masked
 * @param sensitive never shown in any output
 * @param place where the repository says it; null for live values and for kgit's own defaults
 */
public record Setting(
        @Nullable String value, boolean sensitive, @Nullable Place place) {

    /** What stands in every output for a value that must not be seen. */
    public static final String REDACTED = "(sensitive)";

    public static Setting of(String value) {
        return new Setting(value, false, null);
    }

    /** A live value that the platform does not give away: neither equal to anything nor different from it. */
    public static Setting unknown() {
        return new Setting(null, true, null);
    }

    public Setting asSensitive() {
        return sensitive ? this : new Setting(value, true, place);
    }

    public boolean isUnknown() {
        return value == null;
    }

    /** The value itself, for what is sent to the platform; an unknown value is never sent. */
    public String text() {
        return Objects.requireNonNull(value, "an unknown value has no text");
    }

    /** What may be printed. */
    public String shown() {
        return sensitive || value == null ? REDACTED : value;
    }

    /** Safe to print: a sensitive value does not show. */
    @Override
    public String toString() {
        return shown();
    }
}
