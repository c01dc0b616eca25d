package dev.kgit.configschema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a map of config may say, as members of a JSON schema for editors. Other keys stay allowed, and nothing is required. */
public final class EditorConfig {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode properties = NODES.objectNode();
    private final Map<String, Map<String, AmbiguousKey>> named = new LinkedHashMap<>();
    private final ArrayNode conditions = NODES.arrayNode();

    /** Keys as the schema has them; one that is there already stays as it is. */
    public EditorConfig keys(ConfigSchema schema) {
        schema.properties().forEach((key, property) -> {
            if (!properties.has(key)) {
                properties.set(key, of(schema, key, property));
            }
        });
        return this;
    }

    /** What all clients say alike is said once, by the admin client. */
    private static ObjectNode of(ConfigSchema schema, String key, ConfigProperty property) {
        ConfigSchema admin = KafkaConfigs.ADMIN.schema();
        return schema != admin && property.equals(admin.properties().get(key))
                ? reference(KafkaConfigs.ADMIN, key)
                : EditorProperty.of(key, property);
    }

    /** What a client takes, under a prefix. */
    public EditorConfig client(String prefix, KafkaConfigs client) {
        client.schema().properties().keySet().forEach(key -> properties.set(prefix + key, reference(client, key)));
        return this;
    }

    private static ObjectNode reference(KafkaConfigs client, String key) {
        return EditorProperty.reference(definition(client) + "/properties/" + key);
    }

    private static String definition(KafkaConfigs client) {
        return client.name().toLowerCase(Locale.ROOT);
    }

    /** Adds what the members that are made here refer to, beside {@code property}, the value of any key. */
    public static void define(ObjectNode definitions) {
        EditorProperty.define(definitions);
    }

    /** The same for members that {@link #client} makes. */
    public static void defineClients(ObjectNode definitions) {
        for (KafkaConfigs client : List.of(KafkaConfigs.PRODUCER, KafkaConfigs.CONSUMER, KafkaConfigs.ADMIN)) {
            ObjectNode schema = definitions.putObject(definition(client)).put("type", "object");
            new EditorConfig().keys(client.schema()).addTo(schema);
        }
    }

    /**
     * Keys that stand behind a name which the config itself gives, as {@code transforms.ALIAS.type}; several schemas may be
     * there for one beginning.
     *
     * @param begin what stands before the name, as {@code transforms.}
     */
    public EditorConfig named(String begin, ConfigSchema schema) {
        Map<String, AmbiguousKey> keys = named.computeIfAbsent(begin, none -> new LinkedHashMap<>());
        schema.properties()
                .forEach((key, property) -> keys.computeIfAbsent(key, none -> new AmbiguousKey())
                        .add(schema.plugin(), EditorProperty.of(key, property)));
        return this;
    }

    /** What is said of each transform or predicate: which class it is, and what Kafka's own classes take. */
    public EditorConfig parts(String begin, String type) {
        List<ConfigSchema> classes = ofKafka(type);
        named(begin, KafkaConfigs.PART.schema());
        classes.forEach(schema -> named(begin, schema));
        named.getOrDefault(begin, Map.of()).computeIfPresent("type", (key, any) -> {
            AmbiguousKey proposing = new AmbiguousKey();
            proposing.add(null, EditorProperty.proposing(any.schema(), names(classes)));
            return proposing;
        });
        return this;
    }

    /** What a converter takes that the config names under this key, for those that come with Kafka. */
    public EditorConfig converter(String key) {
        List<ConfigSchema> classes = new ArrayList<>(ofKafka("converter"));
        classes.addAll(ofKafka("header_converter"));
        return classes(key, key + ".", classes);
    }

    /** What the classes take of which this key names one. Any other class will do there as well. */
    public EditorConfig classes(String key, String prefix, Collection<ConfigSchema> classes) {
        properties.set(key, EditorProperty.proposing((ObjectNode) properties.path(key), names(classes)));
        classes.forEach(schema -> when(key, prefix, schema));
        return this;
    }

    private static List<ConfigSchema> ofKafka(String type) {
        return KafkaConfigs.plugins().values().stream()
                .filter(schema -> schema.isOf(type))
                .toList();
    }

    private static Stream<String> names(Collection<ConfigSchema> classes) {
        return classes.stream()
                .flatMap(schema -> Stream.ofNullable(schema.plugin()))
                .map(ConfigSchema.Plugin::className)
                .distinct();
    }

    /** Keys that are there where another one names the class that has them. */
    private void when(String key, String prefix, ConfigSchema schema) {
        ConfigSchema.Plugin plugin = schema.plugin();
        if (plugin == null || schema.properties().isEmpty()) {
            return;
        }
        ObjectNode condition = conditions.addObject();
        ObjectNode test = condition.putObject("if");
        ArrayNode any = test.putObject("properties").putObject(key).putArray("enum");
        plugin.names().forEach(any::add);
        test.putArray("required").add(key);
        ObjectNode taken = condition.putObject("then").putObject("properties");
        schema.properties().forEach((name, property) -> taken.set(prefix + name, EditorProperty.of(name, property)));
    }

    /** Adds all of that to a schema of a map. */
    public void addTo(ObjectNode map) {
        ObjectNode all = map.putIfAbsent("properties", properties) instanceof ObjectNode own ? own : properties;
        properties.properties().forEach(property -> all.putIfAbsent(property.getKey(), property.getValue()));
        // Any key, with what is no map; editors would propose the values of a more telling schema for the keys above as
        // well.
        map.putObject("additionalProperties").putObject("not").put("type", "object");
        ObjectNode patterns = NODES.objectNode();
        named.forEach((begin, keys) ->
                keys.forEach((key, shared) -> patterns.set(EditorProperty.behindName(begin, key), shared.schema())));
        if (!patterns.isEmpty()) {
            map.set("patternProperties", patterns);
        }
        if (!conditions.isEmpty()) {
            map.set("allOf", conditions);
        }
    }
}
