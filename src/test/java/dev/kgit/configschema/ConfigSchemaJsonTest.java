package dev.kgit.configschema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.json.MalformedJsonException;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigSchemaJsonTest {

    @ParameterizedTest
    @EnumSource(ConfigType.class)
    void whatIsWrittenComesBack(ConfigType type) throws MalformedJsonException {
        TreeMap<String, ConfigProperty> properties = new TreeMap<>();
        properties.put("plain", ConfigProperty.of(type));
        properties.put(
                "__proto__",
                new ConfigProperty(
                        type,
                        type.isNumber() ? "7" : type == ConfigType.BOOLEAN ? "true" : "a,b",
                        List.of("a", "b"),
                        true,
                        BigDecimal.ONE,
                        new BigDecimal("9.5"),
                        "One line.\u001b[0m <b>",
                        true));
        ConfigSchema schema = new ConfigSchema(new ConfigSchema.Plugin("org.example.Sink", "1.2", "sink"), properties);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConfigSchemaJson.write(out, schema);
        assertThat(ConfigSchemaJson.read(out.toByteArray())).isEqualTo(schema);
    }

    @Test
    void readsWhatIsWrittenByHand() throws MalformedJsonException {
        ConfigSchema schema = read("""
                {"properties": {
                  "port": {"type": "integer", "default": 80, "minimum": 1, "maximum": 65535},
                  "token": {"type": "string", "writeOnly": true},
                  "tags": {"type": "array", "items": {"enum": ["a"]}}},
                 "required": ["token"]}""");
        assertThat(schema.plugin()).isNull();
        assertThat(schema.property("port")).map(ConfigProperty::defaultValue).contains("80");
        assertThat(schema.property("port").flatMap(port -> port.violation("0"))).isPresent();
        assertThat(schema.property("token")).hasValueSatisfying(token -> {
            assertThat(token.isPassword()).isTrue();
            assertThat(token.required()).isTrue();
        });
        assertThat(schema.property("tags").map(ConfigProperty::words)).contains(List.of("a"));
        assertThat(schema.property("topics")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"properties\": {\"a\": 1}}",
                "{\"properties\": {\"a\": {\"type\": \"null\"}}}",
                "{\"properties\": {\"a\": {\"type\": \"string\", \"x-type\": \"MAP\"}}}",
                "{\"properties\": {\"a\": {\"type\": \"integer\", \"minimum\": \"1e999999999\"}}}",
                "{\"properties\": {\"a\": {\"type\": \"integer\", \"minimum\": 1e999999999}}}",
                "{\"properties\": {}, \"x-connector\": {\"class\": \"A\"}}"
            })
    void refusesWhatIsNoSuchSchema(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(MalformedJsonException.class);
    }

    private static ConfigSchema read(String json) throws MalformedJsonException {
        return ConfigSchemaJson.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
