package dev.kgit.configschema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Several schemas side by side, each for the keys that begin with a prefix: what a whole map of config may say. */
public final class ScopedSchema {

    private final Map<String, List<ConfigSchema>> byPrefix = new LinkedHashMap<>();

    /** @param prefix what the keys begin with: nothing, or words that each end in a dot */
    public ScopedSchema with(String prefix, ConfigSchema schema) {
        byPrefix.computeIfAbsent(prefix, none -> new ArrayList<>()).add(schema);
        return this;
    }

    /** What the key takes, by the shortest prefix and the schema that was added first; empty where none knows it. */
    public Optional<ConfigProperty> property(String key) {
        for (int end = 0; end >= 0; end = nextPrefix(key, end)) {
            for (ConfigSchema schema : byPrefix.getOrDefault(key.substring(0, end), List.of())) {
                ConfigProperty property = schema.properties().get(key.substring(end));
                if (property != null) {
                    return Optional.of(property);
                }
            }
        }
        return Optional.empty();
    }

    private static int nextPrefix(String key, int end) {
        int dot = key.indexOf('.', end);
        return dot < 0 ? -1 : dot + 1;
    }

    /** All keys that are known, with their prefixes. */
    public SortedSet<String> keys() {
        SortedSet<String> keys = new TreeSet<>();
        byPrefix.forEach((prefix, schemas) ->
                schemas.forEach(schema -> schema.properties().keySet().forEach(key -> keys.add(prefix + key))));
        return Collections.unmodifiableSortedSet(keys);
    }
}
