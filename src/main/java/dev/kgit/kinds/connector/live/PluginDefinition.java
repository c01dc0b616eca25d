package dev.kgit.kinds.connector.live;

import dev.kgit.configschema.ConfigProperty;
import dev.kgit.configschema.ConfigType;
import dev.kgit.model.PrintableText;
import dev.kgit.secret.SecretDetector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a worker says of a plugin's keys, as properties of a schema. A plugin says what it likes, so all of it is bounded: what
 * is no key that somebody could write is left out, and so is a default that may be a secret.
 *
 * @param properties by key
 * @param leftOut how many keys are no keys
 */
record PluginDefinition(SortedMap<String, ConfigProperty> properties, int leftOut) {

    /** Several times what the largest plugins have. */
    static final int MOST_KEYS = 3_000;

    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_DEFAULT = 300;

    private static final String PLUGIN_VERSION = "plugin.version";

    /** JavaScript takes it for something else than a key. */
    private static final String PROTOTYPE = "__proto__";

    /** @param definitions as {@code GET /connector-plugins/PLUGIN/config} answers them; of several of one name the first counts */
    static PluginDefinition of(Collection<JsonNode> definitions) {
        SortedMap<String, ConfigProperty> properties = new TreeMap<>();
        int leftOut = 0;
        for (JsonNode definition : definitions) {
            String key = definition.path("name").asString("");
            if (!isKey(key) || (properties.size() >= MOST_KEYS && !properties.containsKey(key))) {
                leftOut++;
            } else {
                properties.computeIfAbsent(key, first -> property(key, definition));
            }
        }
        return new PluginDefinition(properties, leftOut);
    }

    private static boolean isKey(String key) {
        return !key.isBlank() && key.length() <= LONGEST_KEY && PrintableText.isClean(key) && !key.equals(PROTOTYPE);
    }

    private static ConfigProperty property(String key, JsonNode definition) {
        // A type that is newer than this kgit takes any text.
        ConfigType type = ConfigType.named(definition.path("type").asString("")).orElse(ConfigType.STRING);
        ConfigProperty bare = ConfigProperty.of(type);
        return new ConfigProperty(
                type,
                defaultValue(key, bare, definition.path("default_value")),
                List.of(),
                false,
                null,
                null,
                PlainText.line(definition.path("documentation").asString("")),
                definition.path("required").asBoolean(false));
    }

    private static @Nullable String defaultValue(String key, ConfigProperty property, JsonNode told) {
        String value = told.isString() ? told.asString() : null;
        boolean harmless = value != null
                && value.length() <= LONGEST_DEFAULT
                && !property.isPassword()
                && !MaskedValues.isMask(value)
                && !SecretDetector.isSensitive(key, value)
                && PrintableText.isClean(value)
                && property.violation(value).isEmpty();
        return harmless ? value : null;
    }

    /** The same, where a key takes these words alone. */
    PluginDefinition with(SortedMap<String, ClosedWords> closed) {
        SortedMap<String, ConfigProperty> worded = new TreeMap<>(properties);
        closed.forEach((key, words) -> worded.computeIfPresent(key, (same, property) -> words.of(property)));
        return new PluginDefinition(worded, leftOut);
    }

    /**
     * The keys whose values may be words of a few. Not those that choose a version: a worker that was asked once to validate a
     * version that it does not have fails from then on.
     */
    List<String> wordedKeys() {
        List<String> keys = new ArrayList<>();
        properties.forEach((key, property) -> {
            boolean text = property.type() == ConfigType.STRING || property.type() == ConfigType.LIST;
            if (text && !key.endsWith(PLUGIN_VERSION)) {
                keys.add(key);
            }
        });
        return keys;
    }

    /** All words that a key takes. */
    record ClosedWords(List<String> words, boolean ignoreCase) {

        ConfigProperty of(ConfigProperty property) {
            ConfigProperty worded = new ConfigProperty(
                    property.type(),
                    property.defaultValue(),
                    words,
                    ignoreCase,
                    property.minimum(),
                    property.maximum(),
                    property.description(),
                    property.required());
            String value = worded.defaultValue();
            // What the plugin itself begins with is one of its words, or these are not all of them.
            return value == null || worded.violation(value).isEmpty() ? worded : property;
        }
    }
}
