package dev.kgit.diff;

import java.util.Locale;

/** Why desired and live differ. */
public enum Cause {
    /** The files changed since what was applied last. */
    GIT,
    /** Somebody changed the cluster. */
    DRIFT,
    /** The files and the cluster changed. */
    BOTH,
    /** It is not known what was applied last, or what an environment variable or a secret in it was then. */
    UNKNOWN;

    /** {@code git}, {@code drift}, {@code both}, {@code unknown}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The cause of something that has parts with these causes. */
    public Cause and(Cause other) {
        if (this == other) {
            return this;
        }
        return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : BOTH;
    }
}
