package dev.kgit.configschema;

import dev.kgit.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A config key as an editor's schema of YAML says it: what people may write there, a list or a quantity or a placeholder among
 * it, and a sentence with the default and the unit. It complains of what can't be, and of nothing that a variable may bring.
 * No two branches take the same: editors show what all branches of an {@code anyOf} say, one behind the other.
 */
final class EditorProperty {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Numbers from here on lose digits in editors. */
    private static final BigDecimal LOSSY = BigDecimal.valueOf(1L << 53);

    private static final String PROPERTY = "property";
    private static final String LEFT_OPEN = "leftOpen";
    private static final String TRUTH = "trueOrFalse";

    /** What a variable is put in for, or a config provider looks up. */
    private static final String PLACEHOLDER = "\\$\\{";

    private static final Pattern SPECIAL = Pattern.compile("[\\\\^$.|?*+()\\[\\]{}]");

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]{0,8})(?:\\.[0-9]{1,6})?");

    private static final String DURATIONS = "^[0-9]+\\s*(?:ms|s|m|h|d)$";
    private static final String SIZES = "^[0-9]+\\s*[KMGT]iB$";

    private EditorProperty() {}

    static ObjectNode of(String key, ConfigProperty property) {
        ObjectNode schema = NODES.objectNode();
        schema.put("description", description(key, property));
        String value = property.defaultValue();
        if (value != null && !value.isEmpty()) {
            writeDefault(schema, key, property.type(), value);
        }
        List<ObjectNode> forms = forms(key, property);
        if (property.type() == ConfigType.BOOLEAN) {
            refer(schema, TRUTH);
        } else if (forms.isEmpty()) {
            refer(schema, PROPERTY);
        } else {
            ArrayNode either = schema.putArray("oneOf");
            forms.forEach(either::add);
            either.add(reference(LEFT_OPEN));
        }
        return schema;
    }

    /** What the schemas of properties refer to, beside {@code property}, the value of any key. */
    static void define(ObjectNode definitions) {
        ArrayNode open = definitions.putObject(LEFT_OPEN).putArray("oneOf");
        open.add(text(PLACEHOLDER));
        // Takes away what a lower layer says.
        open.add(type("null"));
        definitions
                .putObject(TRUTH)
                .putArray("oneOf")
                .add(type("boolean"))
                .add(text("^\\s*(?:" + anyCase("true") + "|" + anyCase("false") + ")\\s*$"))
                .add(reference(LEFT_OPEN));
    }

    /** @param definition where it stands below {@code $defs} */
    static ObjectNode reference(String definition) {
        return refer(NODES.objectNode(), definition);
    }

    private static ObjectNode refer(ObjectNode schema, String definition) {
        return schema.put("$ref", "#/$defs/" + definition);
    }

    /** What is known of it, in sentences. */
    private static String description(String key, ConfigProperty property) {
        List<String> sentences = new ArrayList<>();
        if (!property.description().isEmpty()) {
            sentences.add(sentence(property.description()));
        }
        String value = property.defaultValue();
        if (value != null) {
            sentences.add("Default: " + (value.isBlank() ? "empty" : shownDefault(key, value)) + ".");
        }
        if (!property.words().isEmpty()) {
            String all = String.join(", ", property.words());
            sentences.add(property.type() == ConfigType.LIST ? "Any of " + all + "." : "One of " + all + ".");
        }
        property.range().ifPresent(range -> sentences.add("Takes " + range + "."));
        unit(key, property).ifPresent(sentences::add);
        if (property.isPassword()) {
            sentences.add(
                    "A secret: write ${{ var.NAME }} of a variable that environment.yaml takes from ${{ secret.NAME }}.");
        }
        return String.join(" ", sentences);
    }

    /** Plugins' own words often have no full stop. */
    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
    }

    private static Optional<String> unit(String key, ConfigProperty property) {
        return !property.type().isNumber()
                ? Optional.empty()
                : Quantity.ofKey(key)
                        .map(quantity -> quantity == Quantity.DURATION
                                ? "In milliseconds, or as 30s, 15m, 12h, 7d."
                                : "In bytes, or as 512KiB, 1MiB, 1GiB.");
    }

    private static String shownDefault(String key, String value) {
        if (value.equals(Long.toString(Long.MAX_VALUE))) {
            return "no limit (" + value + ")";
        }
        String human = human(key, value);
        return human.equals(value) ? value : human + " (" + value + ")";
    }

    private static String human(String key, String value) {
        return Quantity.ofKey(key)
                .map(quantity -> quantity.inLargestUnit(value))
                .orElse(value);
    }

    private static void writeDefault(ObjectNode schema, String key, ConfigType type, String value) {
        String human = human(key, value);
        if (type == ConfigType.BOOLEAN) {
            schema.put("default", Boolean.parseBoolean(value.strip()));
        } else if (type.isNumber()
                && human.equals(value)
                && type.number(value).isPresent()
                && new BigDecimal(value.strip()).abs().compareTo(LOSSY) < 0) {
            schema.put("default", new BigDecimal(value.strip()));
        } else {
            schema.put("default", human);
        }
    }

    /** Empty where others say it, or any single value or list will do. */
    private static List<ObjectNode> forms(String key, ConfigProperty property) {
        return switch (property.type()) {
            case SHORT, INT, LONG -> number(key, property, "integer", "^\\s*[-+]?[0-9]+\\s*$");
            case DOUBLE -> number(key, property, "number", "^\\s*[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?\\s*$");
            case BOOLEAN -> List.of();
            case LIST -> property.words().isEmpty() ? List.of() : list(property);
            case STRING, CLASS, PASSWORD -> property.words().isEmpty() ? List.of() : word(property);
        };
    }

    private static List<ObjectNode> number(String key, ConfigProperty property, String type, String quoted) {
        ObjectNode number = type(type);
        bound(number, "minimum", property.minimum() == null ? property.type().least() : property.minimum());
        bound(number, "maximum", property.maximum() == null ? property.type().most() : property.maximum());
        List<ObjectNode> forms = new ArrayList<>(List.of(number, text(quoted)));
        Quantity.ofKey(key).ifPresent(quantity -> forms.add(text(quantity == Quantity.DURATION ? DURATIONS : SIZES)));
        return forms;
    }

    private static void bound(ObjectNode number, String name, @Nullable BigDecimal bound) {
        if (bound != null && bound.abs().compareTo(LOSSY) < 0) {
            number.put(name, bound);
        }
    }

    private static List<ObjectNode> word(ConfigProperty property) {
        List<String> words = property.words();
        List<String> others = words.stream()
                .filter(word -> property.ignoreCase() || isNoText(word))
                .map(word -> property.ignoreCase() ? anyCase(word) : quoted(word))
                .toList();
        if (others.isEmpty()) {
            return List.of(oneOf(words));
        }
        // The words as they are written above are left to that branch.
        String written = words.stream()
                .filter(word -> !isNoText(word))
                .map(EditorProperty::quoted)
                .collect(Collectors.joining("|"));
        return List.of(oneOf(words), text("^(?!(?:" + written + ")$)(?:" + String.join("|", others) + ")$"));
    }

    private static List<ObjectNode> list(ConfigProperty property) {
        ObjectNode items = NODES.objectNode();
        items.putArray("oneOf").add(oneOf(property.words())).add(text(PLACEHOLDER));
        ObjectNode array = type("array");
        array.set("items", items);
        String one =
                "(?:" + property.words().stream().map(EditorProperty::quoted).collect(Collectors.joining("|")) + ")";
        return List.of(oneOf(property.words()), array, text("^\\s*(?:" + one + "(?:\\s*,\\s*" + one + ")+)?\\s*$"));
    }

    /** The words as YAML reads them: {@code 1} is a number, and {@code true} is no text. */
    private static ObjectNode oneOf(List<String> words) {
        ObjectNode schema = NODES.objectNode();
        Set<JsonNode> values = new LinkedHashSet<>();
        words.forEach(word -> values.add(read(word)));
        values.forEach(schema.putArray("enum")::add);
        return schema;
    }

    private static JsonNode read(String word) {
        if (isTruth(word)) {
            return NODES.booleanNode(Boolean.parseBoolean(word));
        }
        return isNumber(word)
                ? NODES.numberNode(
                        new BigDecimal(new BigDecimal(word).stripTrailingZeros().toPlainString()))
                : NODES.stringNode(word);
    }

    private static boolean isNoText(String word) {
        return isTruth(word) || isNumber(word);
    }

    private static boolean isTruth(String word) {
        return word.equals("true") || word.equals("false");
    }

    private static boolean isNumber(String word) {
        return NUMBER.matcher(word).matches();
    }

    /** A pattern of the word in upper and lower case. */
    private static String anyCase(String word) {
        return word.codePoints()
                .mapToObj(Character::toString)
                .map(c -> c.matches("[A-Za-z]")
                        ? "[" + c.toUpperCase(Locale.ROOT) + c.toLowerCase(Locale.ROOT) + "]"
                        : quoted(c))
                .collect(Collectors.joining());
    }

    /** A pattern of a key that stands behind a name which the config itself gives. */
    static String behindName(String begin, String key) {
        return "^" + quoted(begin) + "[^.]+\\." + quoted(key) + "$";
    }

    /** The text as a pattern of the dialect that schemas and Java share. */
    private static String quoted(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0");
    }

    private static ObjectNode text(String pattern) {
        return type("string").put("pattern", pattern);
    }

    private static ObjectNode type(String type) {
        return NODES.objectNode().put("type", type);
    }

    /** A key of which only words are known. */
    static ObjectNode ofAnyValue(String description) {
        return refer(NODES.objectNode().put("description", description), PROPERTY);
    }

    /** Words that are proposed, where any other value will do as well. */
    static ObjectNode proposing(ObjectNode property, Stream<String> words) {
        ObjectNode schema = NODES.objectNode();
        schema.set("description", property.path("description"));
        ObjectNode proposed = oneOf(words.sorted().toList());
        ObjectNode other = reference(PROPERTY);
        other.set("not", proposed);
        schema.putArray("oneOf").add(proposed.deepCopy()).add(other);
        return schema;
    }
}
