package dev.kgit.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One value of a resource, as text, with what is known about it.
 *
 * @param value the canonical text ({@code 604800000}, not {@code 7d}); null where it is set but cannot be known, as when
 *     a Connect worker returns it masked
 * @param sensitivity whether, and why, the value is shown in no output
 * @param masked what may be shown of a value that is made of secrets; null where nothing may
 * @param outside whether an environment variable or a secret has a part in it, or would have: at another time, in another
 *     place, the same files may say another value
 * @param place where the repository says it; null for live values and for kgit's own defaults
 */
public record FieldValue(
        @Nullable String value,
        Sensitivity sensitivity,
        @Nullable MaskedText masked,
        boolean outside,
        @Nullable Place place) {

    /** A value that the repository says, or the platform. */
    public FieldValue(
            @Nullable String value, Sensitivity sensitivity, @Nullable MaskedText masked, @Nullable Place place) {
        this(value, sensitivity, masked, false, place);
    }

    /** What stands in every output for a value that must not be seen. */
    public static final String REDACTED = "(sensitive)";

    /** Whether a value is a secret, and how that is known. */
    public enum Sensitivity {
        /** Not a secret. */
        NONE,
        /** It looks like a secret, by its key or its form; {@code plaintext:} says otherwise where that is wrong. */
        GUESSED,
        /** It is declared from a secret, holds one, or its plugin types it PASSWORD. */
        KNOWN;

        public Sensitivity and(Sensitivity other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    public static FieldValue of(String value) {
        return new FieldValue(value, Sensitivity.NONE, null, null);
    }

    /** A value that must not be shown. */
    public static FieldValue secret(@Nullable String value, @Nullable Place place) {
        return new FieldValue(value, Sensitivity.KNOWN, null, place);
    }

    /** A live value that the platform does not give away: neither equal to anything nor different from it. */
    public static FieldValue unknown() {
        return secret(null, null);
    }

    /** Never shown in any output. */
    public boolean sensitive() {
        return sensitivity != Sensitivity.NONE;
    }

    public FieldValue asSensitive() {
        return as(Sensitivity.KNOWN);
    }

    /** This value, at least so sensitive. */
    public FieldValue as(Sensitivity least) {
        return sensitivity.and(least) == sensitivity ? this : new FieldValue(value, least, masked, outside, place);
    }

    /** Masked on suspicion, unless it is known to be a secret. */
    public FieldValue asGuessed() {
        return as(Sensitivity.GUESSED);
    }

    /** Shown again where it was masked on suspicion alone. */
    public FieldValue withoutGuess() {
        return sensitivity == Sensitivity.GUESSED
                ? new FieldValue(value, Sensitivity.NONE, masked, outside, place)
                : this;
    }

    /** This value as one of which this may be shown. */
    public FieldValue withMasked(MaskedText text) {
        return new FieldValue(value, Sensitivity.KNOWN, text, outside, place);
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
        if (masked != null) {
            return masked.shown();
        }
        return sensitive() || value == null ? REDACTED : value;
    }

    /** Safe to print: a sensitive value does not show. */
    @Override
    public String toString() {
        return shown();
    }

    /** The value as a count; null where it is unknown or no count, as that of a topic whose partitions differ in it. */
    public @Nullable Integer asInteger() {
        try {
            return value == null ? null : Integer.valueOf(value.strip());
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
