package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.ProcessorTime;
import dev.kgit.kinds.connector.ConnectorKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connectors in the files, held against exported schemas of their plugins. */
class ExportedSchemaChecksTest {

    private static final String SINK = "org.example.Sink";
    private static final String CONVERTER = "org.apache.kafka.connect.storage.StringConverter";

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void makeRepository() {
        kgit = CliFixture.repository(folder.resolve("repository"), "checks");
        kgit.environment("dev", "nowhere:9092", "connect: { main: { url: \"http://nowhere:8083\" } }\n");
    }

    private void schema(String className, String type, String properties, String required) {
        kgit.write("schemas/connectors/" + className + ".json", """
                { "x-connector": { "class": "%s", "version": "2.0", "type": "%s" }, "type": "object",
                  "properties": { %s }, "required": [%s] }
                """.formatted(className, type, properties, required));
    }

    private Result validate(String config) {
        kgit.write(
                "environments/dev/resources.yaml",
                "connectors: { c: { config: { connector.class: %s, topics.regex: a, %s } } }\n"
                        .formatted(SINK, config));
        return kgit.run("validate");
    }

    @Test
    void aConverterIsNotAskedForWhatConnectSaysToIt() {
        schema(SINK, "sink", "", "");
        schema(CONVERTER, "converter", "\"converter.type\": {\"type\": \"string\"}", "\"converter.type\"");

        Result result = validate("key.converter: %s, value.converter: StringConverter".formatted(CONVERTER));

        assertThat(result.exit()).as("%s", result).isZero();
        assertThat(result.out()).doesNotContain("KG145");
    }

    @Test
    void aKeyThatIsASecretIsOneWhateverElseIsSaidOfIt() {
        schema(SINK, "sink", """
                "door": {"type": "integer", "x-type": "INT", "writeOnly": true, "enum": ["7331"], "default": 7331},
                "transforms.t.door": {"type": "string"}, "producer.override.ssl.key.password": {"type": "string"}
                """, "");

        Result result = validate("door: s3same, producer.override.ssl.key.password: s3same");

        assertThat(result.out())
                .contains(
                        "KG105: `door`", "KG105: `producer.override.ssl.key.password`", "its plugin types it PASSWORD")
                .doesNotContain("s3same")
                .doesNotContain("7331")
                .doesNotContain("KG144");
        assertThat(kgit.run("schema").out()).contains("\"door\"").doesNotContain("7331");
    }

    @Test
    void aWordThatIsLikeASecretIsNoHint() {
        schema(SINK, "sink", "\"level\": {\"type\": \"string\", \"enum\": [\"s3same\", \"other\"]}", "");
        kgit.environment(
                "dev",
                "nowhere:9092",
                "connect: { main: { url: \"http://nowhere:8083\" } }\nvariables: { LEVEL: \"${{ secret.LEVEL }}\" }\n");
        kgit.env("LEVEL", "s3sane");

        assertThat(validate("level: \"${{ var.LEVEL }}\"").out())
                .contains("KG144: `level`", "found a value that is not shown")
                .doesNotContain("did you mean")
                .doesNotContain("s3sane");
    }

    @Test
    void anotherVersionMayTakeSomethingElseAndHasTheSameSecrets() {
        schema(SINK, "sink", "\"door\": {\"writeOnly\": true}, \"port\": {\"type\": \"integer\"}", "\"port\"");
        schema(CONVERTER, "converter", "\"size\": {\"type\": \"integer\"}, \"pin\": {\"writeOnly\": true}", "");
        String converter = "key.converter: StringConverter, key.converter.size: big, key.converter.pin: s3same";

        assertThat(validate("door: s3same").out()).contains("KG145: connector `c` lacks `port`", "KG105: `door`");
        assertThat(validate("door: s3same, connector.plugin.version: \"[3,4)\"").out())
                .contains("KG105: `door`")
                .doesNotContain("KG145");
        assertThat(validate("port: 1, " + converter).out())
                .contains("KG144: `key.converter.size`", "KG105: `key.converter.pin`");
        assertThat(validate("port: 1, key.converter.plugin.version: \"3.0\", " + converter)
                        .out())
                .contains("KG105: `key.converter.pin`")
                .doesNotContain("KG144");
    }

