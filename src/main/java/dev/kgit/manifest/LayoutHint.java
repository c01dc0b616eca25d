package dev.kgit.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is probably meant where lines stand too far left, or a colon has no space behind it: YAML reads that as something else. */
final class LayoutHint {

    private static final String PROPERTIES = "properties";
    private static final String OTHERS = "additionalProperties";

    private final JsonNode schema;
    private final Node document;

    LayoutHint(JsonNode schema, Node document) {
        this.schema = schema;
        this.document = document;
    }

    /** Where a map is expected and something else stands. */
    Optional<String> ofValue(List<String> path, Node found, JsonNode expected) {
        ScalarNode scalar = found.asScalar();
        if (path.isEmpty() || !expected.path("title").asString("").startsWith("a map")) {
            return Optional.empty();
        }
        String key = path.get(path.size() - 1);
        List<String> around = path.subList(0, path.size() - 1);
        if (scalar != null && scalar.isNull()) {
            return next(around, key)
                    .filter(next -> knows(expected, next) || !takes(at(around), next))
                    .map(next -> "what belongs to `" + key + "` has to be indented further than `" + key
                            + "` itself, and `" + next + "` below it is not; or write {} where nothing is to be said");
        }
        Optional<String> unspaced =
                scalar == null ? Optional.empty() : SyntaxDiagnostics.keyWithoutSpace(scalar.text());
        if (unspaced.isPresent()) {
            return Optional.of("write a space behind the colon: `" + unspaced.get() + ": ` and then the value");
        }
        return knows(expected, key) ? name(around, key, expected).map(above -> belongs(key, above)) : Optional.empty();
    }

    /** Where a key stands that is known elsewhere. */
    Optional<String> ofUnknownKey(List<String> path, String key, JsonNode here) {
        if (!path.isEmpty() && knows(here, path.get(path.size() - 1))) {
            // What is taken for a name is a key: `config` in the column of the topics' names.
            String name = path.get(path.size() - 1);
            Optional<String> above = name(path.subList(0, path.size() - 1), name, here);
            if (above.isPresent()) {
                return Optional.of(belongs(name, above.get()));
            }
        }
        Optional<String> above = previous(path, key);
        if (above.isPresent()) {
            JsonNode aboveSchema = at(with(path, above.get()));
            ScalarNode empty = asScalar(node(with(path, above.get())));
            if (knows(aboveSchema, key) || (empty != null && empty.isNull())) {
                return Optional.of(belongs(key, above.get()));
            }
            if (knows(resolved(aboveSchema.path(OTHERS)), key)) {
                return Optional.of(belongs(key, last(with(path, above.get())).orElse(above.get())));
            }
        }
        return key.contains(".") && knows(here, "config")
                ? Optional.of("keys of Kafka and Connect themselves stand below `config:`")
                : Optional.empty();
    }

    private static String belongs(String key, String above) {
        return "if `" + SchemaDiagnostics.shown(key) + "` belongs to `" + SchemaDiagnostics.shown(above)
                + "` above it, indent it, and what is below it, further";
    }

    private static boolean knows(JsonNode map, String key) {
        return map.path(PROPERTIES).has(key);
    }

    private static boolean takes(JsonNode map, String key) {
        return knows(map, key)
                || !map.path(OTHERS).isBoolean()
                || map.path(OTHERS).booleanValue();
    }

    /** The schema of what stands under these keys; a missing node where that can't be told. */
    private JsonNode at(List<String> path) {
        JsonNode node = schema;
        for (String step : path) {
            JsonNode map = resolved(node);
            node = knows(map, step) ? map.path(PROPERTIES).path(step) : map.path(OTHERS);
        }
        return resolved(node);
    }

    private JsonNode resolved(JsonNode node) {
        return SchemaDiagnostics.resolved(schema, node);
    }

    private @Nullable Node node(List<String> path) {
        Node node = document;
        for (String step : path) {
            MapNode map = node == null ? null : node.asMap();
            node = map == null ? null : map.get(step);
        }
        return node;
    }

    private static @Nullable ScalarNode asScalar(@Nullable Node node) {
        return node == null ? null : node.asScalar();
    }

    private Optional<String> next(List<String> around, String key) {
        return neighbour(around, key, 1);
    }

    private Optional<String> previous(List<String> around, String key) {
        return neighbour(around, key, -1);
    }

    /** The nearest above that is no key of what is expected, as its own lines may stand too far left with it. */
    private Optional<String> name(List<String> around, String key, JsonNode expected) {
        Optional<String> above = previous(around, key);
        while (above.isPresent() && knows(expected, above.get())) {
            above = previous(around, above.get());
        }
        return above;
    }

    /** The last of the names below a key. */
    private Optional<String> last(List<String> path) {
        Node node = node(path);
        MapNode map = node == null ? null : node.asMap();
        return map == null ? Optional.empty() : map.entries().keySet().stream().reduce((first, second) -> second);
    }

    private Optional<String> neighbour(List<String> around, String key, int step) {
        Node node = node(around);
        MapNode map = node == null ? null : node.asMap();
        List<String> keys = map == null ? List.of() : List.copyOf(map.entries().keySet());
        int found = keys.indexOf(key) + step;
        return keys.contains(key) && found >= 0 && found < keys.size()
                ? Optional.of(keys.get(found)).filter(other -> inLinesOfTheirOwn(map, key, other))
                : Optional.empty();
    }

    /** Between braces nothing is indented. */
    private static boolean inLinesOfTheirOwn(@Nullable MapNode map, String key, String other) {
        return map != null
                && map.keyPlace(key).line() != map.keyPlace(other).line()
                && map.keyPlace(key).column() == map.keyPlace(other).column();
    }

    private static List<String> with(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }
}
