package dev.kgit.kind;

import java.util.Locale;

/** In what way a resource is not as it was applied. */
public enum DriftType {
    /** A value is another one. */
    CHANGED,
    /** It is not there. */
    MISSING,
    /** It was deleted and created again: another topic under the same name. */
    RECREATED,
    /** A config key is set that was not applied. */
    EXTRA,
    /** A connector was paused or stopped. */
    PAUSED,
    /** A connector or one of its tasks has failed. */
    FAILED,
    /** Something is under way: a reassignment, or throttles left by one. */
    IN_FLIGHT,
    /** It was deleted by an apply and is there. */
    UNEXPECTED;

    /** {@code changed}, {@code missing}, ..., {@code in-flight}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
