package dev.kgit.manifest;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A node in the form that schemas take. */
final class SchemaInstance {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Numbers beyond this are no sizes or counts; they stay text, which the schemas' patterns refuse as counts. */
    private static final double LARGEST = 1e15;

    private static final int DIGITS = 15;

    private SchemaInstance() {}

    static JsonNode of(Node node) {
        return node.fold(
                map -> {
                    ObjectNode object = NODES.objectNode();
                    map.entries().forEach((key, entry) -> object.set(key, of(entry.value())));
                    return object;
                },
                list -> {
                    ArrayNode array = NODES.arrayNode(list.items().size());
                    list.items().forEach(item -> array.add(of(item)));
                    return array;
                },
                SchemaInstance::scalar);
    }

    /**
     * A text that writes itself. The schema library asks that of every word of an {@code enum}, and Jackson would make a whole
     * object mapper for it, which takes longer than to compile all schemas.
     */
    private static final class Text extends StringNode {

        private static final long serialVersionUID = 1L;

        Text(String value) {
            super(value);
        }

        @Override
        public String toString() {
            return '"' + stringValue() + '"';
        }
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.text();
        return switch (scalar.kind()) {
            case TEXT, LITERAL -> new Text(text);
            case INTEGER, DECIMAL -> number(scalar);
            case BOOLEAN -> NODES.booleanNode(text.equalsIgnoreCase("true"));
            case NULL -> NODES.nullNode();
        };
    }

    private static JsonNode number(ScalarNode scalar) {
        String text = scalar.text();
        if (scalar.kind() == ScalarNode.Kind.INTEGER && text.length() <= DIGITS) {
            return NODES.numberNode(Long.parseLong(text));
        }
        double value = Double.parseDouble(text);
        // A schema takes 1e3 and 6.0 for whole numbers. Here they are texts that somebody should look at again.
        return Math.abs(value) > LARGEST || value == Math.rint(value) ? new Text(text) : NODES.numberNode(value);
    }
}
