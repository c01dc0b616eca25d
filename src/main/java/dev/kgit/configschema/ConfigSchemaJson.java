package dev.kgit.configschema;

import dev.kgit.json.JsonObject;
import dev.kgit.json.JsonOutput;
import dev.kgit.json.MalformedJsonException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A {@link ConfigSchema} as a JSON schema, draft 2020-12: one property for each key with {@code type}, {@code default},
 * {@code enum} (of a list: in {@code items}), {@code minimum}, {@code maximum}, {@code description}, and {@code writeOnly: true}
 * where the value is a secret; {@code required}; {@code x-connector} with the class, version and type of the plugin. What JSON
 * schema has no words for: {@code x-type}, Kafka's name of a type, and {@code x-ignoreCase} of an {@code enum}. Whoever writes
 * such a schema by hand may leave both out.
 */
public final class ConfigSchemaJson {

    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /** Several times what an export writes: each connector of the class is held against all of them. */
    private static final int MOST_PROPERTIES = 10_000;

    private ConfigSchemaJson() {}

    /** @throws MalformedJsonException where it is no such schema */
    public static ConfigSchema read(byte[] json) throws MalformedJsonException {
        return read(JsonObject.parse(json));
    }

    static ConfigSchema read(JsonObject schema) throws MalformedJsonException {
        Set<String> required = schema.has("required") ? new HashSet<>(schema.texts("required")) : Set.of();
        SortedMap<String, ConfigProperty> properties = new TreeMap<>();
        JsonObject members = schema.object("properties");
        if (members.names().size() > MOST_PROPERTIES) {
            throw new MalformedJsonException("more than " + MOST_PROPERTIES + " properties");
        }
        for (String key : members.names()) {
            properties.put(key, property(members.object(key), required.contains(key)));
        }
        JsonObject connector = schema.objectOrNull("x-connector");
        return new ConfigSchema(
                connector == null
                        ? null
                        : new ConfigSchema.Plugin(
                                connector.text("class"), connector.text("version"), connector.text("type")),
                properties);
    }

    private static ConfigProperty property(JsonObject json, boolean required) throws MalformedJsonException {
        ConfigType type = type(json);
        JsonObject worded = json.has("items") ? json.object("items") : json;
        String description = json.textOrNull("description");
        return new ConfigProperty(
                type,
                json.scalarOrNull("default"),
                worded.has("enum") ? worded.texts("enum") : List.of(),
                json.has("x-ignoreCase") && json.flag("x-ignoreCase"),
                json.decimalOrNull("minimum"),
                json.decimalOrNull("maximum"),
                description == null ? "" : description,
                required);
    }

    private static ConfigType type(JsonObject json) throws MalformedJsonException {
        // First of all: whatever else a file says of a secret, it is one.
        if (json.has("writeOnly") && json.flag("writeOnly")) {
            return ConfigType.PASSWORD;
        }
        if (json.has("x-type")) {
            String name = json.text("x-type");
            return ConfigType.named(name).orElseThrow(() -> new MalformedJsonException("no type " + name));
        }
        String name = json.text("type");
        return ConfigType.ofJson(name).orElseThrow(() -> new MalformedJsonException("no type " + name));
    }

    /** Writes a schema, in the same bytes whatever is in it. */
    public static void write(OutputStream out, ConfigSchema schema) {
        JsonOutput.write(out, json -> write(json, schema));
    }

    /** Writes the members of a schema into an object that is open. */
    static void write(JsonGenerator json, ConfigSchema schema) {
        JsonOutput.text(json, "$schema", DIALECT);
        ConfigSchema.Plugin plugin = schema.plugin();
        if (plugin != null) {
            json.writeObjectPropertyStart("x-connector");
            JsonOutput.text(json, "class", plugin.className());
            JsonOutput.text(json, "version", plugin.version());
            JsonOutput.text(json, "type", plugin.type());
            json.writeEndObject();
        }
        JsonOutput.text(json, "type", "object");
        json.writeObjectPropertyStart("properties");
        List<String> required = new ArrayList<>();
        for (Map.Entry<String, ConfigProperty> entry : schema.properties().entrySet()) {
            json.writeObjectPropertyStart(entry.getKey());
            write(json, entry.getValue());
            json.writeEndObject();
            if (entry.getValue().required()) {
                required.add(entry.getKey());
            }
        }
        json.writeEndObject();
        if (!required.isEmpty()) {
            JsonOutput.texts(json, "required", required);
        }
    }

    private static void write(JsonGenerator json, ConfigProperty property) {
        ConfigType type = property.type();
        JsonOutput.text(json, "type", type.json());
        if (ConfigType.ofJson(type.json()).filter(type::equals).isEmpty()) {
            JsonOutput.text(json, "x-type", type.name());
        }
        if (!property.description().isEmpty()) {
            JsonOutput.text(json, "description", property.description());
        }
        writeDefault(json, property);
        if (type == ConfigType.LIST && !property.words().isEmpty()) {
            json.writeObjectPropertyStart("items");
            JsonOutput.texts(json, "enum", property.words());
            json.writeEndObject();
        } else if (!property.words().isEmpty()) {
            JsonOutput.texts(json, "enum", property.words());
        }
        if (property.ignoreCase()) {
            json.writeBooleanProperty("x-ignoreCase", true);
        }
        bound(json, "minimum", property.minimum());
        bound(json, "maximum", property.maximum());
        if (property.isPassword()) {
            json.writeBooleanProperty("writeOnly", true);
        }
    }

    private static void writeDefault(JsonGenerator json, ConfigProperty property) {
        String value = property.defaultValue();
        if (value == null) {
            return;
        }
        json.writeName("default");
        if (property.type() == ConfigType.BOOLEAN) {
            json.writeBoolean(Boolean.parseBoolean(value.strip()));
        } else if (property.type().isNumber() && isPlainNumber(value)) {
            json.writeNumber(value);
        } else {
            json.writeString(value);
        }
    }

    private static void bound(JsonGenerator json, String name, @Nullable BigDecimal bound) {
        if (bound != null) {
            json.writeName(name);
            json.writeNumber(bound.toPlainString());
        }
    }

    private static boolean isPlainNumber(String text) {
        return text.matches("-?(0|[1-9][0-9]{0,18})(\\.[0-9]{1,20})?");
    }
}
