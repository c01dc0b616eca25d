package dev.kgit.manifest;

import dev.kgit.configschema.EditorConfig;
import dev.kgit.configschema.KafkaConfigs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas that editors read, made of those that validate: they say the same, and of configs more, which kgit itself knows
 * in a form that is read faster. A type is one type everywhere, so that strict readers of schemas take them, and a placeholder
 * stands wherever a value may.
 */
public final class EditorSchemas {

    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPrettyPrinter(
                    new DefaultPrettyPrinter(new Separators().withObjectNameValueSpacing(Separators.Spacing.AFTER))
                            .withObjectIndenter(new DefaultIndenter("  ", "\n")))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** Which type a keyword speaks of. */
    private static final Map<String, String> SPEAKS_OF = Map.ofEntries(
            Map.entry("minimum", "integer"),
            Map.entry("maximum", "integer"),
            Map.entry("pattern", "string"),
            Map.entry("minLength", "string"),
            Map.entry("maxLength", "string"),
            Map.entry("items", "array"),
            Map.entry("minItems", "array"),
            Map.entry("maxItems", "array"),
            Map.entry("properties", "object"),
            Map.entry("required", "object"),
            Map.entry("propertyNames", "object"),
            Map.entry("additionalProperties", "object"));

    /** Keywords below which stand schemas by name. */
    private static final Set<String> OF_NAMED = Set.of("properties", "patternProperties", "$defs");

    private static final String PLACEHOLDER = "\\$\\{\\{";

    private EditorSchemas() {}

    /**
     * The schema of resource files.
     *
     * @param exported what the plugins of workers take, beside those that come with Kafka
     */
    public static String resources(Sections sections, SchemaFiles exported) {
        ObjectNode schema = strict(sections.schemaText());
        ObjectNode definitions = (ObjectNode) schema.path("$defs");
        EditorConfig.define(definitions);
        EditorConfig.defineClients(definitions);
        for (KindSection section : sections.all()) {
            for (Map.Entry<String, EditorConfig> config : new TreeMap<>(section.editorConfigs(exported)).entrySet()) {
                config.getValue().addTo((ObjectNode) definitions.at(config.getKey()));
            }
        }
        return text(schema);
    }

    /** The schema of environment.yaml. */
    public static String environment() {
        ObjectNode schema = strict(Schemas.ENVIRONMENT.text());
        EditorConfig.define((ObjectNode) schema.path("$defs"));
        new EditorConfig().keys(KafkaConfigs.ADMIN.schema()).addTo((ObjectNode) schema.at("/properties/kafka"));
        new EditorConfig().keys(KafkaConfigs.TOPIC.schema()).addTo((ObjectNode)
                schema.at("/properties/defaults/properties/topics/properties/config"));
        return text(schema);
    }

    private static String text(ObjectNode schema) {
        return JSON.writeValueAsString(schema) + "\n";
    }

    private static ObjectNode strict(String text) {
        ObjectNode schema = (ObjectNode) JSON.readTree(text);
        makeStrict(schema);
        return schema;
    }

    private static void makeStrict(ObjectNode schema) {
        // What kgit says in its own messages.
        List.copyOf(schema.propertyNames()).stream()
                .filter(keyword -> keyword.startsWith("x-") || keyword.equals("title"))
                .forEach(schema::remove);
        splitTypes(schema);
        if (schema.has("pattern") && !schema.has("type")) {
            schema.put("type", "string");
        }
        schema.properties().forEach(member -> {
            JsonNode below = member.getValue();
            if (OF_NAMED.contains(member.getKey())) {
                below.forEach(named -> makeStrict((ObjectNode) named));
            } else if (member.getKey().equals("propertyNames")) {
                makeStrict((ObjectNode) below);
            } else if (below instanceof ObjectNode inner && !member.getKey().equals("default")) {
                makeStrict(inner);
                allowPlaceholder(inner);
            } else if (below instanceof ArrayNode list
                    && Set.of("oneOf", "allOf").contains(member.getKey())) {
                list.forEach(one -> makeStrict((ObjectNode) one));
            }
        });
        JsonNode values = schema.path("properties");
        values.forEach(value -> allowPlaceholder((ObjectNode) value));
    }

    /** One branch for each type, where there are several. */
    private static void splitTypes(ObjectNode schema) {
        if (!(schema.path("type") instanceof ArrayNode types)) {
            return;
        }
        schema.remove("type");
        ObjectNode whole = schema.deepCopy();
        schema.remove(SPEAKS_OF.keySet());
        ArrayNode branches = schema.putArray("oneOf");
        for (JsonNode type : types) {
            ObjectNode branch = branches.addObject().put("type", type.asString());
            whole.properties().forEach(member -> {
                if (type.asString().equals(SPEAKS_OF.get(member.getKey()))) {
                    branch.set(member.getKey(), member.getValue());
                }
            });
        }
    }

    /** One of several words may come from a variable. */
    private static void allowPlaceholder(ObjectNode value) {
        if (value.has("enum")) {
            JsonNode words = value.remove("enum");
            ArrayNode branches = value.putArray("oneOf");
            branches.addObject().set("enum", words);
            branches.addObject().put("type", "string").put("pattern", PLACEHOLDER);
        }
    }
}
