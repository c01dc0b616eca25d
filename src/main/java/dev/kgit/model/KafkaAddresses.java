package dev.kgit.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Under which addresses a Kafka cluster is known: HOST:PORT. One cluster has several, since listeners differ by who asks.
 *
 * @param own those that kgit itself connects to
 * @param workers those that the workers of a Connect cluster are declared to connect to; none where that is not declared
 */
public record KafkaAddresses(Set<String> own, Set<String> workers) {

    /** Nothing is known, so no address can be told to be another cluster's. */
    public static final KafkaAddresses UNKNOWN = new KafkaAddresses(Set.of(), Set.of());

    private static final String SERVERS = "bootstrap.servers";

    public KafkaAddresses {
        own = Set.copyOf(own);
        workers = Set.copyOf(workers);
    }

    /** Those of the cluster that a Connect cluster belongs to. */
    public static KafkaAddresses of(DesiredState desired, String connectCluster) {
        return of(desired.environment(), desired.connectClusters().get(connectCluster));
    }

    /** The same, where the Connect cluster is declared or not. */
    public static KafkaAddresses of(Environment environment, @Nullable ConnectCluster declared) {
        FieldValue own = environment.kafka().get(SERVERS);
        FieldValue workers = declared == null ? null : declared.worker().get(SERVERS);
        return new KafkaAddresses(
                listed(own == null ? null : own.value()), listed(workers == null ? null : workers.value()));
    }

    /** Whether nothing is known at all. */
    public boolean isUnknown() {
        return own.isEmpty() && workers.isEmpty();
    }

    /** Whether one of these servers is one of the cluster's. */
    public boolean hasOneOf(String servers) {
        return listed(servers).stream().anyMatch(server -> own.contains(server) || workers.contains(server));
    }

    private static Set<String> listed(@Nullable String servers) {
        Set<String> listed = new TreeSet<>();
        Arrays.stream((servers == null ? "" : servers).split(",", -1))
                .map(server -> server.strip().toLowerCase(Locale.ROOT))
                // SASL_SSL://HOST:PORT is what some write, and Kafka takes it.
                .map(server -> server.substring(server.indexOf("://") < 0 ? 0 : server.indexOf("://") + 3))
                .filter(server -> !server.isEmpty())
                .forEach(listed::add);
        return listed;
    }
}
