package dev.kgit.manifest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where a secret may stand: in values that nobody reads but the platform. All others are read, compared, made part of names
 * and quoted in messages.
 */
final class SecretPlaces {

    private static final Set<String> PUBLIC_CLIENT_PROPERTIES =
            Set.of("bootstrap.servers", "client.id", "security.protocol", "sasl.mechanism");

    private static final Set<String> CONNECT = Set.of("basicAuth", "headers", "tls");

    /** {@code variables:} of environment.yaml. */
    static final SecretPlaces VARIABLES = new SecretPlaces(path -> true, "", false);

    /** The rest of environment.yaml. */
    static final SecretPlaces SETTINGS = new SecretPlaces(
            SecretPlaces::isAccess,
            "a secret may stand in values of `kafka`, of `connect.*.basicAuth`, `headers` and `tls`, and of"
                    + " `variables`, and in no address",
            false);

    private final Predicate<List<String>> takes;
    private final String hint;
    private final boolean resources;

    private SecretPlaces(Predicate<List<String>> takes, String hint, boolean resources) {
        this.takes = takes;
        this.hint = hint;
        this.resources = resources;
    }

    /**
     * Resource files and what they name.
     *
     * @param takes whether a secret may stand under these keys, from the top of the document down
     * @param hint where it may
     */
    static SecretPlaces inResources(Predicate<List<String>> takes, String hint) {
        return new SecretPlaces(takes, hint, true);
    }

    private static boolean isAccess(List<String> path) {
        if (path.size() == 2 && path.get(0).equals("kafka")) {
            return !PUBLIC_CLIENT_PROPERTIES.contains(path.get(1));
        }
        return path.size() == 4 && path.get(0).equals("connect") && CONNECT.contains(path.get(2));
    }

    /** Whether this is about resource files, which may ask for variables alone. */
    boolean isInResources() {
        return resources;
    }

    /** Why a secret may not stand there and where it may, as a hint; empty where it may. */
    Optional<String> objection(List<String> path) {
        return takes.test(path) ? Optional.empty() : Optional.of(hint);
    }
}
