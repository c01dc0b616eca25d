package dev.kgit.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * A real Kafka cluster in this JVM: KRaft brokers with ids from 1 and racks {@code r1..rN}, the first of them the only
 * controller as well (so stop any other one to have a broker less). Topics are not created by mentioning them.
 */
public final class EmbeddedKafkaCluster implements AutoCloseable {

    private final EmbeddedKafkaConfig config;
    private final Path data;
    private final boolean thrownAway;
    private final String clusterId;
    private final List<EmbeddedBroker> brokers = new ArrayList<>();

    private EmbeddedKafkaCluster(EmbeddedKafkaConfig config, Path data, boolean thrownAway, String clusterId) {
        this.config = config;
        this.data = data;
        this.thrownAway = thrownAway;
        this.clusterId = clusterId;
        for (int id = 1; id <= config.ports().size(); id++) {
            Path log = folder(data, id);
            brokers.add(new EmbeddedBroker(id, log, properties(config, id, log)));
        }
    }

    /**
     * Starts them and returns when all of them take requests.
     *
     * @throws SandboxException where one does not start; none is left running
     */
    public static EmbeddedKafkaCluster start(EmbeddedKafkaConfig config) {
        ExitTrap.trap();
        Path given = config.data();
        Path data = given == null ? throwAwayFolder() : given;
        int count = config.ports().size();
        requireSameNumber(data, count);
        EmbeddedKafkaCluster cluster = new EmbeddedKafkaCluster(config, data, given == null, knownClusterId(data));
        try {
            cluster.brokers.forEach(broker -> broker.format(cluster.clusterId, config.scramUsers()));
            cluster.allAtOnce(EmbeddedBroker::start);
            return cluster;
        } catch (RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    /** Kafka's own id of this cluster. */
    public String clusterId() {
        return clusterId;
    }

    /** The folder that holds the brokers' data. */
    public Path data() {
        return data;
    }

    /** EXTERNAL listeners of all brokers, {@code host:port,...}. */
    public String bootstrapServers() {
        return addresses(BrokerPorts::external);
    }

    /** INTERNAL listeners of all brokers, {@code host:port,...}. */
    public String internalServers() {
        return addresses(BrokerPorts::internal);
    }

    /** Stops one broker (ids from 1) as an administrator would; its data stays. */
    public void stop(int broker) {
        brokers.get(broker - 1).stop();
    }

    /**
     * Starts a stopped broker again on its data and its ports. The controller takes it back only when the session of the
     * stopped one has ended: {@code broker.session.timeout.ms}, 9 s unless a property says otherwise.
     */
    public void restart(int broker) {
        brokers.get(broker - 1).stop();
        brokers.get(broker - 1).start();
    }

    /** Stops all; data that is not kept is deleted. */
    @Override
    public void close() {
        try {
            // The controller goes last: a broker hands its partitions over through it, and waits for it if it is gone.
            brokers.stream().skip(1).parallel().forEach(EmbeddedBroker::stop);
            brokers.get(0).stop();
        } finally {
            if (thrownAway) {
                deleteAll(data);
            }
        }
    }

    private String addresses(ToIntFunction<BrokerPorts> port) {
        return config.ports().stream()
                .map(ports -> "127.0.0.1:" + port.applyAsInt(ports))
                .collect(Collectors.joining(","));
    }

    /** Broker and controller wait for each other while they start, so each needs a thread of its own. */
    private void allAtOnce(Consumer<EmbeddedBroker> what) {
        ExecutorService threads = Executors.newFixedThreadPool(brokers.size());
        try {
            CompletableFuture.allOf(brokers.stream()
                            .map(broker -> CompletableFuture.runAsync(() -> what.accept(broker), threads))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof SandboxException known) {
                throw known;
            }
            throw new SandboxException("the brokers did not start", failed);
        } finally {
            threads.shutdown();
        }
    }

    private static Map<String, String> properties(EmbeddedKafkaConfig config, int id, Path log) {
        BrokerPorts ports = config.ports().get(id - 1);
        int count = config.ports().size();
        String factor = String.valueOf(Math.min(3, count));
        Map<String, String> all = new LinkedHashMap<>();
        all.put("process.roles", id == 1 ? "broker,controller" : "broker");
        all.put("node.id", String.valueOf(id));
        all.put("broker.rack", "r" + id);
        all.put(
                "controller.quorum.voters",
                "1@127.0.0.1:" + config.ports().get(0).controller());
        all.put("controller.listener.names", ListenerNames.CONTROLLER);
        all.put("inter.broker.listener.name", ListenerNames.INTERNAL);
        String open = ListenerNames.at(ListenerNames.EXTERNAL, ports.external()) + ","
                + ListenerNames.at(ListenerNames.INTERNAL, ports.internal());
        all.put(
                "listeners",
                id == 1 ? open + "," + ListenerNames.at(ListenerNames.CONTROLLER, ports.controller()) : open);
        all.put("listener.security.protocol.map", "EXTERNAL:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT");
        all.put("log.dirs", log.toString());
        all.put("auto.create.topics.enable", "false");
        all.put("offsets.topic.replication.factor", factor);
        all.put("offsets.topic.num.partitions", "5");
        all.put("transaction.state.log.replication.factor", factor);
        all.put("transaction.state.log.min.isr", "1");
        all.put("transaction.state.log.num.partitions", "5");
        all.put("share.coordinator.state.topic.replication.factor", factor);
        all.put("share.coordinator.state.topic.min.isr", "1");
        // For one person at one machine: no waiting for more members, and a small cleaner instead of 128 MiB.
        all.put("group.initial.rebalance.delay.ms", "0");
        all.put("log.cleaner.dedupe.buffer.size", "2097152");
        all.putAll(config.properties());
        all.putAll(config.own().getOrDefault(id, Map.of()));
        return all;
    }

    private static Path folder(Path data, int id) {
        return data.resolve("broker-" + id);
    }

    /** The id that the data was made with, or a new one. */
    private static String knownClusterId(Path data) {
        Path meta = folder(data, 1).resolve("meta.properties");
        if (!Files.exists(meta)) {
            return Uuid.randomUuid().toString();
        }
        Properties written = new Properties();
        try (var in = Files.newBufferedReader(meta)) {
            written.load(in);
        } catch (IOException unreadable) {
            throw new SandboxException("cannot read " + meta, unreadable);
        }
        String known = written.getProperty("cluster.id");
        if (known == null) {
            throw new SandboxException(meta + " has no cluster.id");
        }
        return known;
    }

    /** Fewer brokers than the data has would leave partitions without a leader, for reasons hard to see later. */
    private static void requireSameNumber(Path data, int count) {
        int known = 0;
        while (Files.isDirectory(folder(data, known + 1))) {
            known++;
        }
        if (known != 0 && known != count) {
            throw new SandboxException(data + " was made with " + known + " broker(s), not with " + count);
        }
    }

    private static Path throwAwayFolder() {
        try {
            return Files.createTempDirectory("kgit-sandbox-");
        } catch (IOException full) {
            throw new SandboxException("cannot make a folder for the brokers' data", full);
        }
    }

    private static void deleteAll(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stays) {
            throw new SandboxException("cannot delete " + folder, stays);
        }
    }
}
