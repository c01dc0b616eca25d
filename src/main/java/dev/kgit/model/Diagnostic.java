package dev.kgit.model;

import org.jspecify.annotations.Nullable;

/**
 * Something that the user should know: what is wrong, where, and what to do about it. Diagnostics are values; they are
 * gathered and told together.
 *
 * @param code stable code {@code KG###}; {@code kgit explain CODE} tells more
 * @param message one sentence, never holding a secret
 * @param hint what to do, or null
 * @param place the file position it is about, or null
 * @param subject the resource it is about, or null
 */
public record Diagnostic(
        String code,
        Severity severity,
        String message,
        @Nullable String hint,
        @Nullable Place place,
        @Nullable ResourceId subject) {

    public static Diagnostic error(String code, String message) {
        return new Diagnostic(code, Severity.ERROR, message, null, null, null);
    }

    public static Diagnostic warning(String code, String message) {
        return new Diagnostic(code, Severity.WARNING, message, null, null, null);
    }

    public static Diagnostic info(String code, String message) {
        return new Diagnostic(code, Severity.INFO, message, null, null, null);
    }

    public Diagnostic withHint(@Nullable String newHint) {
        return new Diagnostic(code, severity, message, newHint, place, subject);
    }

    public Diagnostic withPlace(@Nullable Place newPlace) {
        return new Diagnostic(code, severity, message, hint, newPlace, subject);
    }

    public Diagnostic withSubject(@Nullable ResourceId newSubject) {
        return new Diagnostic(code, severity, message, hint, place, newSubject);
    }

    /** The hint; an error that brings none has a page that says what to do. */
    public @Nullable String advice() {
        return hint == null && isError() ? "`kgit explain " + code + "` says what to do" : hint;
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@code path:line:column: error KG###: what is wrong}, the hint on a line of its own. */
    @Override
    public String toString() {
        String where = place == null ? "" : PrintableText.text(place.toString()) + ": ";
        String advice = advice();
        String tail = advice == null ? "" : "\n  hint: " + PrintableText.text(advice);
        return where + severity.label() + " " + code + ": " + PrintableText.text(message) + tail;
    }
}
