package dev.kgit.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** One KRaft node: a broker, and the first one the controller as well. Can be stopped and started again on its data. */
final class EmbeddedBroker {

    private final int id;
    private final Path log;
    private final Map<String, String> properties;
    private @Nullable KafkaRaftServer server;

    EmbeddedBroker(int id, Path log, Map<String, String> properties) {
        this.id = id;
        this.log = log;
        this.properties = properties;
    }

    int id() {
        return id;
    }

    /** Writes the node's identity into its empty folder; one that has been formatted before keeps its data. */
    void format(String clusterId, List<String> scramUsers) {
        try {
            Files.createDirectories(log);
            Formatter formatter = new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setIgnoreFormatted(true)
                    .setNodeId(id)
                    .setClusterId(clusterId)
                    .setDirectories(List.of(log.toString()))
                    .setMetadataLogDirectory(log.toString())
                    .setControllerListenerName(ListenerNames.CONTROLLER)
                    .setReleaseVersion(MetadataVersion.latestProduction());
            if (!scramUsers.isEmpty()) {
                formatter.setScramArguments(scramUsers);
            }
            formatter.run();
        } catch (IOException unwritable) {
            throw new SandboxException("cannot write to " + log, unwritable);
        } catch (Exception refused) {
            throw new SandboxException("cannot prepare " + log + " for broker " + id, refused);
        }
    }

    void start() {
        if (server != null) {
            return;
        }
        Properties all = new Properties();
        all.putAll(properties);
        KafkaRaftServer starting = null;
        try {
            starting = new KafkaRaftServer(new KafkaConfig(all, false), Time.SYSTEM);
            starting.startup();
            server = starting;
        } catch (RuntimeException failed) {
            if (starting != null) {
                starting.shutdown();
            }
            throw new SandboxException("broker " + id + " did not start", failed);
        }
    }

    void stop() {
        KafkaRaftServer running = server;
        server = null;
        if (running != null) {
            running.shutdown();
            running.awaitShutdown();
        }
    }
}
