package dev.kgit.model;

import java.util.Locale;

/** How bad a diagnostic is: errors stop the run, warnings and infos are told. */
public enum Severity {
    ERROR,
    WARNING,
    INFO;

    /** The word used in every output: {@code error}, {@code warning}, {@code info}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
