package dev.kgit.configschema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Several schemas side by side, each for the keys that begin with a prefix: what a whole map of config may say. */
public final class ScopedSchema {

    private final List<Scope> scopes = new ArrayList<>();

    private record Scope(String prefix, ConfigSchema schema) {}

    /** What keys with this prefix may say as well; the empty one is that of all keys. */
    public ScopedSchema with(String prefix, ConfigSchema schema) {
        scopes.add(new Scope(prefix, schema));
        return this;
    }

    /** What the key takes, by the schema that was added first; empty where none knows it. */
    public Optional<ConfigProperty> property(String key) {
        return scopes.stream()
                .filter(scope -> key.startsWith(scope.prefix()))
                .flatMap(scope ->
                        scope.schema().property(key.substring(scope.prefix().length())).stream())
                .findFirst();
    }

    /** All keys that are known, with their prefixes. */
    public SortedSet<String> keys() {
        SortedSet<String> keys = new TreeSet<>();
        for (Scope scope : scopes) {
            scope.schema().properties().keySet().forEach(key -> keys.add(scope.prefix() + key));
        }
        return Collections.unmodifiableSortedSet(keys);
    }
}
