package dev.kgit.kinds.topic.files;

import dev.kgit.kinds.topic.TopicKeys;
import dev.kgit.manifest.ConfigValues;
import dev.kgit.manifest.MapNode;
import dev.kgit.manifest.ResourceYaml;
import dev.kgit.manifest.ScalarNode;
import dev.kgit.manifest.ScalarStyle;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Live topics as the lines that declare them. */
final class TopicYaml {

    private final MapNode defaults;

    TopicYaml(ResourceYaml yaml) {
        this.defaults = yaml.defaults(TopicFiles.TOPICS);
    }

    List<String> topic(Resource live) {
        List<String> lines = new ArrayList<>();
        count(lines, live, Resource.PARTITIONS);
        String factor = live.text(Resource.REPLICATION_FACTOR);
        if (isEven(live)) {
            count(lines, live, Resource.REPLICATION_FACTOR);
        } else {
            lines.add("  # " + factor + " replicas, by partition: there is no one replicationFactor that says so");
        }
        config(lines, live, defaultConfig(Set.of()));
        return ResourceYaml.named(live.id().name(), lines);
    }

    /** What {@code topics:} has to say of an internal topic beside its Connect cluster; empty where nothing. */
    List<String> internalTopic(Resource live, boolean withFactor) {
        List<String> lines = new ArrayList<>();
        if (withFactor) {
            count(lines, live, Resource.REPLICATION_FACTOR);
        }
        SortedMap<String, FieldValue> fields = new TreeMap<>(live.fields());
        fields.remove(Resource.CONFIG + TopicKeys.CLEANUP_POLICY);
        config(lines, live.withFields(fields), defaultConfig(Set.of(TopicKeys.CLEANUP_POLICY)));
        return lines.isEmpty() ? lines : ResourceYaml.named(live.id().name(), lines);
    }

    /** Whether all partitions of a live topic have the same number of replicas. */
    static boolean isEven(Resource live) {
        String factor = live.text(Resource.REPLICATION_FACTOR);
        return factor != null && factor.matches("[0-9]+");
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
}
