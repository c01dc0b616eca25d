package dev.kgit.configschema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.json.JsonOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

/** The catalog in the jar is what the pinned Kafka's own jars define, with kgit's words. */
class KafkaConfigsTest {

    private static final Path CATALOG = Path.of("src/main/resources/dev/kgit/configschema");

    @Test
    void isWhatKafkaDefines() throws IOException, ReflectiveOperationException {
        KafkaWords words = KafkaWords.read();
        SortedMap<String, String> made = catalog(new KafkaDefinitions(words));
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(CATALOG);
            for (Map.Entry<String, String> file : made.entrySet()) {
                Files.writeString(CATALOG.resolve(file.getKey()), file.getValue());
            }
        }

        assertThat(words.missing())
                .as("keys without words in " + KafkaWords.FILE)
                .isEmpty();
        assertThat(words.unused()).as("words of keys that Kafka does not have").isEmpty();
        for (Map.Entry<String, String> file : made.entrySet()) {
            assertThat(file.getValue())
                    .as(file.getKey() + " is made anew with -Dgolden.update=true")
                    .isEqualTo(Files.readString(CATALOG.resolve(file.getKey())));
        }
    }

    @Test
    void isReadAsItWasMade() throws IOException, ReflectiveOperationException {
        KafkaDefinitions definitions = new KafkaDefinitions(KafkaWords.read());

        assertThat(KafkaConfigs.plugins()).isEqualTo(definitions.plugins());
        definitions
                .families()
                .forEach((family, schema) -> assertThat(family.schema()).isEqualTo(schema));
        assertThat(AppInfoParser.getVersion()).startsWith(KafkaConfigs.VERSION + ".");
    }

    /** Whatever Kafka's own parser and validator take; not the other way round, for another Kafka may take more. */
    @Test
    void refusesNothingThatKafkaTakes() throws ReflectiveOperationException {
        List<String> refused = new ArrayList<>();
        KafkaDefinitions.defined()
                .forEach((family, keys) -> keys.forEach(key -> {
                    ConfigProperty property = family.schema().property(key.name).orElseThrow();
                    samples(property)
                            .filter(text -> isTaken(key, text))
                            .flatMap(text -> property.violation(text).stream())
                            .forEach(violation -> refused.add(family + " " + key.name + " " + violation));
                }));
        assertThat(refused).isEmpty();
    }

    @Test
    void knowsTheWordsAndTruthValuesOfTopics() throws ReflectiveOperationException {
        List<String> differently = new ArrayList<>();
        for (ConfigKey key : KafkaDefinitions.defined().get(KafkaConfigs.TOPIC)) {
            ConfigProperty property =
                    KafkaConfigs.TOPIC.schema().property(key.name).orElseThrow();
            if (Set.of(ConfigType.STRING, ConfigType.LIST, ConfigType.BOOLEAN).contains(property.type())) {
                samples(property)
                        .filter(text ->
                                isTaken(key, text) == property.violation(text).isPresent())
                        .forEach(text -> differently.add(key.name + "=" + text));
            }
        }
        assertThat(differently).isEmpty();
    }

    private static Stream<String> samples(ConfigProperty property) {
        Stream<String> words = property.words().stream()
                .flatMap(word -> Stream.of(
                        word, " " + word, word.toLowerCase(Locale.ROOT), word.toUpperCase(Locale.ROOT), word + ",,"));
        Stream<String> numbers =
                Stream.of("-2", "-1", " 0", "+1", "14", "32768", "2147483648", "1e3", "0.5", "NaN", "1d");
        return Stream.concat(
                Stream.concat(words, numbers),
                Stream.of(
                        "",
                        " ",
                        "true",
                        " FALSE",
                        "yes",
                        "nonsense",
                        "https://a:1",
                        "a, b",
                        String.join(", ", property.words()),
                        Objects.requireNonNullElse(property.defaultValue(), "x")));
    }

    private static boolean isTaken(ConfigKey key, String text) {
        try {
            Object parsed = ConfigDef.parseType(key.name, text, key.type);
            if (key.validator != null) {
                key.validator.ensureValid(key.name, parsed);
            }
            return true;
        } catch (ConfigException refused) {
            return false;
        }
    }

    private static SortedMap<String, String> catalog(KafkaDefinitions definitions) throws ReflectiveOperationException {
        SortedMap<String, String> files = new TreeMap<>();
        for (Map.Entry<KafkaConfigs, ConfigSchema> family :
                definitions.families().entrySet()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ConfigSchemaJson.write(out, family.getValue());
            files.put(family.getKey().fileName(), out.toString(StandardCharsets.UTF_8));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonOutput.write(
                out,
                json -> definitions.plugins().forEach((name, schema) -> {
                    json.writeObjectPropertyStart(name);
                    ConfigSchemaJson.write(json, schema);
                    json.writeEndObject();
                }));
        files.put("plugins.json", out.toString(StandardCharsets.UTF_8));
        return files;
    }
}
