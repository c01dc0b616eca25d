package dev.kgit.diff;

import java.util.Locale;

/** What happens to a resource. */
public enum ChangeType {
    CREATE,
    UPDATE,
    DELETE;

    /** {@code create}, {@code update}, {@code delete}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
