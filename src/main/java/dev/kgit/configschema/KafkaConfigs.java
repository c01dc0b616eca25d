package dev.kgit.configschema;

import dev.kgit.json.JsonObject;
import dev.kgit.json.MalformedJsonException;
import dev.kgit.model.DidYouMean;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The config keys that Kafka itself defines, by what is configured with them. Types and defaults are those of {@link #VERSION};
 * the bounds of numbers are wide enough for every Kafka since 2.8. Each is read when it is first asked for.
 */
public enum KafkaConfigs {
    /** A topic's config, without what is set while replicas move. */
    TOPIC,
    /** A Connect worker's properties. */
    WORKER,
    /** What Connect takes of every sink. */
    SINK,
    /** What Connect takes of every source. */
    SOURCE,
    /** What a source says of each group of new topics, beside their config. */
    TOPIC_CREATION,
    /** What Connect takes of every transform and predicate. */
    PART,
    PRODUCER,
    CONSUMER,
    ADMIN;

    /** The Kafka whose definitions these are. */
    public static final String VERSION = "4.3";

    /** Under which keys workers and connectors name their converters. */
    public static final List<String> CONVERTER_KEYS = List.of("key.converter", "value.converter", "header.converter");

    private static final String PACKAGE = "org.apache.kafka.";

    private static final List<String> OWN_PACKAGES = List.of(
            "org.apache.kafka.connect.transforms.",
            "org.apache.kafka.connect.converters.",
            "org.apache.kafka.connect.json.");

    private static final String LOOK = "look at the name, or at the version of Kafka";

    private @Nullable ConfigSchema schema;

    /** What is configured, key by key. */
    public synchronized ConfigSchema schema() {
        ConfigSchema known = schema;
        if (known == null) {
            try {
                known = ConfigSchemaJson.read(document(fileName()));
            } catch (MalformedJsonException broken) {
                throw new IllegalStateException(fileName(), broken);
            }
            schema = known;
        }
        return known;
    }

    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json";
    }

    /**
     * What a class that comes with Kafka takes beside what Connect takes of every such class: a connector, transform, predicate
     * or converter.
     *
     * @param name the class, or as Connect lets people say it: its simple name, or that without what it is; empty where none
     *     goes by it
     */
    public static Optional<ConfigSchema> plugin(String name) {
        if (!name.startsWith(PACKAGE) && name.indexOf('.') >= 0) {
            return Optional.empty();
        }
        ConfigSchema known = plugins().get(name);
        return known != null || name.indexOf('.') >= 0
                ? Optional.ofNullable(known)
                : plugins().values().stream()
                        .filter(schema -> schema.plugin() != null
                                && schema.plugin().names().contains(name))
                        .findFirst();
    }

    /**
     * What is meant by the name of a class of which Kafka has none: a hint. In a package of Kafka's of which every class is known
     * here that is any other name; elsewhere, and where it is a short name, one that is close to that of a class and begins as it
     * does. Empty where nothing is wrong with the name, or it may be somebody else's.
     */
    public static Optional<String> misnamed(String className) {
        if (plugins().containsKey(className)) {
            return Optional.empty();
        }
        if (OWN_PACKAGES.stream().noneMatch(className::startsWith)) {
            return near(className).map(name -> "did you mean `" + name + "`? " + LOOK);
        }
        List<String> variants = plugins().keySet().stream()
                .filter(name -> name.startsWith(className + "$"))
                .toList();
        return Optional.of(
                variants.isEmpty()
                        ? DidYouMean.hint(className, plugins().keySet(), LOOK)
                        : "write " + String.join(" or ", variants));
    }

    /** The name of a class that comes with Kafka which is a keystroke or two away. */
    private static Optional<String> near(String className) {
        boolean isShort = className.indexOf('.') < 0;
        if (className.isEmpty() || !isShort && !className.startsWith(PACKAGE)) {
            return Optional.empty();
        }
        List<String> names = plugins().values().stream()
                .flatMap(schema -> schema.plugin() == null ? Stream.empty() : schema.plugin().names().stream())
                .filter(name -> name.indexOf('.') < 0 == isShort && name.charAt(0) == className.charAt(0))
                .toList();
        return names.contains(className) ? Optional.empty() : DidYouMean.closestStrictly(className, names);
    }

    /** All of them, by class. */
    public static SortedMap<String, ConfigSchema> plugins() {
        return Plugins.BY_CLASS;
    }

    /** Read when the first one is asked for. */
    private static final class Plugins {

        static final String FILE = "plugins.json";
        static final SortedMap<String, ConfigSchema> BY_CLASS = read();

        private Plugins() {}

        private static SortedMap<String, ConfigSchema> read() {
            try {
                JsonObject classes = document(FILE);
                SortedMap<String, ConfigSchema> schemas = new TreeMap<>();
                for (String name : classes.names()) {
                    schemas.put(name, ConfigSchemaJson.read(classes.object(name)));
                }
                return Collections.unmodifiableSortedMap(schemas);
            } catch (MalformedJsonException broken) {
                throw new IllegalStateException(FILE, broken);
            }
        }
    }

    private static JsonObject document(String name) throws MalformedJsonException {
        try (InputStream in = KafkaConfigs.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + name);
            }
            return JsonObject.parse(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
