package dev.kgit.configschema;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a map of config may say.
 *
 * @param plugin whose config it is; null where no plugin has it
 * @param properties by key
 */
public record ConfigSchema(@Nullable Plugin plugin, SortedMap<String, ConfigProperty> properties) {

    /**
     * A connector's class, or another one that Connect loads.
     *
     * @param className with its package
     * @param version as the worker says it; empty where it says none
     * @param type {@code source}, {@code sink}, {@code transformation}, {@code predicate}, {@code converter}
     */
    public record Plugin(String className, String version, String type) {

        private static final Pattern SUFFIX = Pattern.compile("(Connector|Converter)$");

        /** What Connect lets people call it: the class, its simple name, or that without what it is. */
        public List<String> names() {
            String simple = className.substring(className.lastIndexOf('.') + 1);
            return Stream.of(className, simple, SUFFIX.matcher(simple).replaceFirst(""))
                    .distinct()
                    .toList();
        }
    }

    public ConfigSchema {
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /** Whether it is of a plugin of that type. */
    public boolean isOf(String type) {
        return plugin != null && plugin.type().equals(type);
    }

    /** What the key takes; empty where it is not known here. */
    public Optional<ConfigProperty> property(String key) {
        return Optional.ofNullable(properties.get(key));
    }
}
