package dev.kgit.configschema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.json.JsonOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