    @Test
    void whatNoPluginHasIsNoSchemaOfOne() {
        String properties = IntStream.rangeClosed(0, 10_000)
                .mapToObj("\"k%d\": {\"type\": \"string\"}"::formatted)
                .collect(Collectors.joining(", "));
        schema(SINK, "sink", properties, "");

        assertThat(validate("k1: a").out())
                .contains("KG146: this is not the schema of a plugin: it has more than 10000 properties");
    }

    @Test
    void aLargeNumberIsANumber() {
        schema(SINK, "sink", "\"rate\": {\"type\": \"number\", \"default\": 9999999999999999999}", "");

        assertThat(validate("rate: 1.5").exit()).isZero();
    }

    @Test
    void manyConnectorsOfALargePluginAndManyUnknownKeysAreHeldAgainstItPromptly() {
        StringBuilder properties = new StringBuilder("\"first\": {\"type\": \"integer\"}");
        StringBuilder config = new StringBuilder("first: 1");
        StringBuilder unknown = new StringBuilder("first: 1");
        for (int i = 0; i < 3_000; i++) {
            properties.append(", \"some.key.of.number.%04d\": {\"type\": \"integer\", \"default\": 7}".formatted(i));
            config.append(i < 30 ? ", some.key.of.number.%04d: 1".formatted(i) : "");
            unknown.append(i < 200 ? ", seme.kay.af.namber.%04d: 1".formatted(i) : "");
        }
        schema(SINK, "sink", properties.toString(), "");
        StringBuilder connectors = new StringBuilder("connectors:\n");
        for (int i = 0; i < 1_000; i++) {
            connectors.append(
                    "  c%d: { config: { connector.class: %s, topics.regex: a, %s } }\n".formatted(i, SINK, config));
        }
        kgit.write("environments/dev/many.yaml", connectors.toString());

        ProcessorTime.within(Duration.ofSeconds(10), () -> {
            Result result = validate(unknown.toString());
            assertThat(result.exit()).as("%s", result.err()).isZero();
            assertThat(result.out()).contains("`seme.kay.af.namber.0199`");
        });
    }

    @Test
    void aLiveJaasConfigWhosePasswordTheWorkerLooksUpIsImported() {
        FakePlatform platform = new FakePlatform();
        kgit.on(platform);
        platform.cluster.topic("a", 1, 1);
        String jaas =
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"%s\";";
        for (String password : List.of("${file:/x:y}", "s3same")) {
            platform.cluster.connector(
                    ConnectorKind.id("main", password.equals("s3same") ? "clear" : "looked-up"),
                    Map.of(
                            "connector.class", "FileStreamSink",
                            "topics", "a",
                            "file", "/dev/null",
                            "consumer.override.sasl.jaas.config", jaas.formatted(password)));
        }

        Result imported = kgit.run("import");

        assertThat(imported.exit()).as("%s", imported).isZero();
        assertThat(imported.err()).doesNotContain("KG711");
        assertThat(imported.out()).contains("CLEAR_CONSUMER_OVERRIDE_SASL_JAAS_CONFIG");
        kgit.env("CLEAR_CONSUMER_OVERRIDE_SASL_JAAS_CONFIG", jaas.formatted("s3same"));
        Result validated = kgit.run("validate");
        assertThat(validated.exit()).as("%s", validated).isZero();
        assertThat(kgit.read("environments/dev/connectors.yaml"))
                .contains("username=\"u\" password=\"${file:/x:y}\";")
                .doesNotContain("s3same");
    }
}
