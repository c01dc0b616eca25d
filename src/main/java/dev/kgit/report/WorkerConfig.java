package dev.kgit.report;

import dev.kgit.model.ConnectCluster;
import dev.kgit.model.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The configuration of a Connect cluster's workers, from what {@code connectClusters} declares. */
public final class WorkerConfig {

    private WorkerConfig() {}

    /**
     * All properties, by key.
     *
     * @param bootstrapServers where the workers find Kafka unless the declaration says otherwise; null: it says
     */
    public static SortedMap<String, Setting> of(ConnectCluster cluster, @Nullable String bootstrapServers) {
        SortedMap<String, Setting> properties = new TreeMap<>();
        if (bootstrapServers != null) {
            properties.put("bootstrap.servers", Setting.of(bootstrapServers));
        }
        properties.put("group.id", Setting.of(cluster.groupId()));
        storage(properties, "config", cluster.config(), cluster.replicationFactor(), false);
        storage(properties, "offset", cluster.offset(), cluster.replicationFactor(), true);
        storage(properties, "status", cluster.status(), cluster.replicationFactor(), true);
        properties.putAll(cluster.worker());
        return properties;
    }

    private static void storage(
            SortedMap<String, Setting> properties,
            String kind,
            ConnectCluster.InternalTopic topic,
            @Nullable Integer factor,
            boolean partitioned) {
        properties.put(kind + ".storage.topic", Setting.of(topic.name()));
        properties.put(kind + ".storage.replication.factor", Setting.of(factor == null ? "-1" : factor.toString()));
        if (partitioned) {
            properties.put(kind + ".storage.partitions", Setting.of(Integer.toString(topic.partitions())));
        }
    }

    /** As {@code connect-distributed.properties}. Secrets are named, not written. */
    public static void properties(SortedMap<String, Setting> config, Appendable out) {
        config.forEach((key, setting) -> line(
                out,
                setting.sensitive()
                        ? "# " + key + ": a secret, set it where the worker runs"
                        : key + "=" + escaped(setting.text())));
    }

    /**
     * As an environment file of the Docker images: {@code CONNECT_} and the key in capitals, where a dot becomes one
     * underscore, a dash two and an underscore three. Secrets are named, not written.
     */
    public static void env(SortedMap<String, Setting> config, Appendable out) {
        for (Map.Entry<String, Setting> entry : config.entrySet()) {
            String name = "CONNECT_"
                    + entry.getKey()
                            .replace("_", "___")
                            .replace("-", "__")
                            .replace(".", "_")
                            .toUpperCase(Locale.ROOT);
            Setting setting = entry.getValue();
            line(
                    out,
                    setting.sensitive()
                            ? "# " + name + ": a secret, set it where the worker runs"
                            : name + "=" + setting.text());
        }
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static void line(Appendable out, String text) {
        try {
            out.append(text).append('\n');
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
