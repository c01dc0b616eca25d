package dev.kgit.report;

import dev.kgit.model.ConnectCluster;
import dev.kgit.model.FieldValue;
import dev.kgit.model.PrintableText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The configuration of a Connect cluster's workers, from what {@code connectClusters} declares. */
public final class WorkerProperties {

    private WorkerProperties() {}

    /**
     * All properties, by key.
     *
     * @param bootstrapServers where the workers find Kafka unless the declaration says otherwise; null: it says
     */
    public static SortedMap<String, FieldValue> of(ConnectCluster cluster, @Nullable String bootstrapServers) {
        SortedMap<String, FieldValue> properties = new TreeMap<>();
        if (bootstrapServers != null) {
            properties.put("bootstrap.servers", FieldValue.of(bootstrapServers));
        }
        properties.put("group.id", FieldValue.of(cluster.groupId()));
        storage(properties, "config", cluster.config(), cluster.replicationFactor(), false);
        storage(properties, "offset", cluster.offset(), cluster.replicationFactor(), true);
        storage(properties, "status", cluster.status(), cluster.replicationFactor(), true);
        properties.putAll(cluster.worker());
        return properties;
    }

    private static void storage(
            SortedMap<String, FieldValue> properties,
            String kind,
            ConnectCluster.InternalTopic topic,
            @Nullable Integer factor,
            boolean partitioned) {
        properties.put(kind + ".storage.topic", FieldValue.of(topic.name()));
        properties.put(kind + ".storage.replication.factor", FieldValue.of(factor == null ? "-1" : factor.toString()));
        if (partitioned) {
            properties.put(kind + ".storage.partitions", FieldValue.of(Integer.toString(topic.partitions())));
        }
    }

    /** As {@code connect-distributed.properties}. Secrets are named, not written. */
    public static void properties(SortedMap<String, FieldValue> config, Appendable out) {
        config.forEach((key, setting) -> line(
                out,
                setting.sensitive()
                        ? "# " + LineEscaper.name(key) + ": a secret, set it where the worker runs"
                        : escaped(key, true) + "=" + escaped(setting.text(), false)));
    }

    /**
     * As an environment file of the Docker images: {@code CONNECT_} and the key in capitals, where a dot becomes one
     * underscore, a dash two and an underscore three. Secrets are named, not written, and so is what the file can't say:
     * an image makes every key lower-case, and such a file knows no escapes.
     */
    public static void env(SortedMap<String, FieldValue> config, Appendable out) {
        for (Map.Entry<String, FieldValue> entry : config.entrySet()) {
            String name = "CONNECT_"
                    + entry.getKey()
                            .replace("_", "___")
                            .replace("-", "__")
                            .replace(".", "_")
                            .toUpperCase(Locale.ROOT);
            FieldValue setting = entry.getValue();
            String key = entry.getKey();
            String text = name + "=" + setting.text();
            if (!key.equals(key.toLowerCase(Locale.ROOT))) {
                line(
                        out,
                        "# " + LineEscaper.name(key) + ": the image would make it "
                                + LineEscaper.name(key.toLowerCase(Locale.ROOT))
                                + ", use lower-case names or --format properties");
            } else if (setting.sensitive()) {
                line(out, "# " + LineEscaper.name(name) + ": a secret, set it where the worker runs");
            } else if (PrintableText.text(text).equals(text)
                    && setting.text().equals(setting.text().strip())) {
                line(out, text);
            } else {
                line(out, "# " + LineEscaper.name(name) + ": can't be said in this form, set it where the worker runs");
            }
        }
    }

    /** As Java's properties have it. In a key the separators are escaped too. */
    private static String escaped(String text, boolean key) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean leading = i == 0 && (c == ' ' || c == '#' || c == '!');
            boolean hash = c == '#' && i > 0 && text.charAt(i - 1) == '#'; // opens a command of a CI system
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    // Java reads such files as ISO 8859-1.
                    if (!PrintableText.isShowable(c) || hash || c > '~') {
                        escaped.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
                    } else {
                        boolean separates = key && (c == ' ' || c == ':' || c == '=');
                        escaped.append(leading || separates ? "\\" : "").append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }

    private static void line(Appendable out, String text) {
        try {
            out.append(text).append('\n');
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
