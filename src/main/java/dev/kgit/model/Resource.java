package dev.kgit.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A topic or a connector, whether desired, applied or live: its id and its fields by path.
 *
 * <p>Paths of a topic are {@code partitions}, {@code replicationFactor} and {@code config.KEY}; of a connector
 * {@code state} and {@code config.KEY}. A path that is not there is not declared (desired) or not set by the resource
 * itself (live).
 *
 * @param fields canonical values by path
 * @param lifecycle what the repository says about how the resource may be treated; {@link Lifecycle#NONE} for live resources
 * @param place where it is declared; null for live resources
 */
public record Resource(
        ResourceId id,
        SortedMap<String, FieldValue> fields,
        Lifecycle lifecycle,
        @Nullable Place place) {

    public static final String PARTITIONS = "partitions";
    public static final String REPLICATION_FACTOR = "replicationFactor";
    public static final String STATE = "state";

    /** Differs where a resource is moved from another name; no resource has it among its fields. */
    public static final String NAME = "name";

    public static final String CONFIG = "config.";

    public Resource {
        fields = Collections.unmodifiableSortedMap(fields);
    }

    /** A live resource: no terms, no place. */
    public static Resource live(ResourceId id, SortedMap<String, FieldValue> fields) {
        return new Resource(id, fields, Lifecycle.NONE, null);
    }

    public @Nullable FieldValue field(String path) {
        return fields.get(path);
    }

    /** The value of a field as text; null where it is not there or unknown. */
    public @Nullable String text(String path) {
        FieldValue setting = fields.get(path);
        return setting == null ? null : setting.value();
    }

    /** The value of a field as a count; null where it is not there, unknown or no count. */
    public @Nullable Integer integer(String path) {
        FieldValue setting = fields.get(path);
        return setting == null ? null : setting.asInteger();
    }

    /** The value of a config key as text; null where it is not set or unknown. */
    public @Nullable String config(String key) {
        return text(CONFIG + key);
    }

    /** The config alone, by key without the {@code config.} prefix. */
    public SortedMap<String, FieldValue> config() {
        SortedMap<String, FieldValue> config = new TreeMap<>();
        fields.forEach((path, setting) -> {
            if (path.startsWith(CONFIG)) {
                config.put(path.substring(CONFIG.length()), setting);
            }
        });
        return config;
    }

    /** The same, where config values that were masked on suspicion alone show if these terms say that they are no secrets. */
    public Resource shownBy(Lifecycle others) {
        if (others.plaintext().isEmpty()) {
            return this;
        }
        SortedMap<String, FieldValue> shown = new TreeMap<>(fields);
        shown.replaceAll(
                (path, setting) -> path.startsWith(CONFIG) && others.isPlaintext(path.substring(CONFIG.length()))
                        ? setting.withoutGuess()
                        : setting);
        return withFields(shown);
    }

    public Resource withFields(SortedMap<String, FieldValue> newFields) {
        return new Resource(id, newFields, lifecycle, place);
    }
}
