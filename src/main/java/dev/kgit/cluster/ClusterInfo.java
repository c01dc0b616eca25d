package dev.kgit.cluster;

import dev.kgit.model.Diagnostic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The cluster itself.
 *
 * @param clusterId Kafka's cluster id; null where Kafka was not asked
 * @param brokers by id
 * @param connect what each Connect cluster says of itself, by name
 */
public record ClusterInfo(@Nullable String clusterId, List<Broker> brokers, SortedMap<String, Worker> connect) {

    public static final ClusterInfo UNKNOWN = new ClusterInfo(null, List.of(), new TreeMap<>());

    public ClusterInfo {
        brokers = List.copyOf(brokers);
        connect = Collections.unmodifiableSortedMap(connect);
    }

    /**
     * A broker.
     *
     * @param rack null where none is set
     * @param usable neither fenced nor offline: may take replicas
     */
    public record Broker(int id, @Nullable String rack, boolean usable) {}

    /**
     * A Connect worker's answer to {@code GET /}.
     *
     * @param assignments which worker of its group runs which connector, as far as it was seen: what two names have in common
     *     there makes them one group
     * @param plugins which versions of each connector class it has; empty where it was not asked
     */
    public record Worker(
            String url,
            String version,
            @Nullable String kafkaClusterId,
            SortedSet<String> assignments,
            SortedMap<String, SortedSet<String>> plugins) {

        public Worker {
            assignments = Collections.unmodifiableSortedSet(assignments);
            plugins = Collections.unmodifiableSortedMap(plugins);
        }

        public Worker(String url, String version, @Nullable String kafkaClusterId) {
            this(url, version, kafkaClusterId, new TreeSet<>(), new TreeMap<>());
        }

        public Worker with(SortedSet<String> seen) {
            return new Worker(url, version, kafkaClusterId, seen, plugins);
        }

        public Worker withPlugins(SortedMap<String, SortedSet<String>> installed) {
            return new Worker(url, version, kafkaClusterId, assignments, installed);
        }

        boolean isOfTheGroupOf(Worker other) {
            return kafkaClusterId != null
                    && kafkaClusterId.equals(other.kafkaClusterId)
                    && assignments.stream().anyMatch(other.assignments::contains);
        }
    }

    /** Connect clusters that are one under two names: each would delete what the other declares. */
    public List<Diagnostic> twins() {
        List<Diagnostic> twins = new ArrayList<>();
        connect.forEach((name, worker) -> connect.tailMap(name + "\0").forEach((other, its) -> {
            if (worker.isOfTheGroupOf(its)) {
                twins.add(Diagnostic.error(
                                "KG164", "connect." + name + " and connect." + other + " are one Connect cluster")
                        .withHint("keep one of the two names in environment.yaml"));
            }
        }));
        return twins;
    }

    /** The Connect clusters that are none of this platform's, by name, and why: their workers are at another Kafka cluster. */
    public SortedMap<String, Diagnostic> foreignConnectClusters() {
        SortedMap<String, Diagnostic> foreign = new TreeMap<>();
        connect.forEach((name, worker) -> {
            String theirs = worker.kafkaClusterId();
            if (clusterId != null && theirs != null && !clusterId.equals(theirs)) {
                foreign.put(
                        name,
                        Diagnostic.error(
                                        "KG163",
                                        "Connect cluster " + name + " belongs to Kafka cluster " + theirs
                                                + ", but this environment's is " + clusterId)
                                .withHint("check kafka.bootstrap.servers and connect." + name
                                        + ".url in environment.yaml"));
            }
        });
        return foreign;
    }

    ClusterInfo with(ClusterInfo other) {
        SortedMap<String, Worker> workers = new TreeMap<>(connect);
        workers.putAll(other.connect);
        return new ClusterInfo(
                clusterId == null ? other.clusterId : clusterId, brokers.isEmpty() ? other.brokers : brokers, workers);
    }
}
