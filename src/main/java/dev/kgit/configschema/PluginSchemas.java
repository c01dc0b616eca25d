package dev.kgit.configschema;

import dev.kgit.model.Diagnostic;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the plugins of one Connect cluster take, as its worker says it.
 *
 * @param byClass each with its {@link ConfigSchema#plugin}
 * @param warnings what was left out, and why
 */
public record PluginSchemas(SortedMap<String, ConfigSchema> byClass, List<Diagnostic> warnings) {

    public PluginSchemas {
        byClass = Collections.unmodifiableSortedMap(new TreeMap<>(byClass));
        warnings = List.copyOf(warnings);
    }
}
