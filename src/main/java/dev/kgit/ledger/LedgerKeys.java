package dev.kgit.ledger;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keys of the ledger's records: {@code entry/PROJECT/ENVIRONMENT}, {@code run/PROJECT/ENVIRONMENT/RUN},
 * {@code drift/PROJECT/ENVIRONMENT} and {@code lease/PROJECT/ENVIRONMENT/CLAIM}.
 */
public final class LedgerKeys {

    private static final String ENTRY = "entry/";
    private static final String RUN = "run/";
    private static final String DRIFT = "drift/";
    private static final String LEASE = "lease/";

    private LedgerKeys() {}

    /**
     * Whose record it is. Comparing is written out: the first use of what the JVM makes for a record takes milliseconds, and
     * every command that reads the ledger would pay them.
     */
    record Owner(String project, String environment) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Owner that && project.equals(that.project) && environment.equals(that.environment);
        }

        @Override
        public int hashCode() {
            return 31 * project.hashCode() + environment.hashCode();
        }
    }

    static String entry(String project, String environment) {
        return ENTRY + part(project) + "/" + part(environment);
    }

    static boolean isEntry(String key) {
        return key.startsWith(ENTRY);
    }

    static boolean isRun(String key) {
        return key.startsWith(RUN);
    }

    /** What the keys of all runs of a project and environment begin with. */
    static String runs(String project, String environment) {
        return RUN + part(project) + "/" + part(environment) + "/";
    }

    static String drift(String project, String environment) {
        return DRIFT + part(project) + "/" + part(environment);
    }

    /** What all claims of a project and environment begin with. */
    static String lease(String project, String environment) {
        return LEASE + part(project) + "/" + part(environment) + "/";
    }

    /** Whose entry or run has that key; empty for a key that kgit would not write. */
    static Optional<Owner> owner(String key) {
        String[] parts = key.split("/", -1);
        if (parts.length != (isRun(key) ? 4 : 3) || parts[1].isEmpty() || parts[2].isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Owner(name(parts[1]), name(parts[2])));
    }

    private static String part(String name) {
        return name.replace("%", "%25").replace("/", "%2F");
    }

    private static String name(String part) {
        return part.replace("%2F", "/").replace("%25", "%");
    }
}
