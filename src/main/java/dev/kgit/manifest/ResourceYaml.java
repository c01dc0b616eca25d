package dev.kgit.manifest;

import dev.kgit.kinds.connector.ConnectorKeys;
import dev.kgit.kinds.connector.ConnectorState;
import dev.kgit.kinds.topic.TopicKeys;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Live resources as the lines that declare them: what they set themselves, short of what the environment's defaults say
 * already. The first line is the name; lines are not indented beyond their own depth.
 */
public final class ResourceYaml {

    private final MapNode defaults;
    private final Set<String> plaintext;
    private final SecretVariables variables;

    /** @param env whose defaults need not be said again */
    public ResourceYaml(EnvironmentSettings env, SecretVariables variables) {
        this.defaults = env.topicDefaults();
        this.plaintext = env.plaintext();
        this.variables = variables;
    }

    public List<String> topic(Resource live) {
        List<String> lines = new ArrayList<>();
        count(lines, live, Resource.PARTITIONS);
        String factor = live.text(Resource.REPLICATION_FACTOR);
        if (isEven(live)) {
            count(lines, live, Resource.REPLICATION_FACTOR);
        } else {
            lines.add("  # " + factor + " replicas, by partition: there is no one replicationFactor that says so");
        }
        config(lines, live, defaultConfig(Set.of()));
        return named(live.id().name(), lines);
    }

    /** What {@code topics:} has to say of an internal topic beside its Connect cluster; empty where nothing. */
    public List<String> internalTopic(Resource live, boolean withFactor) {
        List<String> lines = new ArrayList<>();
        if (withFactor) {
            count(lines, live, Resource.REPLICATION_FACTOR);
        }
        SortedMap<String, FieldValue> fields = new TreeMap<>(live.fields());
        fields.remove(Resource.CONFIG + TopicKeys.CLEANUP_POLICY);
        config(lines, live.withFields(fields), defaultConfig(Set.of(TopicKeys.CLEANUP_POLICY)));
        return lines.isEmpty() ? lines : named(live.id().name(), lines);
    }

    /**
     * A connector.
     *
     * @param cluster its Connect cluster where that has to be said, or null
     */
    public List<String> connector(Resource live, @Nullable String cluster) {
        List<String> lines = new ArrayList<>();
        if (cluster != null) {
            lines.add("  connectCluster: " + ScalarStyle.BLOCK.quoted(cluster));
        }
        String state = live.text(Resource.STATE);
        if (state != null) {
            lines.add("  state: " + (state.equals(ConnectorState.FAILED) ? ConnectorState.RUNNING : state));
        }
        lines.add("  config:");
        // What it is comes first, as people write it.
        Set<String> keys = new TreeSet<>(live.config().keySet());
        if (keys.remove(ConnectorKeys.CLASS)) {
            lines.add(line(live.id(), ConnectorKeys.CLASS, live.config()));
        }
        keys.forEach(key -> lines.add(line(live.id(), key, live.config())));
        return named(live.id().name(), lines);
    }

    /** Whether all partitions of a live topic have the same number of replicas. */
    public static boolean isEven(Resource live) {
        String factor = live.text(Resource.REPLICATION_FACTOR);
        return factor != null && factor.matches("[0-9]+");
    }

    private String line(dev.kgit.model.ResourceId id, String key, Map<String, FieldValue> config) {
        FieldValue setting = config.getOrDefault(key, FieldValue.unknown());
        return "    " + ScalarStyle.BLOCK.quoted(key) + ": " + value(id, key, setting);
    }

    private String value(dev.kgit.model.ResourceId id, String key, FieldValue setting) {
        boolean secret =
                id.fold(topic -> false, (ResourceId c) -> PlaintextSecretCheck.isSecret(key, setting, plaintext));
        return secret
                ? "${{ var." + variables.of(id.name(), key) + " }}"
                : ScalarStyle.BLOCK.value(key, setting.text());
    }

    private void count(List<String> lines, Resource live, String path) {
        String value = live.text(path);
        ScalarNode otherwise = defaults.scalar(path);
        if (value != null && (otherwise == null || !otherwise.text().equals(value))) {
            lines.add("  " + path + ": " + value);
        }
    }

    private void config(List<String> lines, Resource live, SortedMap<String, FieldValue> otherwise) {
        SortedMap<String, FieldValue> config = live.config();
        List<String> said = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        Set<String> keys = new TreeSet<>(config.keySet());
        keys.addAll(otherwise.keySet());
        for (String key : keys) {
            FieldValue setting = config.get(key);
            FieldValue given = otherwise.get(key);
            if (setting == null) {
                said.add("    " + ScalarStyle.BLOCK.quoted(key) + ": null");
            } else if (setting.isUnknown()) {
                unknown.add(ScalarStyle.FLOW.quoted(key));
            } else if (given == null || !setting.text().equals(given.value())) {
                said.add("    " + ScalarStyle.BLOCK.quoted(key) + ": " + ScalarStyle.BLOCK.value(key, setting.text()));
            }
        }
        if (!said.isEmpty()) {
            lines.add("  config:");
            lines.addAll(said);
        }
        if (!unknown.isEmpty()) {
            lines.add("  # The broker does not tell what these are set to.");
            lines.add("  ignore: [" + String.join(", ", unknown) + "]");
        }
    }

    private SortedMap<String, FieldValue> defaultConfig(Set<String> without) {
        MapNode config = defaults.map("config");
        SortedMap<String, FieldValue> settings = config == null ? new TreeMap<>() : ConfigValues.settings(config);
        settings.keySet().removeAll(without);
        return settings;
    }

    private static List<String> named(String name, List<String> lines) {
        List<String> all = new ArrayList<>();
        all.add(ScalarStyle.BLOCK.quoted(name) + (lines.stream().allMatch(ResourceYaml::isComment) ? ": {}" : ":"));
        all.addAll(lines);
        return all;
    }

    private static boolean isComment(String line) {
        return line.strip().startsWith("#");
    }
}
