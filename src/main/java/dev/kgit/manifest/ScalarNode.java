package dev.kgit.manifest;

import dev.kgit.model.FieldValue;
import dev.kgit.model.Place;
import dev.kgit.secret.SecretDetector;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A single value.
 *
 * @param text the source text: {@code 012}, {@code 0.50} and {@code on} stay what they are
 * @param kind what the text is where structure asks for a number or a truth value
 * @param origin what went into the text
 * @param secrets which secrets are a part of the text, also where their values are not known; null where none is
 */
public record ScalarNode(
        Place place,
        String text,
        Kind kind,
        Origin origin,
        @Nullable SecretParts secrets) implements Node {

    public ScalarNode(Place place, String text, Kind kind, Origin origin) {
        this(place, text, kind, origin, null);
    }

    /** What a plain scalar is by YAML 1.2's core schema, short of what people read in two ways (octal, hex, +1). */
    public enum Kind {
        TEXT,
        /** Text that stays what it is, also where it looks like a duration or a size: of {@code ${{ '7d' }}}. */
        LITERAL,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NULL;

        private static final Pattern INTEGERS = Pattern.compile("-?(0|[1-9][0-9]*)");
        private static final Pattern DECIMALS = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

        static Kind ofPlain(String text) {
            switch (text) {
                case "", "~", "null", "Null", "NULL":
                    return NULL;
                case "true", "True", "TRUE", "false", "False", "FALSE":
                    return BOOLEAN;
                default:
                    char first = text.charAt(0);
                    if (first != '-' && (first < '0' || first > '9')) {
                        return TEXT;
                    }
                    if (INTEGERS.matcher(text).matches()) {
                        return INTEGER;
                    }
                    return DECIMALS.matcher(text).matches() ? DECIMAL : TEXT;
            }
        }
    }

    /** What went into a value, the gravest part counting. */
    public enum Origin {
        /** Written in the repository. */
        FILE,
        /** Written in the repository, for where an environment variable is not set. */
        DEFAULT,
        /** An environment variable or a secret has a part in it. */
        ENVIRONMENT,
        /** Some part could not be resolved; the text still holds the placeholder. */
        UNKNOWN;

        Origin and(Origin other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    public static ScalarNode text(Place place, String text) {
        return new ScalarNode(place, text, Kind.TEXT, Origin.FILE);
    }

    public boolean isNull() {
        return kind == Kind.NULL;
    }

    public boolean isUnknown() {
        return origin == Origin.UNKNOWN;
    }

    /** Whether the text stands in the repository as it is here. */
    public boolean isWritten() {
        return origin == Origin.FILE || origin == Origin.DEFAULT;
    }

    /** The whole number that this is; null where it is none, or none that an int holds. */
    @Nullable
    public Integer asInteger() {
        if (kind != Kind.INTEGER || isUnknown()) {
            return null;
        }
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }

    /** Whether this is the word true. */
    public boolean isTrue() {
        return kind == Kind.BOOLEAN && text.equalsIgnoreCase("true");
    }

    public ScalarNode withText(String newText) {
        return new ScalarNode(place, newText, kind, origin, secrets);
    }

    /** What a message may quote of it: a secret does not show, and nothing of a value that could not be resolved. */
    public String shown() {
        return secrets == null
                ? SchemaDiagnostics.shown(text)
                : SchemaDiagnostics.shown(secrets.text().shown());
    }

    /** The value as a setting under a key: sensitive where a secret has a part in it, or where it looks like one. */
    public FieldValue setting(String key) {
        FieldValue known = setting();
        return !known.sensitive() && SecretDetector.isSensitive(key, text) ? known.asGuessed() : known;
    }

    /** The value as a setting that nothing but a secret makes sensitive. */
    public FieldValue setting() {
        @Nullable String value = isUnknown() ? null : text;
        boolean known = value != null && secrets == null;
        return new FieldValue(
                value,
                known ? FieldValue.Sensitivity.NONE : FieldValue.Sensitivity.KNOWN,
                secrets == null ? null : secrets.text(),
                origin != Origin.FILE,
                place);
    }

    @Override
    public <T extends @Nullable Object> T fold(
            Function<? super MapNode, ? extends T> map,
            Function<? super ListNode, ? extends T> list,
            Function<? super ScalarNode, ? extends T> scalar) {
        return scalar.apply(this);
    }

    /** Safe to print: a value that a secret has a part in does not show. */
    @Override
    public String toString() {
        return place + " " + shown();
    }
}
