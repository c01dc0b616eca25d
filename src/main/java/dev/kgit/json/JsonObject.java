package dev.kgit.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** A JSON object that was read: its members are asked for by the type that they have to be of. */
public final class JsonObject {

    /** Ids are names here, thousands of them and each but once: a table of known names would only cost. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private final Map<String, @Nullable Object> values;

    private JsonObject(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    public static JsonObject parse(byte[] text) throws MalformedJsonException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedJsonException("no JSON object");
            }
            JsonObject object = new JsonObject(members(parser));
            if (parser.nextToken() != null) {
                throw new MalformedJsonException("more than one JSON value");
            }
            return object;
        } catch (JacksonException notJson) {
            throw new MalformedJsonException("no JSON: " + notJson.getOriginalMessage());
        }
    }

    private static Map<String, @Nullable Object> members(JsonParser parser) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case VALUE_STRING -> parser.getString();
            // One that is no long is a number all the same, though no one that number() takes.
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) parser.getDoubleValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    public Set<String> names() {
        return values.keySet();
    }

    public String text(String name) throws MalformedJsonException {
        if (values.get(name) instanceof String text) {
            return text;
        }
        throw new MalformedJsonException("no text " + name);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Null where it is null or not there. */
    public @Nullable String textOrNull(String name) throws MalformedJsonException {
        return values.get(name) == null ? null : text(name);
    }

    /** A text that may be null, but has to be there. */
    public @Nullable String nullableText(String name) throws MalformedJsonException {
        if (!has(name)) {
            throw new MalformedJsonException("no text " + name);
        }
        return textOrNull(name);
    }

    public boolean flag(String name) throws MalformedJsonException {
        if (values.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw new MalformedJsonException("no flag " + name);
    }

    public long number(String name) throws MalformedJsonException {
        if (values.get(name) instanceof Long number) {
            return number;
        }
        throw new MalformedJsonException("no number " + name);
    }

    /** Null where it is null or not there. */
    public @Nullable Long numberOrNull(String name) throws MalformedJsonException {
        return values.get(name) == null ? null : Long.valueOf(number(name));
    }

    /** The text, the number or the flag as it is written, whichever it is; null where it is null or not there. */
    public @Nullable String scalarOrNull(String name) throws MalformedJsonException {
        Object value = values.get(name);
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            throw new MalformedJsonException("no single value " + name);
        }
        return value == null ? null : value.toString();
    }

    /** A number, whole or not; null where it is null or not there. */
    public @Nullable BigDecimal decimalOrNull(String name) throws MalformedJsonException {
        Object value = values.get(name);
        if (value instanceof Long || (value instanceof Double number && Double.isFinite(number))) {
            return new BigDecimal(value.toString());
        }
        if (value == null) {
            return null;
        }
        throw new MalformedJsonException("no number " + name);
    }

    public JsonObject object(String name) throws MalformedJsonException {
        return object(values.get(name), name);
    }

    public @Nullable JsonObject objectOrNull(String name) throws MalformedJsonException {
        return values.get(name) == null ? null : object(name);
    }

    public List<String> texts(String name) throws MalformedJsonException {
        if (!(values.get(name) instanceof List<?> items)) {
            throw new MalformedJsonException("no list " + name);
        }
        List<String> texts = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof String text)) {
                throw new MalformedJsonException("no texts " + name);
            }
            texts.add(text);
        }
        return texts;
    }

    public List<JsonObject> objects(String name) throws MalformedJsonException {
        if (!(values.get(name) instanceof List<?> items)) {
            throw new MalformedJsonException("no list " + name);
        }
        List<JsonObject> list = new ArrayList<>();
        for (Object item : items) {
            list.add(object(item, name));
        }
        return list;
    }

    private static JsonObject object(@Nullable Object value, String name) throws MalformedJsonException {
        if (!(value instanceof Map<?, ?> object)) {
            throw new MalformedJsonException("no object " + name);
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        object.forEach((key, its) -> values.put(String.valueOf(key), its));
        return new JsonObject(values);
    }
}
