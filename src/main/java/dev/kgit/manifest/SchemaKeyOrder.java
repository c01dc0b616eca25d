package dev.kgit.manifest;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The order in which a schema lists the keys of a map: the one order that kgit writes them in. Maps whose keys are names
 * (resources, config) have none; they keep their author's.
 */
final class SchemaKeyOrder {

    /** What the schemas call the value of a config key. */
    private static final String PROPERTY = "#/$defs/property";

    private final JsonNode root;
    private final JsonNode schema;

    private SchemaKeyOrder(JsonNode root, JsonNode schema) {
        this.root = root;
        this.schema = schema;
    }

    static SchemaKeyOrder of(Schemas schema) {
        return new SchemaKeyOrder(schema.source(), schema.source());
    }

    /** The keys of this map; empty where they are free. */
    List<String> keys() {
        boolean free = !schema.path("additionalProperties").isBoolean();
        return free ? List.of() : new ArrayList<>(schema.path("properties").propertyNames());
    }

    /** Whether the keys are config keys, so that their endings say what unit a value has. */
    boolean isConfig() {
        return schema.path("additionalProperties").path("$ref").asString("").equals(PROPERTY);
    }

    SchemaKeyOrder under(String key) {
        JsonNode known = schema.path("properties").path(key);
        JsonNode next = known.isMissingNode() ? schema.path("additionalProperties") : known;
        return new SchemaKeyOrder(root, resolved(next));
    }

    SchemaKeyOrder ofItems() {
        return new SchemaKeyOrder(root, resolved(schema.path("items")));
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isMissingNode() ? node : root.at(reference.asString().substring(1));
    }
}
