package dev.kgit.editor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.fixture.ManySeconds;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.manifest.EditorSchemas;
import dev.kgit.manifest.ProcessVariableSources;
import dev.kgit.manifest.RepositoryScaffold;
import dev.kgit.manifest.SchemaFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an editor makes of the schemas, by the language server that editors use. */
@ManySeconds
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EditorTest {

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final String MODELINE = "# yaml-language-server: $schema=" + ROOT + "/schemas/%s.schema.json\n";

    private Path packages;
    private LanguageServer editor;
    private int opened;

    @BeforeAll
    void start() throws IOException {
        packages = NodePackages.installed();
        editor = new LanguageServer(packages, ROOT);
    }

    @AfterAll
    void stop() {
        if (editor != null) {
            editor.close();
        }
    }

    private LanguageServer.Open open(String text) {
        return editor.open("open-" + opened++ + ".yaml", MODELINE.formatted("resources") + text);
    }

    @Test
    void aStrictReaderTakesTheSchemas() throws IOException {
        List<String> command = new ArrayList<>(List.of("node", "compile.js"));
        try (Stream<Path> schemas = Files.list(ROOT.resolve("schemas"))) {
            schemas.filter(file -> file.toString().endsWith(".json"))
                    .map(Path::toString)
                    .sorted()
                    .forEach(command::add);
        }
        Path made = packages.resolve("made.schema.json");
        Files.writeString(made, EditorSchemas.resources(BuiltInKinds.SECTIONS, SchemaFiles.none()));
        command.add(made.toString());

        NodePackages.Result compiled = NodePackages.run(command.toArray(String[]::new));

        assertThat(compiled.output()).isEmpty();
        assertThat(compiled.exit()).isZero();
    }

    @Test
    void proposesTheConfigOfATopic() {
        assertThat(editor.completions(open("topics:\n  a:\n    config:\n      @@\n")))
                .contains("retention.ms", "cleanup.policy", "min.insync.replicas");
        assertThat(editor.completions(open("topics:\n  a:\n    config:\n      cleanup.policy: @@\n")))
                .contains("compact", "delete")
                .doesNotContain("true");
        assertThat(editor.completions(open("topics:\n  a:\n    config:\n      preallocate: @@\n")))
                .contains("true", "false");
    }

    @Test
    void proposesTheConfigOfAConnectorByItsClass() {
        String connector = "connectors:\n  a:\n    config:\n      connector.class: %s\n      topics: a\n      @@\n";

        assertThat(editor.completions(open(connector.formatted("FileStreamSink"))))
                .contains("file", "errors.tolerance", "producer.override.linger.ms")
                .doesNotContain("source.cluster.alias");
        assertThat(editor.completions(open(connector.formatted("MirrorSourceConnector"))))
                .contains("source.cluster.alias");
        assertThat(
                        editor.completions(
                                open(
                                        "connectors:\n  a:\n    config:\n      value.converter: JsonConverter\n      topics: a\n      @@\n")))
                .contains("value.converter.schemas.enable");
        assertThat(editor.completions(open("connectors:\n  a:\n    config:\n      errors.tolerance: @@\n")))
                .contains("all", "none");
    }

    @Test
    void proposesTheStates() {
        assertThat(editor.completions(open("connectors:\n  a:\n    state: @@\n")))
                .contains("running", "paused", "stopped", "present", "absent");
        assertThat(editor.completions(open("topics:\n  a:\n    state: @@\n"))).contains("present", "absent");
    }

    @Test
    void proposesWhatAWorkerTakes() {
        assertThat(editor.completions(
                        open("connectClusters:\n  main:\n    groupId: a\n    worker:\n      client.id: a\n      @@\n")))
                .contains("offset.flush.interval.ms", "producer.linger.ms", "plugin.path");
    }

    @Test
    void saysDefaultAndUnitOfWhatIsUnderTheCursor() {
        assertThat(editor.hover(open("topics:\n  a:\n    config:\n      retention@@.ms: 1d\n")))
                .startsWith("How long records are kept")
                .contains("Default: 7d (604800000).", "In milliseconds, or as 30s, 15m, 12h, 7d.")
                .doesNotContain("||");
        assertThat(editor.hover(open("topics:\n  a:\n    config:\n      segment.@@bytes: 1MiB\n")))
                .contains("Default: 1GiB (1073741824).", "In bytes");
        assertThat(editor.hover(open("connectors:\n  a:\n    config:\n      transforms.route.reg@@ex: a\n")))
                .contains("RegexRouter: The regular expression");
    }

    @Test
    void complainsOfWhatCannotBe() {
        assertThat(LanguageServer.problems(open("""
                        topics:
                          a:
                            partition: 3
                            config:
                              cleanup.policy: delte
                              min.insync.replicas: two
                              preallocate: maybe
                        connectors:
                          c:
                            state: runing
                            config:
                              tasks.max: 0
                              transforms.a.negate: maybe
                        """)))
                .extracting(problem -> problem.substring(0, problem.indexOf(':')))
                .contains("4", "6", "7", "8", "11", "13", "14");
    }

    @Test
    void complainsOfNoPlaceholderAndNoFormThatKgitTakes() {
        assertThat(LanguageServer.problems(open("""
                        topics:
                          a:
                            partitions: ${{ var.count }}
                            state: ${{ var.state }}
                            config:
                              retention.ms: ${{ var.retention }}
                              local.retention.ms: "-2"
                              delete.retention.ms: 12h
                              max.message.bytes: 2MiB
                              flush.messages: 9223372036854775807
                              cleanup.policy: ${{ var.policy }}
                              compression.type: "${{ var.codec }}"
                              preallocate: ${{ var.on }}
                              min.cleanable.dirty.ratio: 0.1
                              segment.bytes: null
                              of.a.vendor: anything
                          b: { config: { cleanup.policy: [compact, delete], preallocate: "True" } }
                          c: { config: { cleanup.policy: "compact,delete", preallocate: false } }
                        connectors:
                          c:
                            state: ${{ var.state }}
                            config:
                              connector.class: org.example.Own
                              tasks.max: ${file:/etc/kafka:tasks}
                              errors.tolerance: ${{ var.tolerance }}
                              exactly.once.support: REQUIRED
                              producer.override.acks: 1
                              consumer.override.isolation.level: read_committed
                              transforms: own,route
                              transforms.own.type: org.example.Own
                              transforms.own.field: [a, b]
                              transforms.route.type: RegexRouter
                              value.converter: org.apache.kafka.connect.json.JsonConverter
                              value.converter.schemas.enable: ${{ var.on }}
                        """))).isEmpty();
    }

    @Test
    void settingsTellNewFilesTheirSchema(@TempDir Path folder) throws IOException {
        Path repository = folder.toRealPath();
        SortedMap<String, String> files = new RepositoryScaffold(
                        "new",
                        "dev",
                        "localhost:9092",
                        null,
                        RepositoryScaffold.Ci.none,
                        RepositoryScaffold.Editor.vscode,
                        "1.0.0")
                .files(new ProcessVariableSources(Map.of(), Clock.systemUTC()), BuiltInKinds.SECTIONS)
                .valueOrThrow();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = repository.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        JsonNode settings = new JsonMapper().readTree(files.get(".vscode/settings.json"));
        try (LanguageServer own = new LanguageServer(packages, repository, settings.path("yaml.schemas"))) {
            assertThat(LanguageServer.problems(
                            own.open("environments/dev/new.yaml", "topics: { a: { partition: 3 } }\n")))
                    .containsExactly("1: Property partition is not allowed.");
            assertThat(LanguageServer.problems(
                            own.open("environments/dev/environment.yaml", "kafka: {}\nconect: {}\n")))
                    .contains("2: Property conect is not allowed.")
                    .doesNotContain("1: Property kafka is not allowed.");
            assertThat(LanguageServer.problems(own.open("other/new.yaml", "anything: 1\n")))
                    .isEmpty();
        }
    }

    /** Of the examples, of this project's own platform, and of the files that tests take for good. */
    @Test
    void complainsOfNoFileThatIsRight() throws IOException {
        List<String> complaints = new ArrayList<>();
        for (Path file : good()) {
            String name = ROOT.relativize(file).toString();
            String schema = name.endsWith("/environment.yaml")
                    ? "environment"
                    : name.endsWith("kgit.yaml") ? "kgit" : "resources";
            String text = Files.readString(file).replaceFirst("^# yaml-language-server.*\n", "");
            LanguageServer.problems(editor.open("good-" + opened++ + ".yaml", MODELINE.formatted(schema) + text))
                    .forEach(problem -> complaints.add(name + ":" + problem));
        }
        assertThat(complaints).isEmpty();
    }

    private static List<Path> good() throws IOException {
        TreeSet<Path> files = new TreeSet<>(List.of(ROOT.resolve("kgit.yaml")));
        for (String folder : List.of("environments", "examples")) {
            try (Stream<Path> below = Files.walk(ROOT.resolve(folder))) {
                below.filter(EditorTest::isOfKgit).forEach(files::add);
            }
        }
        assertThat(files).hasSizeGreaterThan(8);
        return List.copyOf(files);
    }

    private static boolean isOfKgit(Path file) {
        try {
            return file.toString().endsWith(".yaml")
                    && Files.readString(file).contains("yaml-language-server: $schema=");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
