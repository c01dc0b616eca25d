package dev.kgit.planfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** A JSON value that was read, and whose shape is expected, not known. Every scalar is its text. */
record JsonDocument(@Nullable Object value) {

    private static final Object NOTHING = new Object();

    /** It is no JSON, or not of the expected shape. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String where) {
            super(where);
        }
    }

    static JsonDocument read(byte[] content) throws Malformed {
        try (JsonParser json = JsonOutput.FACTORY.createParser(ObjectReadContext.empty(), content)) {
            json.nextToken();
            JsonDocument tree = new JsonDocument(value(json));
            if (json.nextToken() != null) {
                throw new Malformed("more than one document");
            }
            return tree;
        } catch (JacksonException broken) {
            throw new Malformed("no JSON");
        }
    }

    private static @Nullable Object value(JsonParser json) {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                members.put(name, value(json));
            }
            return members;
        }
        if (token == JsonToken.START_ARRAY) {
            List<@Nullable Object> items = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(json));
            }
            return items;
        }
        return token == JsonToken.VALUE_NULL ? NOTHING : json.getString();
    }

    boolean has(String name) {
        return value instanceof Map<?, ?> members && members.containsKey(name);
    }

    JsonDocument object(String name) throws Malformed {
        return new JsonDocument(member(name));
    }

    List<JsonDocument> objects(String name) throws Malformed {
        if (!(member(name) instanceof List<?> items)) {
            throw new Malformed(name);
        }
        List<JsonDocument> trees = new ArrayList<>();
        items.forEach(item -> trees.add(new JsonDocument(item)));
        return trees;
    }

    /** Lists of texts by name. */
    SortedMap<String, List<String>> textsByName() throws Malformed {
        if (!(value instanceof Map<?, ?> members)) {
            throw new Malformed("no object");
        }
        SortedMap<String, List<String>> byName = new TreeMap<>();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            String name = String.valueOf(member.getKey());
            if (!(member.getValue() instanceof List<?> items)) {
                throw new Malformed(name);
            }
            List<String> texts = new ArrayList<>();
            for (Object item : items) {
                if (!(item instanceof String text)) {
                    throw new Malformed(name);
                }
                texts.add(text);
            }
            byName.put(name, List.copyOf(texts));
        }
        return byName;
    }

    String text(String name) throws Malformed {
        if (!(member(name) instanceof String text)) {
            throw new Malformed(name);
        }
        return text;
    }

    @Nullable
    String textOrNull(String name) throws Malformed {
        return member(name) == NOTHING ? null : text(name);
    }

    /** Null where there is no such member. */
    @Nullable
    Long numberOrNull(String name) throws Malformed {
        if (!has(name)) {
            return null;
        }
        try {
            return Long.valueOf(text(name));
        } catch (NumberFormatException noNumber) {
            throw new Malformed(name);
        }
    }

    boolean truth(String name) throws Malformed {
        return Boolean.parseBoolean(text(name));
    }

    private Object member(String name) throws Malformed {
        Object member = value instanceof Map<?, ?> members ? members.get(name) : null;
        if (member == null) {
            throw new Malformed(name);
        }
        return member;
    }
}
