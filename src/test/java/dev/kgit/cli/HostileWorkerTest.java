package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.configschema.ConfigProperty;
import dev.kgit.configschema.ConfigSchema;
import dev.kgit.configschema.ConfigSchemaJson;
import dev.kgit.fixture.FaultyProxy;
import dev.kgit.json.MalformedJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A worker that is none, or whose plugins say what no plugin should: all of it becomes files that somebody commits. */
class HostileWorkerTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ROOT = "{\"version\":\"%s\",\"commit\":\"x\",\"kafka_cluster_id\":\"x\"}";
    private static final String SCHEMAS = "schemas/connectors/";
    private static final int ALWAYS = Integer.MAX_VALUE;

    @TempDir
    Path folder;

    private final FaultyProxy worker = FaultyProxy.before("http://127.0.0.1:1");

    @AfterEach
    void close() {
        worker.close();
    }

    private CliFixture against(String version) {
        worker.json("GET /", ALWAYS, 200, ROOT.formatted(version)).json("GET /health", ALWAYS, 200, "{}");
        worker.error("GET /connectors/.*", ALWAYS, 404, "no such connector");
        return CliFixture.repository(folder.resolve("repository"), "hostile")
                .environment("dev", "127.0.0.1:1", "connect: { main: { url: \"" + worker.url() + "\" } }\n");
    }

    private void plugins(String... classes) {
        worker.json(
                "GET /connector-plugins(\\?.*)?",
                ALWAYS,
                200,
                JSON.writeValueAsString(Arrays.stream(classes)
                        .map(name -> Map.of("class", name, "type", "sink", "version", "1.0"))
                        .toList()));
    }

    private void definition(String connectorClass, List<Map<String, Object>> keys) {
        worker.json(
                "GET /connector-plugins/" + Pattern.quote(connectorClass) + "/config",
                ALWAYS,
                200,
                JSON.writeValueAsString(keys));
        worker.json(
                "PUT /connector-plugins/" + Pattern.quote(connectorClass) + "/config/validate",
                ALWAYS,
                200,
                "{\"configs\":[]}");
    }

    private static Map<String, Object> key(String name, String type, @Nullable String value, String documentation) {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("name", name);
        key.put("type", type);
        key.put("required", false);
        key.put("default_value", value);
        key.put("documentation", documentation);
        return key;
    }

    private static Result export(CliFixture kgit) {
        Result result = kgit.run("schema", "export", "--timeout", "10s");
        assertThat(result.exit()).as("%s", result).isZero();
        return result;
    }

    private static ConfigSchema schema(CliFixture kgit, String name) throws MalformedJsonException {
        return ConfigSchemaJson.read(kgit.read(SCHEMAS + name + ".json").getBytes(StandardCharsets.UTF_8));
    }

    private static String description(ConfigSchema schema, String key) {
        return schema.property(key).map(ConfigProperty::description).orElseThrow();
    }

    private TreeSet<String> files() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (Stream<Path> all = Files.walk(folder.resolve("repository/schemas"))) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> names.add(folder.resolve("repository/schemas")
                            .relativize(file)
                            .toString()));
        }
        return names;
    }

    @Test
    void documentationBecomesOneShortLineWithoutMarkup() throws Exception {
        CliFixture kgit = against("4.3.1");
        plugins("org.example.Sink");
        definition(
                "org.example.Sink",
                List.of(
                        key("huge", "STRING", null, "x ".repeat(2_000_000)),
                        key("unbroken", "STRING", null, "y".repeat(10_000)),
                        key(
                                "markup",
                                "STRING",
                                null,
                                "<p>Says <b>how</b> many&lt;script&gt;alert(1)&lt;/script&gt;<ul><li>one"
                                        + "</ul> <img src=x onerror=alert(1)> see [here](javascript:alert(1)) ![p](http://x/y)"),
                        key("open", "STRING", null, "a <script " + "z".repeat(500)),
                        key("controls", "STRING", null, "a\u001b[2Jb\r\nc\u0000d\u202ee\u200bf ##vso[x] ::error::y"),
                        key("less", "INT", "1", "x < 5 && y > 3")));

        export(kgit);

        ConfigSchema schema = schema(kgit, "org.example.Sink");
        assertThat(schema.properties().values())
                .allSatisfy(property -> assertThat(property.description()).hasSizeLessThanOrEqualTo(300));
        assertThat(description(schema, "huge")).startsWith("x x x").endsWith("...");
        assertThat(description(schema, "unbroken")).endsWith("y...");
        assertThat(description(schema, "markup"))
                .startsWith("Says how many")
                .doesNotContainPattern("<[A-Za-z/!]")
                .doesNotContain("](");
        assertThat(description(schema, "open")).doesNotContainPattern("<[A-Za-z/!]");
        assertThat(description(schema, "controls")).isEqualTo("a [2Jb c d e f ##vso[x] ::error::y");
        assertThat(description(schema, "less")).isEqualTo("x < 5 && y > 3");
        String text = kgit.read(SCHEMAS + "org.example.Sink.json");
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(5_000);
        assertThat(text).matches("[ -~\\n]*").doesNotContain("##");
    }

    @Test
    void whatIsNoKeyIsLeftOutAndTold() throws Exception {
        CliFixture kgit = against("4.3.1");
        plugins("org.example.Sink");
        definition(
                "org.example.Sink",
                List.of(
                        key("__proto__", "STRING", null, ""),
                        key("constructor", "STRING", null, ""),
                        key("", "STRING", null, ""),
                        key("a\u001b[2Jb", "STRING", null, ""),
                        key("k".repeat(201), "STRING", null, ""),
                        key("(a+)+$", "STRING", "(x+x+)+y", "a regular expression"),
                        key("twice", "INT", "1", "first"),
                        key("twice", "PASSWORD", null, "second"),
                        key("strange", "NEWTYPE", "x", "")));

        Result result = export(kgit);

        assertThat(result.err()).contains("warning KG147: connect.main: 4 keys of org.example.Sink left out");
        ConfigSchema schema = schema(kgit, "org.example.Sink");
        assertThat(schema.properties()).containsOnlyKeys("constructor", "(a+)+$", "twice", "strange");
        assertThat(description(schema, "twice")).isEqualTo("first");
        assertThat(kgit.read(SCHEMAS + "org.example.Sink.json"))
                .doesNotContain("__proto__")
                .doesNotContain("pattern");
    }

    @Test
    void noDefaultThatMayBeASecretIsWritten() throws Exception {
        CliFixture kgit = against("4.3.1");
        plugins("org.example.Sink");
        definition(
                "org.example.Sink",
                List.of(
                        key("door", "PASSWORD", "hunter2-typed", ""),
                        key("api.secret", "STRING", "hunter2-named", ""),
                        key("url", "STRING", "https://me:hunter2-url@example.com", ""),
                        key("masked", "STRING", "[hidden]", ""),
                        key("number", "INT", "hunter2-number", ""),
                        key("long", "STRING", "hunter2" + "z".repeat(400), ""),
                        key("plain", "STRING", "as it is", "")));

        export(kgit);

        assertThat(kgit.read(SCHEMAS + "org.example.Sink.json"))
                .doesNotContain("hunter2")
                .contains("as it is");
        ConfigSchema schema = schema(kgit, "org.example.Sink");
        assertThat(schema.property("door").map(ConfigProperty::isPassword)).hasValue(true);
        assertThat(schema.properties().values().stream()
                        .filter(property -> property.defaultValue() != null)
                        .toList())
                .hasSize(1);
    }

    @Test
    void noFileIsCalledAfterWhatIsNoClass() throws Exception {
        CliFixture kgit = against("4.3.1");
        plugins(
                "../../../../tmp/Evil",
                "org/example/Sink",
                "..",
                ".hidden",
                "org..example",
                "C:\\Evil",
                "org.example.Sink\u0000",
                "o".repeat(300),
                "org.\u202eexample",
                "",
                "org.example.Good");
        definition("org.example.Good", List.of(key("a", "STRING", null, "")));

        Result result = export(kgit);

        assertThat(files()).containsExactly("connectors/org.example.Good.json");
        assertThat(result.err().lines().filter(line -> line.contains("KG147"))).hasSize(10);
        assertThat(result.err()).doesNotContain("\u202e").doesNotContain("\u0000");
    }

    @Test
    void aDefinitionThatIsTooMuchOrNoneStopsNoOther() throws Exception {
        CliFixture kgit = against("4.3.1");
        plugins("org.example.Deep", "org.example.Good", "org.example.Many", "org.example.Text", "org.example.Words");
        worker.json(
                "GET /connector-plugins/org.example.Deep/config",
                ALWAYS,
                200,
                "[".repeat(200_000) + "]".repeat(200_000));
        worker.error("PUT /connector-plugins/org.example.Deep/.*", ALWAYS, 400, "no");
        worker.json("GET /connector-plugins/org.example.Text/config", ALWAYS, 200, "\"nothing\"");
        worker.error("PUT /connector-plugins/org.example.Text/.*", ALWAYS, 400, "no");
        List<Map<String, Object>> many = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            many.add(key("key." + i, "STRING", null, "d".repeat(1_000)));
        }
        definition("org.example.Many", many);
        definition("org.example.Good", List.of(key("a", "STRING", null, "")));
        worker.json("GET /connector-plugins/org.example.Words/config", ALWAYS, 200, "[1,null,{},[],\"x\"]");
        worker.json("PUT /connector-plugins/org.example.Words/.*", ALWAYS, 200, "{\"configs\":7}");

        Result result = export(kgit);

        assertThat(files())
                .containsExactly(
                        "connectors/org.example.Good.json",
                        "connectors/org.example.Many.json",
                        "connectors/org.example.Words.json");
        assertThat(schema(kgit, "org.example.Many").properties()).hasSize(3_000);
        assertThat(result.err())
                .contains("the worker does not say what org.example.Deep takes")
                .contains("the worker does not say what org.example.Text takes")
                .contains("7000 keys of org.example.Many left out");
    }

    @Test
    void manyPluginsWithManyKeysAreOneSmallFileEach() throws Exception {
        CliFixture kgit = against("4.3.1");
        List<Map<String, Object>> keys = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            keys.add(key("some.group.of.keys." + i, "STRING", "value", "what it is good for, at length ".repeat(40)));
        }
        String[] classes = new String[150];
        Arrays.setAll(classes, i -> "org.example.Plugin" + i);
        plugins(classes);
        worker.json(
                "GET /connector-plugins/org.example.Plugin[0-9]+/config", ALWAYS, 200, JSON.writeValueAsString(keys));
        worker.json("PUT /connector-plugins/.*", ALWAYS, 200, "{\"configs\":[]}");

        export(kgit);

        assertThat(files()).hasSize(150);
        assertThat(Files.size(folder.resolve("repository/schemas/connectors/org.example.Plugin149.json")))
                .isLessThan(150_000);
        assertThat(kgit.run("schema", "export", "--check").exit()).isZero();
    }

    @Test
    void recommendedValuesAreTheWordsOfAKeyOnlyWhereItTakesNoOthers() throws Exception {
        CliFixture kgit = against("4.3.1");
        plugins("org.example.Sink");
        worker.json(
                "GET /connector-plugins/org.example.Sink/config",
                ALWAYS,
                200,
                JSON.writeValueAsString(
                        List.of(key("closed", "STRING", "fast", ""), key("open", "STRING", "fast", ""))));
        String answer = "{\"configs\":[" + "{\"definition\":{},\"value\":{\"name\":\"closed\",\"recommended_values\":"
                + "[\"fast\",\"safe\"],\"errors\":%s}},{\"definition\":{},\"value\":{\"name\":\"open\","
                + "\"recommended_values\":[\"fast\",\"safe\"],\"errors\":[]}}]}";
        String validate = "PUT /connector-plugins/org.example.Sink/config/validate";
        worker.json(validate, 1, 200, answer.formatted("[]"));
        worker.json(validate, 1, 200, answer.formatted("[\"no such value\"]"));
        worker.json(validate, 1, 200, answer.formatted("[]"));

        export(kgit);

        ConfigSchema schema = schema(kgit, "org.example.Sink");
        ConfigProperty closed = schema.property("closed").orElseThrow();
        assertThat(closed.words()).containsExactly("fast", "safe");
        assertThat(closed.ignoreCase()).as("FAST was taken").isTrue();
        assertThat(schema.property("open").map(ConfigProperty::words)).hasValue(List.of());
    }

    @Test
    void anOlderWorkerTellsADefinitionWhereItValidates() throws Exception {
        CliFixture kgit = against("2.8.2");
        plugins("org.example.Sink");
        worker.error("GET /connector-plugins/org.example.Sink/config", ALWAYS, 404, "HTTP 404 Not Found");
        worker.json(
                "PUT /connector-plugins/org.example.Sink/config/validate",
                ALWAYS,
                200,
                JSON.writeValueAsString(Map.of(
                        "configs",
                        List.of(
                                Map.of("definition", key("file", "STRING", "x", "a file"), "value", Map.of()),
                                Map.of("value", Map.of("name", "unknown"))))));

        export(kgit);

        assertThat(schema(kgit, "org.example.Sink").properties()).containsOnlyKeys("file");
    }

    @Test
    void somethingElseThanAWorkerIsToldAsThat() {
        CliFixture kgit = against("4.3.1");
        worker.json("GET /connector-plugins.*", ALWAYS, 200, "{\"not\":\"a list\"}");

        Result result = kgit.run("schema", "export", "--timeout", "5s");

        assertThat(result.exit()).as("%s", result).isEqualTo(4);
        assertThat(result.err()).contains("KG456");
    }
}
