package dev.kgit.kinds.connector;

import dev.kgit.configschema.ConfigProperty;
import dev.kgit.configschema.ConfigSchema;
import dev.kgit.configschema.EditorConfig;
import dev.kgit.configschema.KafkaConfigs;
import dev.kgit.configschema.ScopedSchema;
import dev.kgit.secret.ProviderLookups;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one connector's config may say: the keys of Connect itself, of the clients that it makes, of the plugin, and of the
 * transforms, predicates and converters that the config names, as far as somebody defines them.
 */
public final class ConnectorSchema {

    /** Under which beginnings a connector says something of its clients. */
    static final SortedMap<String, KafkaConfigs> OVERRIDES = new TreeMap<>(Map.of(
            "producer.override.", KafkaConfigs.PRODUCER,
            "consumer.override.", KafkaConfigs.CONSUMER,
            "admin.override.", KafkaConfigs.ADMIN));

    /** The group of new topics that is always there. */
    private static final String DEFAULT_GROUP = "default";

    private final Map<String, @Nullable String> config;
    private final Plugins plugins;
    private final AliasLists lists;
    private final TreeSet<String> keys;
    private final ScopedSchema schema = new ScopedSchema();

    private ConnectorSchema(Map<String, @Nullable String> config, Plugins plugins) {
        this.config = config;
        this.plugins = plugins;
        this.lists = new AliasLists(config);
        this.keys = new TreeSet<>(config.keySet());
    }

    /** What is known of classes. */
    @FunctionalInterface
    public interface Plugins {

        /**
         * What a class takes; empty where that is not known.
         *
         * @param key the key that names it, as {@code key.converter}
         * @param name as the config has it
         */
        Optional<ConfigSchema> of(String key, String name);
    }

    /**
     * The schema of a connector with this config.
     *
     * @param config texts by key, null where they are not known
     * @param plugins beside Kafka's own classes, which are known anyway
     */
    public static ScopedSchema of(Map<String, @Nullable String> config, Plugins plugins) {
        ConnectorSchema made = new ConnectorSchema(config, plugins);
        made.addConnector();
        made.addOverrides();
        made.addParts("transforms");
        made.addParts("predicates");
        KafkaConfigs.CONVERTER_KEYS.forEach(converter -> made.addClass(converter + ".", converter));
        made.addTopicGroups();
        return made.schema;
    }

    /**
     * What any connector's config may say, for editors.
     *
     * @param further what is known of connectors that don't come with Kafka
     */
    public static EditorConfig editorConfig(Collection<ConfigSchema> further) {
        EditorConfig config =
                new EditorConfig().keys(KafkaConfigs.SINK.schema()).keys(KafkaConfigs.SOURCE.schema());
        OVERRIDES.forEach(config::client);
        KafkaConfigs.CONVERTER_KEYS.forEach(config::converter);
        config.parts("transforms.", "transformation").parts("predicates.", "predicate");
        config.named(ConnectorKeys.TOPIC_CREATION, KafkaConfigs.TOPIC_CREATION.schema())
                .named(ConnectorKeys.TOPIC_CREATION, KafkaConfigs.TOPIC.schema());
        List<ConfigSchema> connectors = Stream.concat(further.stream(), KafkaConfigs.plugins().values().stream())
                .filter(schema -> schema.isOf("sink") || schema.isOf("source"))
                .toList();
        return config.classes(ConnectorKeys.CLASS, "", connectors);
    }

    /**
     * The keys that a connector with this config lacks, each with what the keys of the part begin with that needs it: nothing
     * where that is the connector itself. Clients and groups of topics have their defaults from elsewhere.
     *
     * @param schema as {@link #of} makes it
     */
    public static SortedMap<String, String> missing(Set<String> config, ScopedSchema schema) {
        SortedMap<String, String> missing = schema.required();
        missing.keySet().removeAll(config);
        missing.keySet().removeAll(List.of("name", ConnectorKeys.CLASS));
        // Connect itself says it to each converter that it makes.
        KafkaConfigs.CONVERTER_KEYS.forEach(converter -> missing.remove(converter + ".converter.type"));
        missing.values()
                .removeIf(prefix -> OVERRIDES.containsKey(prefix) || prefix.startsWith(ConnectorKeys.TOPIC_CREATION));
        return missing;
    }

    /** Connect's own definitions come first: they have the ranges and words that no worker tells. */
    private void addConnector() {
        Optional<ConfigSchema> plugin = named(ConnectorKeys.CLASS);
        String type =
                plugin.map(ConfigSchema::plugin).map(ConfigSchema.Plugin::type).orElse("");
        if (!type.equals("source")) {
            schema.with("", withoutRedefined(KafkaConfigs.SINK.schema(), plugin));
        }
        if (!type.equals("sink")) {
            schema.with("", withoutRedefined(KafkaConfigs.SOURCE.schema(), plugin));
        }
        plugin.ifPresent(keys -> schema.with("", keys));
    }

    /** Without the keys to which the plugin gives another type. */
    private static ConfigSchema withoutRedefined(ConfigSchema connects, Optional<ConfigSchema> plugin) {
        SortedMap<String, ConfigProperty> kept = new TreeMap<>(connects.properties());
        plugin.ifPresent(keys -> kept.entrySet()
                .removeIf(entry -> keys.property(entry.getKey())
                        .filter(own -> own.type() != entry.getValue().type())
                        .isPresent()));
        return new ConfigSchema(connects.plugin(), kept);
    }

    private void addOverrides() {
        OVERRIDES.forEach((prefix, client) -> {
            if (isConfigured(prefix)) {
                schema.with(prefix, client.schema());
            }
        });
    }

    private void addParts(String list) {
        for (String alias : configured(list, list + ".")) {
            String prefix = list + "." + alias + ".";
            schema.with(prefix, KafkaConfigs.PART.schema());
            addClass(prefix, prefix + "type");
        }
    }

    private void addTopicGroups() {
        if (isConfigured(ConnectorKeys.TOPIC_CREATION + DEFAULT_GROUP + ".")) {
            addTopicGroup(DEFAULT_GROUP);
        }
        configured(ConnectorKeys.TOPIC_CREATION + "groups", ConnectorKeys.TOPIC_CREATION)
                .forEach(this::addTopicGroup);
    }

    private void addTopicGroup(String group) {
        String prefix = ConnectorKeys.TOPIC_CREATION + group + ".";
        schema.with(prefix, KafkaConfigs.TOPIC_CREATION.schema()).with(prefix, KafkaConfigs.TOPIC.schema());
    }

    private void addClass(String prefix, String key) {
        named(key).ifPresent(keys -> schema.with(prefix, keys));
    }

    /** What is known of the class that stands under a key. */
    private Optional<ConfigSchema> named(String key) {
        String name = config.get(key);
        if (name == null || ProviderLookups.isIn(name)) {
            return Optional.empty();
        }
        String className = name.strip();
        return plugins.of(key, className).or(() -> KafkaConfigs.plugin(className));
    }

    /** Those members of a list that the config says something of. */
    private List<String> configured(String list, String prefix) {
        return lists.members(list).orElse(Set.of()).stream()
                .filter(alias -> isConfigured(prefix + alias + "."))
                .toList();
    }

    /** Whether a key of the config begins so. */
    private boolean isConfigured(String prefix) {
        String first = keys.ceiling(prefix);
        return first != null && first.startsWith(prefix);
    }
}
