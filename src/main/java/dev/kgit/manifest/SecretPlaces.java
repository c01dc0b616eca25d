package dev.kgit.manifest;

import dev.kgit.kinds.connector.ConnectorKeys;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a secret may stand: in values that nobody reads but the platform. All others are read, compared, made part of names
 * and quoted in messages.
 */
public enum SecretPlaces {
    /** {@code variables:} of environment.yaml. */
    VARIABLES {
        @Override
        public boolean allows(List<String> path) {
            return true;
        }
    },

    /** The rest of environment.yaml. */
    SETTINGS {
        @Override
        public boolean allows(List<String> path) {
            if (path.size() == 2 && path.get(0).equals("kafka")) {
                return !PUBLIC_CLIENT_PROPERTIES.contains(path.get(1));
            }
            return path.size() == 4 && path.get(0).equals("connect") && CONNECT.contains(path.get(2));
        }
    },

    /** Resource files. */
    RESOURCES {
        @Override
        public boolean allows(List<String> path) {
            if (path.size() != 4) {
                return false;
            }
            String section = path.get(0) + "." + path.get(2);
            return switch (section) {
                case "connectors.config" -> !ConnectorKeys.isReadByKgit(path.get(3));
                case "connectClusters.worker" ->
                    !PUBLIC_WORKER_PROPERTIES.matcher(path.get(3)).matches();
                default -> false;
            };
        }
    },

    /** A connector's {@code configFile}. */
    CONFIG_FILE {
        @Override
        public boolean allows(List<String> path) {
            boolean config =
                    path.size() == 1 || (path.size() == 2 && path.get(0).equals("config"));
            return config && !ConnectorKeys.isReadByKgit(path.get(path.size() - 1));
        }
    };

    private static final Set<String> PUBLIC_CLIENT_PROPERTIES =
            Set.of("bootstrap.servers", "client.id", "security.protocol", "sasl.mechanism");

    private static final Set<String> CONNECT = Set.of("basicAuth", "headers", "tls");

    /** Worker properties that repeat what {@code connectClusters} declares, and where the workers listen. */
    private static final Pattern PUBLIC_WORKER_PROPERTIES = Pattern.compile(
            "group\\.id|client\\.id|bootstrap\\.servers"
                    + "|(config|offset|status)\\.storage\\..*|listeners|rest\\..*|plugin\\.path|(key|value|header)\\.converter");

    /**
     * Whether a secret may stand there.
     *
     * @param path keys from the top of the document down to the value
     */
    public abstract boolean allows(List<String> path);

    /** Why a secret may not stand there and where it may, as a hint; empty where it may. */
    public Optional<String> objection(List<String> path) {
        if (allows(path)) {
            return Optional.empty();
        }
        return Optional.of(
                this == SETTINGS
                        ? "a secret may stand in values of `kafka`, of `connect.*.basicAuth`, `headers` and `tls`, and of"
                                + " `variables`, and in no address"
                        : "a secret may stand in values of `connectors.*.config` and `connectClusters.*.worker`, but in no"
                                + " key that kgit reads itself, such as `topics`, `connector.class` or `tasks.max`");
    }
}
