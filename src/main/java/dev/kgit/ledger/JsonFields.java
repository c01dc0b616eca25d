package dev.kgit.ledger;

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

/** A JSON object as read, asked for fields of the kind that they have to be. */
public final class JsonFields {

    /** Ids are names here, thousands of them and each but once: a table of known names would only cost. */
    static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private final Map<String, @Nullable Object> values;

    private JsonFields(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /** What was read is not what was written by any version of kgit. */
    static class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    static JsonFields parse(byte[] text) throws Malformed {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed("no JSON object");
            }
            return new JsonFields(object(parser));
        } catch (JacksonException notJson) {
            throw new Malformed("no JSON: " + notJson.getOriginalMessage());
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
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
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    Set<String> names() {
        return values.keySet();
    }

    String text(String name) throws Malformed {
        if (values.get(name) instanceof String text) {
            return text;
        }
        throw new Malformed("no text " + name);
    }

    @Nullable
    String textOrNull(String name) throws Malformed {
        return values.get(name) == null ? null : text(name);
    }

    boolean flag(String name) throws Malformed {
        if (values.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw new Malformed("no flag " + name);
    }

    long number(String name) throws Malformed {
        if (values.get(name) instanceof Long number) {
            return number;
        }
        throw new Malformed("no number " + name);
    }

    JsonFields fields(String name) throws Malformed {
        return fields(values.get(name), name);
    }

    @Nullable
    JsonFields fieldsOrNull(String name) throws Malformed {
        return values.get(name) == null ? null : fields(name);
    }

    List<String> texts(String name) throws Malformed {
        if (!(values.get(name) instanceof List<?> items)) {
            throw new Malformed("no list " + name);
        }
        List<String> texts = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof String text)) {
                throw new Malformed("no texts " + name);
            }
            texts.add(text);
        }
        return texts;
    }

    List<JsonFields> list(String name) throws Malformed {
        if (!(values.get(name) instanceof List<?> items)) {
            throw new Malformed("no list " + name);
        }
        List<JsonFields> list = new ArrayList<>();
        for (Object item : items) {
            list.add(fields(item, name));
        }
        return list;
    }

    private static JsonFields fields(@Nullable Object value, String name) throws Malformed {
        if (!(value instanceof Map<?, ?> object)) {
            throw new Malformed("no object " + name);
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        object.forEach((key, its) -> values.put(String.valueOf(key), its));
        return new JsonFields(values);
    }
}
