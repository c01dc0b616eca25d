package dev.kgit.manifest;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.DidYouMean;
import dev.kgit.model.Place;
import dev.kgit.model.PrintableText;
import dev.kgit.secret.SecretDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Turns a schema's complaint into a sentence for people. The schema says in {@code title} what it expects, as a phrase
 * that goes behind "must be"; the complaint's keyword decides the rest.
 */
public final class SchemaDiagnostics {

    private static final int LONGEST_VALUE = 60;

    private SchemaDiagnostics() {}

    /** The problem; empty where it is about a value that could not be resolved, which has been told already. */
    static Optional<Diagnostic> of(Error error, JsonNode schema, Node document) {
        List<String> path = path(error.getInstanceLocation());
        Node found = at(document, path);
        ScalarNode scalar = found.asScalar();
        if (scalar != null && scalar.isUnknown()) {
            return Optional.empty();
        }
        JsonNode subschema = subschema(schema, error.getSchemaLocation().getFragment());
        return Optional.of(
                switch (error.getKeyword()) {
                    case "additionalProperties" ->
                        unknownKey(error.getProperty(), path, found, subschema, new LayoutHint(schema, document));
                    case "required" -> missingKey(error.getProperty(), path, found, subschema);
                    case "propertyNames" ->
                        badName(error.getProperty(), path, found, resolved(schema, subschema.path("propertyNames")));
                    default ->
                        badValue(path, found, subschema)
                                .withHint(new LayoutHint(schema, document)
                                        .ofValue(path, found, subschema)
                                        .orElseGet(() -> hint(error, schema, path, found, subschema)));
                });
    }

    private static Diagnostic unknownKey(
            String key, List<String> path, Node found, JsonNode subschema, LayoutHint layout) {
        List<String> allowed = new ArrayList<>(subschema.path("properties").propertyNames());
        String list = "known here: " + String.join(", ", allowed);
        String why = subschema.path("x-not-here").path(key).asString("");
        return Diagnostic.error(
                        "KG020", "unknown key `" + key + "`" + (path.isEmpty() ? "" : " in `" + said(path) + "`"))
                .withHint(
                        why.isEmpty()
                                ? SchemaHint.otherWord(key, subschema)
                                        .or(() ->
                                                DidYouMean.closest(key, allowed).isPresent()
                                                        ? Optional.empty()
                                                        : layout.ofUnknownKey(path, key, subschema))
                                        .map(meant -> meant + "; " + list)
                                        .orElseGet(() -> DidYouMean.hint(key, allowed, list))
                                : why)
                .withPlace(keyPlace(found, key));
    }

    private static Diagnostic missingKey(String key, List<String> path, Node found, JsonNode subschema) {
        return Diagnostic.error(
                        "KG022", (path.isEmpty() ? "the file" : "`" + said(path) + "`") + " lacks `" + key + "`")
                .withHint(SchemaHint.missing(key, subschema))
                .withPlace(found.place());
    }

    private static Diagnostic badName(String name, List<String> path, Node found, JsonNode names) {
        return Diagnostic.error("KG100", "`" + shown(name) + "` in `" + said(path) + "` can't be a name here")
                .withHint("must be " + names.path("title").asString("another one"))
                .withPlace(keyPlace(found, name));
    }

    private static Diagnostic badValue(List<String> path, Node found, JsonNode subschema) {
        String expected = subschema.path("title").asString("something else");
        String what = path.isEmpty() ? "the file" : "`" + said(path) + "`";
        return Diagnostic.error("KG021", what + " must be " + expected + "; found " + found(path, found))
                .withPlace(found.place());
    }

    private static String hint(Error error, JsonNode schema, List<String> path, Node found, JsonNode subschema) {
        ScalarNode scalar = found.asScalar();
        boolean map = subschema.path("title").asString("").startsWith("a map");
        return scalar != null && scalar.isNull() && map
                ? "write {} where nothing is to be said"
                : SchemaHint.instead(error, schema, subschema, path, scalar);
    }

    private static String found(List<String> path, Node found) {
        return found.fold(map -> "a map", list -> "a list", scalar -> {
            if (scalar.isNull()) {
                return "nothing";
            }
            boolean sensitive = !scalar.isWritten()
                    || path.stream().anyMatch(SecretDetector::namesSecret)
                    || SecretDetector.isSensitive(path.isEmpty() ? "" : path.get(path.size() - 1), scalar.text());
            String kind = SchemaHint.isQuotedNumber(scalar) ? "the text " : "";
            return sensitive ? "a value that is not shown" : kind + "`" + shown(scalar.text()) + "`";
        });
    }

    /** A text on one line, and not too long. */
    public static String shown(String text) {
        String head = PrintableText.head(text, LONGEST_VALUE);
        return PrintableText.text(head) + (head.length() < text.length() ? "..." : "");
    }

    private static String said(List<String> path) {
        return shown(String.join(".", path));
    }

    private static Place keyPlace(Node node, String key) {
        MapNode map = node.asMap();
        return map == null ? node.place() : map.keyPlace(key);
    }

    private static List<String> path(NodePath location) {
        List<String> path = new ArrayList<>();
        for (int i = 0; i < location.getNameCount(); i++) {
            path.add(location.getName(i));
        }
        return path;
    }

    private static Node at(Node document, List<String> path) {
        Node node = document;
        for (String step : path) {
            Node next = child(node, step);
            if (next == null) {
                return node;
            }
            node = next;
        }
        return node;
    }

    private static @Nullable Node child(Node node, String step) {
        return node.<@Nullable Node>fold(
                map -> map.get(step), list -> list.items().get(Integer.parseInt(step)), scalar -> null);
    }

    /** The schema that holds the keyword which complained. */
    private static JsonNode subschema(JsonNode schema, NodePath fragment) {
        JsonNode node = schema;
        for (int i = 0; i < fragment.getNameCount() - 1; i++) {
            String step = fragment.getName(i);
            node = node.isArray() ? node.path(Integer.parseInt(step)) : node.path(step);
        }
        return node;
    }

    static JsonNode resolved(JsonNode schema, JsonNode subschema) {
        JsonNode reference = subschema.path("$ref");
        return reference.isMissingNode()
                ? subschema
                : schema.at(reference.asString().substring(1));
    }
}
