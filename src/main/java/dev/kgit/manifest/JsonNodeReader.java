package dev.kgit.manifest;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON into {@link Node}s: the connector configurations that teams have as files. */
final class JsonNodeReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(InputLimits.DEPTH)
                    .maxDocumentLength(InputLimits.BYTES)
                    .build())
            .build();

    private final String file;
    private final DiagnosticCollector problems;
    private final JsonParser parser;
    private final ReadBudget budget;

    private JsonNodeReader(String file, JsonParser parser, DiagnosticCollector problems, ReadBudget budget) {
        this.file = file;
        this.budget = budget;
        this.parser = parser;
        this.problems = problems;
    }

    /** The one value of the text; null (and a problem) where it is not JSON. */
    static @Nullable Node read(String file, String text, DiagnosticCollector problems) {
        return read(file, text, problems, new ReadBudget());
    }

    /** The same, of one file of many; null too where the budget does not last for it. */
    static @Nullable Node read(String file, String text, DiagnosticCollector problems, ReadBudget budget) {
        if (text.isBlank()) {
            problems.error(
                    "KG007",
                    new Place(file, 1, 1),
                    "the file says nothing",
                    "write the JSON object that Connect takes");
            return null;
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            JsonNodeReader reader = new JsonNodeReader(file, parser, problems, budget);
            Node node = reader.node(parser.nextToken());
            if (parser.nextToken() != null) {
                problems.error(
                        "KG008",
                        reader.here(),
                        "something follows after the end of the JSON value",
                        "one file holds one JSON object");
                return null;
            }
            return node;
        } catch (JacksonException notJson) {
            Optional<Diagnostic> conflict = SyntaxDiagnostics.conflict(file, text);
            if (conflict.isPresent()) {
                problems.add(conflict.get());
                return null;
            }
            // Jackson's own message quotes the text around; that could be a secret.
            problems.error(
                    "KG008",
                    place(file, notJson.getLocation()),
                    "this is not JSON from here on",
                    "check for a missing comma, quote or bracket; comments are not allowed");
            return null;
        }
    }

    private Node node(@Nullable JsonToken token) {
        Place place = here();
        if (token == JsonToken.START_OBJECT) {
            return object(place);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Node> items = new ArrayList<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                Node item = node(next);
                if (budget.takeValues(1)) {
                    items.add(item);
                }
            }
            return new ListNode(place, items);
        }
        String text = parser.getString();
        SyntaxDiagnostics.refuseHalves(text, place, problems);
        return new ScalarNode(place, text, kind(token), ScalarNode.Origin.FILE);
    }

    private MapNode object(Place place) {
        Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_OBJECT; next = parser.nextToken()) {
            String key = parser.currentName();
            Place keyPlace = here();
            SyntaxDiagnostics.refuseHalves(key, keyPlace, problems);
            Node value = node(parser.nextToken());
            if (!budget.takeValues(2)) {
                continue; // What was read is thrown away.
            }
            MapNode.Entry first = entries.putIfAbsent(key, new MapNode.Entry(keyPlace, value));
            if (first != null) {
                problems.error(
                        "KG011",
                        keyPlace,
                        "the key `" + key + "` stands twice in this map, first in line "
                                + first.keyPlace().line(),
                        "take one of them away");
            }
        }
        return new MapNode(place, entries);
    }

    private static ScalarNode.Kind kind(@Nullable JsonToken token) {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return ScalarNode.Kind.INTEGER;
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return ScalarNode.Kind.DECIMAL;
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return ScalarNode.Kind.BOOLEAN;
        }
        return token == JsonToken.VALUE_NULL ? ScalarNode.Kind.NULL : ScalarNode.Kind.TEXT;
    }

    private Place here() {
        return place(file, parser.currentTokenLocation());
    }

    private static Place place(String file, @Nullable TokenStreamLocation location) {
        return location == null
                ? new Place(file, 1, 1)
                : new Place(file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }
}
