package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.configschema.ConfigProperty;
import dev.kgit.configschema.ConfigSchema;
import dev.kgit.configschema.ConfigSchemaJson;
import dev.kgit.configschema.ConfigType;
import dev.kgit.fixture.FaultyProxy;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import dev.kgit.json.MalformedJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kgit schema export} of a real worker with the connectors that come with Kafka. */
@RealServers
class SchemaExportCommandTest {

    private static final String FILE_SINK = "org.apache.kafka.connect.file.FileStreamSinkConnector";
    private static final String FILE_SOURCE = "org.apache.kafka.connect.file.FileStreamSourceConnector";
    private static final String MIRROR = "org.apache.kafka.connect.mirror.MirrorSourceConnector";
    private static final String MOODY = "dev.kgit.fixture.MoodyConnector";
    private static final String SCHEMAS = "schemas/connectors/";

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void makeRepository() {
        kgit = CliFixture.repository(folder.resolve("repository"), "exporting");
        connectAt(Map.of("main", Workers.shared().url()));
    }

    private void connectAt(Map<String, String> urls) {
        StringBuilder connect = new StringBuilder("ledger: off\nconnect:\n");
        new TreeMap<>(urls)
                .forEach((name, url) -> connect.append("  ")
                        .append(name)
                        .append(": { url: \"")
                        .append(url)
                        .append("\" }\n"));
        kgit.environment("dev", Workers.shared().bootstrapServers(), connect.toString());
    }

