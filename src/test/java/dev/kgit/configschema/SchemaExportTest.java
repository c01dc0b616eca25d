package dev.kgit.configschema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.json.MalformedJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaExportTest {

    private static final String SINK = "org.example.Sink";

    private static ConfigSchema schema(String version, String... keys) {
        SortedMap<String, ConfigProperty> properties = new TreeMap<>();
        Arrays.stream(keys).forEach(key -> properties.put(key, ConfigProperty.of(ConfigType.STRING)));
        return new ConfigSchema(new ConfigSchema.Plugin(SINK, version, "sink"), properties);
    }

    private static SortedMap<String, PluginSchemas> clusters(Map<String, ConfigSchema> byCluster) {
        SortedMap<String, PluginSchemas> clusters = new TreeMap<>();
        byCluster.forEach((name, schema) ->
                clusters.put(name, new PluginSchemas(new TreeMap<>(Map.of(SINK, schema)), new TreeSet<>(), List.of())));
        return clusters;
    }

    private static List<String> differences(SortedMap<String, PluginSchemas> clusters, Map<String, String> files) {
        return SchemaExport.differences(
                        clusters,
                        name -> Optional.ofNullable(files.get(name)).map(text -> text.getBytes(StandardCharsets.UTF_8)))
                .values()
                .stream()
                .map(SchemaExport.Difference::what)
                .toList();
    }

    @Test
    void whatMostClustersSayIsTheFileOfTheClass() {
        SortedMap<String, PluginSchemas> clusters =
                clusters(Map.of("a", schema("2"), "b", schema("1"), "c", schema("1")));

        SchemaExport export = SchemaExport.of(clusters);

        assertThat(export.files()).containsOnlyKeys("org.example.Sink.json", "a/org.example.Sink.json");
        assertThat(export.files().get("org.example.Sink.json")).contains("\"version\": \"1\"");
        assertThat(export.superseded()).containsExactly("b/org.example.Sink.json", "c/org.example.Sink.json");
        assertThat(differences(clusters, export.files())).isEmpty();
    }

    @Test
    void ofSeveralThatAreEquallyCommonItIsThatOfTheFirstCluster() {
        SchemaExport export = SchemaExport.of(clusters(Map.of("b", schema("1"), "a", schema("2"))));

        assertThat(export.files().get("org.example.Sink.json")).contains("\"version\": \"2\"");
        assertThat(export.files()).containsKey("b/org.example.Sink.json");
    }

    @Test
    void eachDifferenceIsNamed() {
        SortedMap<String, PluginSchemas> worker = clusters(Map.of("main", schema("2", "same", "new")));
        Map<String, String> files =
                new HashMap<>(Map.of("org.example.Sink.json", SchemaExport.text(schema("1", "same", "old"))));

        assertThat(differences(worker, files)).containsExactly("version 2 (exported: 1); new: new; gone: old");
        files.put("main/org.example.Sink.json", SchemaExport.text(schema("2", "same", "new")));
        assertThat(differences(worker, files))
                .as("the cluster's own file counts")
                .isEmpty();
        assertThat(differences(worker, Map.of())).containsExactly("not exported yet");
        assertThat(differences(worker, Map.of("org.example.Sink.json", "{")))
                .containsExactly("the file is no such schema");
    }

    @Test
    void whatAWorkerDoesNotTellIsNotTakenForTheSame() {
        SortedMap<String, PluginSchemas> silent = new TreeMap<>(
                Map.of("main", new PluginSchemas(new TreeMap<>(), new TreeSet<>(List.of(SINK)), List.of())));
        String text = SchemaExport.text(schema("1", "a"));

        assertThat(differences(silent, Map.of("org.example.Sink.json", text)))
                .containsExactly("the worker says nothing of its keys");
        assertThat(differences(silent, Map.of("main/org.example.Sink.json", text)))
                .hasSize(1);
        assertThat(differences(silent, Map.of()))
                .as("nothing was exported that could be old")
                .isEmpty();
    }

    @Test
    void aNumberThatIsNoLongComesBack() {
        SortedMap<String, ConfigProperty> properties = new TreeMap<>(Map.of(
                "rate",
                new ConfigProperty(ConfigType.DOUBLE, "9999999999999999999", List.of(), false, null, null, "", false)));
        ConfigSchema schema = new ConfigSchema(new ConfigSchema.Plugin(SINK, "1", "sink"), properties);

        assertThat(differences(clusters(Map.of("main", schema)), Map.of(SINK + ".json", SchemaExport.text(schema))))
                .isEmpty();
    }

    @Test
    void anotherWayToWriteTheSameIsNoDifference() {
        SortedMap<String, PluginSchemas> worker = clusters(Map.of("main", schema("1", "a")));
        String text = SchemaExport.text(schema("1", "a"));

        assertThat(differences(worker, Map.of("org.example.Sink.json", text.replace("\n", "\r\n"))))
                .isEmpty();
        assertThat(SchemaExport.isText(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), text))
                .isTrue();
    }

    @Test
    void aFileIsCalledAfterAClassAlone() {
        assertThat(List.of("org.example.Sink", "Sink", "org.example.Outer$Inner", "_a.b1"))
                .allMatch(SchemaFolder::canName);
        assertThat(List.of(
                        "",
                        ".",
                        "..",
                        "a..b",
                        ".a",
                        "a.",
                        "a/b",
                        "a\\b",
                        "1a",
                        "a b",
                        "a\n",
                        "\u00e4.b",
                        "a".repeat(201)))
                .noneMatch(SchemaFolder::canName);
        assertThat(List.of("main", "a.b-c_1")).allMatch(SchemaFolder::canNameFolder);
        assertThat(List.of("", ".", "..", "../a", "a/b", "-a")).noneMatch(SchemaFolder::canNameFolder);
        assertThat(List.of("schemas/connectors", "a", "a.b/c-d_e")).allMatch(SchemaFolder::isPath);
        assertThat(List.of("", "/a", "a/", "../a", "a/../b", "./a", "a//b", ".git/a", "a\\b", "C:/a"))
                .noneMatch(SchemaFolder::isPath);
    }

    @Test
    void theSchemasOfThisProjectAreWrittenAsAnExportWritesThem() throws IOException, MalformedJsonException {
        try (Stream<Path> files = Files.walk(Path.of(SchemaFolder.DEFAULT.path()))) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                ConfigSchema schema = ConfigSchemaJson.read(Files.readAllBytes(file));
                assertThat(SchemaExport.text(schema)).as("%s", file).isEqualTo(Files.readString(file));
            }
        }
    }
}
