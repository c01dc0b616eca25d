package dev.kgit.manifest;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON schemas of {@code schemas/}, compiled once: the files that editors use are the ones that validate. */
enum Schemas {
    KGIT("kgit"),
    ENVIRONMENT("environment"),
    RESOURCES("resources");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Numbers beyond this are no sizes or counts; they stay text, which the schemas' patterns refuse as counts. */
    private static final double LARGEST = 1e15;

    private final JsonNode source;
    private final Schema schema;

    Schemas(String name) {
        source = read("/schemas/" + name + ".schema.json");
        schema = Registry.DRAFT_2020_12.getSchema(source);
        schema.initializeValidators();
    }

    /** Holder, since an enum's constants are made before its static fields. */
    private static final class Registry {
        static final JsonMapper JSON = JsonMapper.builder().build();
        static final SchemaRegistry DRAFT_2020_12 =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

        private Registry() {}
    }

    private static JsonNode read(String resource) {
        try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + resource);
            }
            return Registry.JSON.readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The schema as it stands in its file. */
    JsonNode source() {
        return source;
    }

    /** Holds a document against the schema. */
    void check(Node document, Problems problems) {
        for (Error error : schema.validate(json(document))) {
            SchemaProblem.of(error, source, document).ifPresent(problems::add);
        }
    }

    private static JsonNode json(Node node) {
        return node.fold(
                map -> {
                    ObjectNode object = NODES.objectNode();
                    map.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
                    return object;
                },
                list -> {
                    ArrayNode array = NODES.arrayNode(list.items().size());
                    list.items().forEach(item -> array.add(json(item)));
                    return array;
                },
                Schemas::json);
    }

    private static JsonNode json(ScalarNode scalar) {
        String text = scalar.text();
        return switch (scalar.kind()) {
            case TEXT, LITERAL -> NODES.stringNode(text);
            case INTEGER, DECIMAL -> number(scalar);
            case BOOLEAN -> NODES.booleanNode(text.equalsIgnoreCase("true"));
            case NULL -> NODES.nullNode();
        };
    }

    private static JsonNode number(ScalarNode scalar) {
        double value = Double.parseDouble(scalar.text());
        if (Math.abs(value) > LARGEST) {
            return NODES.stringNode(scalar.text());
        }
        return scalar.kind() == ScalarNode.Kind.INTEGER ? NODES.numberNode((long) value) : NODES.numberNode(value);
    }
}