    private Map<String, String> exported() throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path schemas = kgit.git().folder().resolve(SCHEMAS);
        try (Stream<Path> all = Files.walk(schemas)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(schemas.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    private ConfigSchema schema(String name) throws MalformedJsonException {
        return ConfigSchemaJson.read(kgit.read(SCHEMAS + name + ".json").getBytes(StandardCharsets.UTF_8));
    }

    private static ConfigProperty property(ConfigSchema schema, String key) {
        return schema.property(key).orElseThrow(() -> new AssertionError("no " + key));
    }

    private Result export() {
        Result result = kgit.run("schema", "export");
        assertThat(result.exit()).as("%s", result).isZero();
        return result;
    }

    /** A worker that says the same, but of one class another version, and one key more. */
    private static FaultyProxy upgraded() {
        return FaultyProxy.before(Workers.shared().url())
                .rewrite(
                        "GET /connector-plugins(\\?.*)?",
                        list -> list.replaceAll(
                                "(\"class\":\"" + FILE_SINK + "\",\"type\":\"sink\",\"version\":\")[^\"]+", "$199.0"))
                .rewrite(
                        "GET /connector-plugins/" + FILE_SINK + "/config",
                        keys -> keys.replaceFirst(
                                "\\[\\{",
                                "[{\"name\":\"file.mode\",\"type\":\"STRING\",\"required\":false,\"default_value\":\"w\"},{"));
    }

    @Test
    void writesAFileForEachPluginThatTheWorkerHas() throws Exception {
        export();

        ConfigSchema sink = schema(FILE_SINK);
        ConfigSchema.Plugin plugin = Objects.requireNonNull(sink.plugin());
        assertThat(plugin.type()).isEqualTo("sink");
        assertThat(plugin.version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
        assertThat(property(sink, "file").type()).isEqualTo(ConfigType.STRING);
        assertThat(property(sink, "tasks.max").defaultValue()).isEqualTo("1");
        assertThat(property(sink, "connector.class").required()).isTrue();
        assertThat(property(schema(FILE_SOURCE), "topic").required()).isTrue();
        assertThat(property(schema(MIRROR), "source.cluster.alias").required()).isTrue();
        assertThat(property(schema(MOODY), "handshake").isPassword()).isTrue();
        assertThat(schema("org.apache.kafka.connect.transforms.ReplaceField$Value")
                        .property("exclude"))
                .isPresent();
        assertThat(schema("org.apache.kafka.connect.json.JsonConverter").property("schemas.enable"))
                .isPresent();
    }

    @Test
    void writesTheSameBytesAgainAndFindsNoDifference() throws Exception {
        export();
        Map<String, String> first = exported();

        assertThat(export().out()).as("nothing is new").isEmpty();
        assertThat(exported()).isEqualTo(first);
        Result check = kgit.run("schema", "export", "--check");
        assertThat(check.exit()).as("%s", check).isZero();
        assertThat(exported()).isEqualTo(first);
    }

    @Test
    void tellsWhatAWorkerSaysOtherwiseAndWritesNothing() throws Exception {
        export();
        Map<String, String> before = exported();
        try (FaultyProxy newer = upgraded()) {
            connectAt(Map.of("main", newer.url()));

            Result check = kgit.run("schema", "export", "--check");

            assertThat(check.exit()).as("%s", check).isEqualTo(2);
            assertThat(check.out())
                    .contains("warning KG148: " + SCHEMAS + FILE_SINK
                            + ".json is not what the worker of connect.main says")
                    .contains("version 99.0")
                    .contains("new: file.mode")
                    .contains("kgit schema export -e dev");
            assertThat(exported()).isEqualTo(before);

            assertThat(export().out()).isEqualTo("wrote " + SCHEMAS + FILE_SINK + ".json\n");
            assertThat(kgit.run("schema", "export", "--check").exit()).isZero();
        }
    }

    @Test
    void takesWhatAWorkerSaysNothingOfForADifference() {
        export();
        try (FaultyProxy silent = FaultyProxy.before(Workers.shared().url())
                .error("GET /connector-plugins/" + FILE_SINK + "/config", 99, 404, "gone")
                .error("PUT /connector-plugins/" + FILE_SINK + "/config/validate", 99, 500, "broken")) {
            connectAt(Map.of("main", silent.url()));

            Result check = kgit.run("schema", "export", "--check");

            assertThat(check.exit()).as("%s", check).isEqualTo(2);
            assertThat(check.out()).contains("KG148", FILE_SINK + ".json", "the worker says nothing of its keys");
        }
    }

    @Test
    void everyConverterThatComesWithKafkaCanBeNamedThen() {
        export();
        kgit.write("environments/dev/connectors.yaml", """
                connectors:
                  exporting-json:
                    config:
                      connector.class: FileStreamSink
                      topics.regex: exporting
                      file: /tmp/exporting
                      key.converter: org.apache.kafka.connect.storage.StringConverter
                      value.converter: org.apache.kafka.connect.json.JsonConverter
                      header.converter: org.apache.kafka.connect.storage.SimpleHeaderConverter
                """);

        Result validated = kgit.run("validate");

        assertThat(validated.exit()).as("%s", validated).isZero();
        assertThat(validated.out()).doesNotContain("KG1");
    }

    @Test
    void namesPluginsThatWereNeverExported() {
        Result check = kgit.run("schema", "export", "--check", "--format", "json");

        assertThat(check.exit()).as("%s", check).isEqualTo(2);
        assertThat(check.out()).contains("KG148", FILE_SINK, "not exported yet");
        assertThat(kgit.git().folder().resolve("schemas")).doesNotExist();
    }

    @Test
    void givesAClusterThatDiffersAFileOfItsOwnAndTakesItAwayAgain() throws Exception {
        String own = "b/" + FILE_SINK + ".json";
        try (FaultyProxy newer = upgraded()) {
            connectAt(Map.of("a", Workers.shared().url(), "b", newer.url()));

            export();

            assertThat(exported()).containsKeys(FILE_SINK + ".json", own).doesNotContainKey("b/" + MIRROR + ".json");
            assertThat(schema("b/" + FILE_SINK).property("file.mode")).isPresent();
            assertThat(schema(FILE_SINK).property("file.mode")).isEmpty();
            assertThat(kgit.run("schema", "export", "--check").exit()).isZero();
        }
        try (FaultyProxy same = FaultyProxy.before(Workers.shared().url())) {
            connectAt(Map.of("a", Workers.shared().url(), "b", same.url()));
            assertThat(kgit.run("schema", "export", "--check").exit()).isEqualTo(2);
            assertThat(export().out()).isEqualTo("removed " + SCHEMAS + own + "\n");
            assertThat(kgit.run("schema", "export", "--check").exit()).isZero();
        }
    }

    @Test
    void writesNothingWhereAWorkerDoesNotAnswer() {
        connectAt(Map.of("main", Workers.shared().url(), "other", "http://127.0.0.1:1"));

        Result result = kgit.run("schema", "export", "--timeout", "2s");

        assertThat(result.exit()).as("%s", result).isEqualTo(4);
        assertThat(result.err()).contains("KG450", "other");
        assertThat(kgit.git().folder().resolve("schemas")).doesNotExist();
    }

    @Test
    void writesElsewhereAndOverNoLinkOfTheRepository() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Result result = kgit.run("schema", "export", "-o", elsewhere.toString());
        assertThat(result.exit()).as("%s", result).isZero();
        assertThat(elsewhere.resolve(FILE_SINK + ".json")).isRegularFile();
        assertThat(kgit.git().folder().resolve("schemas")).doesNotExist();

        Path victim = Files.createDirectory(folder.resolve("victim"));
        Files.createSymbolicLink(kgit.git().folder().resolve("schemas"), victim);
        Result refused = kgit.run("schema", "export");
        assertThat(refused.exit()).as("%s", refused).isEqualTo(1);
        assertThat(refused.err()).contains("KG717");
        assertThat(victim).isEmptyDirectory();
        Result named = kgit.run("schema", "export", "-o", "schemas");
        assertThat(named.exit()).as("%s", named).isEqualTo(1);
        assertThat(victim).isEmptyDirectory();
    }

    @Test
    void holdsConnectorsAgainstItWithoutAnyWorkerAndSaysInAPlanWhereItIsOld() {
        export();
        kgit.write("environments/dev/connectors.yaml", """
                connectors:
                  exporting-sink:
                    config:
                      connector.class: FileStreamSink
                      topics: exporting
                      filee: /tmp/exporting
                  exporting-moody:
                    config: { connector.class: %s, handshake: "1234", start.ms: soon }
                """.formatted(MOODY));
        kgit.environment("dev", "127.0.0.1:1", "ledger: off\nconnect: { main: { url: \"http://127.0.0.1:1\" } }\n");

        Result validated = kgit.run("validate");

        assertThat(validated.exit()).as("%s", validated).isEqualTo(1);
        assertThat(validated.out())
                .contains("connectors.yaml:6:7: warning KG135:", "did you mean `file`?")
                .contains("connectors.yaml:8:", "error KG105: `handshake`")
                .contains("error KG144: `start.ms`")
                .doesNotContain("1234");

        kgit.write("environments/dev/connectors.yaml", """
                topics: { exporting: { partitions: 1, replicationFactor: 1 } }
                connectors:
                  exporting-sink:
                    config: { connector.class: FileStreamSink, topics: exporting, file: /tmp/exporting }
                """);
        kgit.commit("declare a sink");
        try (FaultyProxy newer = upgraded()) {
            connectAt(Map.of("main", newer.url()));
            Result plan = kgit.run("plan");
            assertThat(plan.exit()).as("%s", plan).isZero();
            assertThat(plan.toString())
                    .contains("KG227", SCHEMAS + FILE_SINK + ".json is of version", "and the worker of main has 99.0")
                    .contains("run `kgit schema export -e dev` and commit");
        }
        connectAt(Map.of("main", Workers.shared().url()));
        assertThat(kgit.run("plan").toString())
                .doesNotContain("KG227")
                .doesNotContain("KG13")
                .doesNotContain("KG14");
    }
}
