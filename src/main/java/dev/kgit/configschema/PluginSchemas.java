package dev.kgit.configschema;

import dev.kgit.model.Diagnostic;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the plugins of one Connect cluster take, as its worker says it.
 *
 * @param byClass each with its {@link ConfigSchema#plugin}
 * @param untold classes that the worker has, and of which it does not say what they take
 * @param warnings what was left out, and why
 */
public record PluginSchemas(
        SortedMap<String, ConfigSchema> byClass, SortedSet<String> untold, List<Diagnostic> warnings) {

    public PluginSchemas {
        byClass = Collections.unmodifiableSortedMap(new TreeMap<>(byClass));
        untold = Collections.unmodifiableSortedSet(new TreeSet<>(untold));
        warnings = List.copyOf(warnings);
    }
}
