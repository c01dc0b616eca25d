package dev.kgit.configschema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Several schemas side by side, each for the keys that begin with a prefix: what a whole map of config may say. */
public final class ScopedSchema {

    private final Map<String, List<ConfigSchema>> byPrefix = new LinkedHashMap<>();
    private int longestPrefix;

    /** @param prefix what the keys begin with: nothing, or words that each end in a dot */
    public ScopedSchema with(String prefix, ConfigSchema schema) {
        byPrefix.computeIfAbsent(prefix, none -> new ArrayList<>()).add(schema);
        longestPrefix = Math.max(longestPrefix, prefix.length());
        return this;
    }

    /** What the key takes, by the shortest prefix and the schema that was added first; empty where none knows it. */
    public Optional<ConfigProperty> property(String key) {
        return find(key).map(Found::property);
    }

    /**
     * What a key takes.
     *
     * @param schema the schema that says so
     */
    public record Found(ConfigProperty property, ConfigSchema schema) {}

    /** The same, with the schema that says so. */
    public Optional<Found> find(String key) {
        return all(key).findFirst();
    }

    /** Whether any of the schemas says that the key holds a secret, though another one that knows it may come first. */
    public boolean isPassword(String key) {
        return all(key).anyMatch(found -> found.property().isPassword());
    }

    /** By the shortest prefix first, then in the order in which schemas were added. */
    private Stream<Found> all(String key) {
        return IntStream.iterate(0, end -> end >= 0, end -> nextPrefix(key, end))
                .boxed()
                .flatMap(end -> byPrefix.getOrDefault(key.substring(0, end), List.of()).stream()
                        .flatMap(schema -> Stream.ofNullable(schema.properties().get(key.substring(end)))
                                .map(property -> new Found(property, schema))));
    }

    /** The end of the next longer prefix; -1 where no schema has one so long. */
    private int nextPrefix(String key, int end) {
        int dot = key.indexOf('.', end);
        return dot < 0 || dot >= longestPrefix ? -1 : dot + 1;
    }

    /** The keys that have to be there, each with its prefix. */
    public SortedMap<String, String> required() {
        SortedMap<String, String> required = new TreeMap<>();
        byPrefix.forEach((prefix, schemas) ->
                schemas.forEach(schema -> schema.properties().forEach((key, property) -> {
                    if (property.required()) {
                        required.put(prefix + key, prefix);
                    }
                })));
        return required;
    }

    /** All keys that are known, with their prefixes. */
    public SortedSet<String> keys() {
        SortedSet<String> keys = new TreeSet<>();
        byPrefix.forEach((prefix, schemas) ->
                schemas.forEach(schema -> schema.properties().keySet().forEach(key -> keys.add(prefix + key))));
        return Collections.unmodifiableSortedSet(keys);
    }
}
