package dev.kgit.manifest;

import dev.kgit.model.FieldValue;
import dev.kgit.model.Lifecycle;
import dev.kgit.model.Resource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Maps of properties: config of topics and connectors, of workers and of clients. */
public final class ConfigValues {

    private ConfigValues() {}

    /** The properties by key, with durations and sizes as numbers. */
    public static SortedMap<String, FieldValue> settings(MapNode map) {
        return settings(canonical(map), "", (key, value) -> value.setting(key));
    }

    /** The properties by path, as they stand, where a key alone makes none of them sensitive. */
    public static SortedMap<String, FieldValue> config(MapNode map) {
        return settings(map, Resource.CONFIG, (key, value) -> value.setting());
    }

    /** The properties by path, as they stand, sensitive where they look it and the lifecycle does not say otherwise. */
    public static SortedMap<String, FieldValue> config(MapNode map, Lifecycle lifecycle) {
        return settings(
                map,
                Resource.CONFIG,
                (key, value) -> lifecycle.isPlaintext(key) ? value.setting() : value.setting(key));
    }

    /** The same properties, with durations and sizes as numbers. */
    public static MapNode canonical(MapNode map) {
        Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
        map.entries().forEach((key, entry) -> {
            ScalarNode value = entry.value().asScalar();
            entries.put(
                    key,
                    value == null || value.kind() == ScalarNode.Kind.LITERAL
                            ? entry
                            : new MapNode.Entry(entry.keyPlace(), value.withText(Units.canonical(key, value.text()))));
        });
        return new MapNode(map.place(), entries);
    }

    /** Sensitive are those that look like a secret or that one has a part in; a {@code null} takes its key away. */
    private static SortedMap<String, FieldValue> settings(
            MapNode map, String prefix, BiFunction<String, ScalarNode, FieldValue> setting) {
        SortedMap<String, FieldValue> settings = new TreeMap<>();
        map.entries().forEach((key, entry) -> {
            ScalarNode value = scalar(entry.value());
            if (value != null) {
                settings.put(prefix + key, setting.apply(key, value));
            }
        });
        return settings;
    }

    /** The one value that a node stands for: a list is its items, comma-separated; null for {@code null} and for maps. */
    public static @Nullable ScalarNode scalar(Node node) {
        return node.<@Nullable ScalarNode>fold(
                map -> null, ConfigValues::joined, scalar -> scalar.isNull() ? null : scalar);
    }

    private static ScalarNode joined(ListNode list) {
        ScalarNode.Origin origin = ScalarNode.Origin.FILE;
        StringBuilder text = new StringBuilder();
        SecretParts.Builder secrets = new SecretParts.Builder();
        for (Node item : list.items()) {
            ScalarNode scalar = item.asScalar();
            String comma = text.isEmpty() && item == list.items().get(0) ? "" : ",";
            text.append(comma).append(scalar == null ? "" : scalar.text());
            secrets.add(comma);
            if (scalar != null && scalar.secrets() != null) {
                secrets.add(scalar.secrets());
            } else {
                secrets.add(scalar == null ? "" : scalar.text());
            }
            origin = scalar == null ? origin : origin.and(scalar.origin());
        }
        return new ScalarNode(list.place(), text.toString(), ScalarNode.Kind.TEXT, origin, secrets.build());
    }
}
