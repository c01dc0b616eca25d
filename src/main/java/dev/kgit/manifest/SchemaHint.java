package dev.kgit.manifest;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.kgit.model.DidYouMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What to write instead of what a schema complains about: the schema's own example. */
final class SchemaHint {

    /** Keywords whose schemas are about a value inside of the one at hand, not about itself. */
    private static final List<String> INWARD = List.of("properties", "additionalProperties", "items");

    private SchemaHint() {}

    /** For a value of the wrong kind. */
    static String instead(
            Error error, JsonNode schema, JsonNode subschema, List<String> path, @Nullable ScalarNode found) {
        if (found != null && isQuotedNumber(found)) {
            return "write it without quotes";
        }
        if (found != null && subschema.has("enum")) {
            List<String> words = new ArrayList<>();
            subschema.path("enum").forEach(word -> words.add(word.asString()));
            return DidYouMean.hint(found.text(), words, "known here: " + String.join(", ", words));
        }
        String key = path.isEmpty() ? "" : path.get(path.size() - 1);
        return example(error.getEvaluationPath(), schema)
                .map(example -> isIndex(key) ? "for example " + example : "for example " + key + ": " + example)
                .orElseGet(() -> shape(subschema.path("title").asString("")));
    }

    private static String shape(String title) {
        if (title.startsWith("a map")) {
            return "write `KEY: VALUE` below it, each in a line of its own";
        }
        return title.startsWith("a list")
                ? "write `- VALUE` below it, each in a line of its own"
                : "correct it, or leave it out";
    }

    /** A number to the eye, and a text to whoever reads YAML. */
    static boolean isQuotedNumber(ScalarNode found) {
        return found.kind() == ScalarNode.Kind.TEXT && isWholeNumber(found.text());
    }

    /** Where other tools call by this word what is called otherwise here: what to write. */
    static Optional<String> otherWord(String key, JsonNode subschema) {
        String meant = subschema.path("x-otherWords").path(key).asString("");
        if (meant.isEmpty() || meant.startsWith("write ")) {
            return meant.isEmpty() ? Optional.empty() : Optional.of(meant);
        }
        return Optional.of(meant.contains(":") ? "write `" + meant + "`" : "it is called `" + meant + "` here");
    }

    /** For a key that is missing. */
    static String missing(String key, JsonNode subschema) {
        String title = subschema.path("properties").path(key).path("title").asString("");
        return "write `" + key + ":`" + (title.isEmpty() ? "" : " with " + title);
    }

    /** The example that stands nearest to the keyword that complained, on the way to it. */
    private static Optional<JsonNode> example(NodePath way, JsonNode schema) {
        Optional<JsonNode> example = Optional.empty();
        JsonNode node = schema;
        for (int i = 0; i < way.getNameCount() - 1; i++) {
            String step = way.getName(i);
            if (INWARD.contains(step)) {
                example = Optional.empty();
            }
            node = step.equals("$ref") ? schema.at(node.path("$ref").asString().substring(1)) : node.path(step);
            JsonNode here = node.path("examples").path(0);
            if (!here.isMissingNode() && example.isEmpty()) {
                example = Optional.of(here);
            }
        }
        return example;
    }

    private static boolean isWholeNumber(String text) {
        return text.matches("0|[1-9][0-9]{0,8}");
    }

    private static boolean isIndex(String key) {
        return key.isEmpty() || isWholeNumber(key);
    }
}
