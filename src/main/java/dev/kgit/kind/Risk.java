package dev.kgit.kind;

import java.util.Locale;

/** How much a change can hurt. */
public enum Risk {
    LOW,
    MEDIUM,
    HIGH;

    /** {@code low}, {@code medium}, {@code high}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Risk atLeast(Risk other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
