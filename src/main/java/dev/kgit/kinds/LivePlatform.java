package dev.kgit.kinds;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.ReplicaMoves;
import dev.kgit.concurrent.ShutdownHooks;
import dev.kgit.configschema.PluginSchemas;
import dev.kgit.doctor.BackgroundCheckup;
import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kinds.connector.live.ConnectCheckup;
import dev.kgit.kinds.connector.live.ConnectWorkers;
import dev.kgit.kinds.connector.live.SkippedConnectCluster;
import dev.kgit.kinds.principal.live.KafkaAcls;
import dev.kgit.kinds.topic.live.KafkaTopics;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Environment;
import dev.kgit.model.Redactor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The one list of the kinds' live sides: how each is connected to the platform of an environment.
 *
 * @param timeout how long to wait for Kafka or a worker
 * @param redactor takes known secrets out of what the platform says
 */
public record LivePlatform(Environment environment, Duration timeout, Redactor redactor) {

    /**
     * What is kept in Kafka itself, behind one connection.
     *
     * @param cluster what is asked for the cluster itself, too
     * @param others the other kinds, by the name of the part
     * @param connection for whoever else has to ask the brokers something
     * @param deletesNoTopics asks whether the brokers refuse to delete any topic
     */
    public record KafkaSide(
            Cluster cluster,
            SortedMap<String, Cluster> others,
            KafkaConnection connection,
            ReplicaMoves moves,
            BooleanSupplier deletesNoTopics) {}

    /**
     * Begins to connect to Kafka and returns at once.
     *
     * @param clock for the age of records
     * @param shutdownHooks where moves of replicas leave what has to be undone when kgit is told to end
     */
    public KafkaSide kafka(Clock clock, ShutdownHooks shutdownHooks) {
        KafkaTopics topics = KafkaTopics.connect(environment.kafka(), timeout, clock, shutdownHooks, redactor);
        SortedMap<String, Cluster> others = new TreeMap<>(Map.of("principals", new KafkaAcls(topics.connection())));
        return new KafkaSide(topics, others, topics.connection(), topics, topics::deletesNoTopics);
    }

    /**
     * The environment's Connect clusters by name.
     *
     * @param targets globs of the resources that are looked at; none: all
     */
    public SortedMap<String, Cluster> connect(List<String> targets) {
        SortedMap<String, Cluster> clusters = new TreeMap<>();
        environment
                .connect()
                .forEach((name, endpoint) -> clusters.put(
                        name,
                        SkippedConnectCluster.isSkipped(name, targets)
                                ? new SkippedConnectCluster(name)
                                : ConnectWorkers.at(name, endpoint, timeout, redactor)));
        return clusters;
    }

    /**
     * Reads what the plugins of each Connect cluster take, by the cluster's name: each throws {@code KgitException.Unavailable}
     * where its workers don't answer.
     */
    public SortedMap<String, Supplier<PluginSchemas>> pluginSchemas() {
        SortedMap<String, Supplier<PluginSchemas>> clusters = new TreeMap<>();
        environment
                .connect()
                .forEach((name, endpoint) -> clusters.put(name, () -> {
                    try (ConnectWorkers workers = ConnectWorkers.at(name, endpoint, timeout, redactor)) {
                        return workers.pluginSchemas();
                    }
                }));
        return clusters;
    }

    /** @param desired empty where the files have errors */
    public BackgroundCheckup checkup(Optional<DesiredState> desired) {
        return new ConnectCheckup(environment, desired, timeout, redactor);
    }
}
