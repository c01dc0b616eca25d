package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.DesiredState;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.SourceTree;
import dev.kgit.model.State;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class YamlGeneratorTest {

    private static MemoryTree tree() {
        return MemoryTree.minimal().settings("connect: { main: { url: http://localhost:1 } }");
    }

    private static Resource connector(String name, Map<String, String> config, String state) {
        SortedMap<String, FieldValue> fields = new TreeMap<>();
        fields.put(Resource.STATE, FieldValue.of(state));
        fields.put(Resource.CONFIG + "connector.class", FieldValue.of("C"));
        config.forEach((key, value) -> {
            FieldValue setting = FieldValue.of(value);
            boolean secret = dev.kgit.secret.SecretDetector.isSensitive(key, value);
            fields.put(Resource.CONFIG + key, secret ? setting.asGuessed() : setting);
        });
        return Resource.live(ConnectorKind.id("main", name), fields);
    }

    private static Resource topic(String name, String partitions, String factor, Map<String, String> config) {
        SortedMap<String, FieldValue> fields = new TreeMap<>();
        fields.put(Resource.PARTITIONS, FieldValue.of(partitions));
        fields.put(Resource.REPLICATION_FACTOR, FieldValue.of(factor));
        config.forEach((key, value) -> fields.put(Resource.CONFIG + key, FieldValue.of(value)));
        return Resource.live(TopicKind.id(name), fields);
    }

    private static GeneratedFiles imported(SourceTree tree, List<Resource> live, YamlGenerator.Grouping grouping) {
        EnvironmentSettings env = Reading.environment(tree);
        return new YamlGenerator(
                        new EditSession(tree, SampleLookups.NOTHING, env, BuiltInKinds.SECTIONS),
                        Reading.desired(tree),
                        grouping,
                        "environments/dev")
                .of(live, Optional.empty());
    }

    private static DesiredState readBack(SourceTree tree, GeneratedFiles imported, Map<String, String> secrets) {
        Map<String, String> texts = new TreeMap<>();
        imported.files().forEach((name, text) -> texts.put("environments/dev/" + name, text));
        texts.put("environments/dev/environment.yaml", imported.environmentYaml());
        return Reading.desired(new OverlaySourceTree(tree, texts), new SampleLookups(Map.of(), secrets));
    }

    private static void assertSame(State state, List<Resource> live) {
        for (Resource resource : live) {
            Resource read = state.get(resource.id());
            assertThat(read).as(resource.id().toString()).isNotNull();
            assertThat(AdoptionEdits.values(read))
                    .as(resource.id().toString())
                    .isEqualTo(AdoptionEdits.values(resource));
        }
    }

    @Test
    void bringsHostileValuesBackIdentical() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<Resource> live = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                SortedMap<String, String> config = new TreeMap<>();
                for (int k = 0; k < 12; k++) {
                    String key = HostileScalars.KEYS.get(random.nextInt(HostileScalars.KEYS.size()));
                    config.put(key, hostile(random));
                }
                live.add(connector("c" + i, config, i == 0 ? "paused" : "running"));
            }
            GeneratedFiles imported = imported(tree(), live, YamlGenerator.Grouping.NONE);
            assertThat(imported.left()).as("seed " + seed).isEmpty();
            assertSame(readBack(tree(), imported, Map.of()).state(), live);
        }
    }

    private static String hostile(Random random) {
        if (random.nextInt(4) > 0) {
            return HostileScalars.VALUES.get(random.nextInt(HostileScalars.VALUES.size()));
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(
                    random.nextBoolean()
                            ? HostileScalars.VALUES.get(random.nextInt(HostileScalars.VALUES.size()))
                            : Character.toString(random.nextInt(0x250)));
        }
        return text.toString();
    }

    @Test
    void writesEachOfItsFilesInCanonicalForm() {
        List<Resource> live = new ArrayList<>();
        live.add(topic("orders.created", "3", "3", Map.of("retention.ms", "604800000")));
        live.add(topic("orders.paid", "1", "1..3", Map.of()));
        live.add(topic("single", "1", "1", Map.of("min.cleanable.dirty.ratio", "0.1")));
        live.add(connector("sink", Map.of("a", "b"), "stopped"));
        GeneratedFiles imported = imported(tree(), live, YamlGenerator.Grouping.PREFIX);
        assertThat(imported.files().keySet())
                .containsExactly("connectors/other.yaml", "topics/orders.yaml", "topics/other.yaml");
        imported.files()
                .forEach((name, text) -> assertThat(
                                YamlFormatter.format(name, text.getBytes(StandardCharsets.UTF_8), BuiltInKinds.SECTIONS)
                                        .value())
                        .isEqualTo(text));
    }

    @Test
    void neverWritesASecret() {
        Map<String, String> config = new TreeMap<>(Map.of(
                "headers", "Content-Type:x|Authorization:ApiKey s3cr3t-1",
                "db.password", "s3cr3t-2",
                "http.api.url", "http://user:s3cr3t-3@host/",
                "sasl.jaas.config", "x required password=\"s3cr3t-4\";",
                "my.token", " s3cr3t-5 ",
                "plain", "x"));
        Resource sink = connector("http-sink", config, "running");
        SortedMap<String, FieldValue> fields = new TreeMap<>(sink.fields());
        fields.put(Resource.CONFIG + "handshake", FieldValue.of("s3cr3t-6").asSensitive());
        fields.put(Resource.CONFIG + "masked", FieldValue.unknown());
        Resource live = sink.withFields(fields);

        GeneratedFiles imported = imported(tree(), List.of(live), YamlGenerator.Grouping.NONE);
        assertThat(imported.toString()).doesNotContain("s3cr3t");
        assertThat(imported.secrets())
                .containsEntry("httpSinkHeaders", "HTTP_SINK_HEADERS")
                .containsEntry("httpSinkMasked", "HTTP_SINK_MASKED")
                .hasSize(7);

        Map<String, String> secrets = new TreeMap<>();
        fields.forEach((path, setting) -> {
            String variable = "HTTP_SINK_"
                    + path.substring(path.indexOf('.') + 1)
                            .toUpperCase(java.util.Locale.ROOT)
                            .replace('.', '_');
            secrets.put(variable, setting.value() == null ? "whatever" : setting.text());
        });
        Resource read = Reading.connector(readBack(tree(), imported, secrets), "main", "http-sink");
        SortedMap<String, String> expected = AdoptionEdits.values(live);
        expected.put(Resource.CONFIG + "masked", "whatever");
        assertThat(AdoptionEdits.values(read)).isEqualTo(expected);
    }

    @Test
    void leavesLookupsAndWhereaboutsAsTheyAre() {
        Map<String, String> config = Map.of(
                "db.password", "${file:/run/secrets:db}",
                "basic.auth.credentials.source", "USER_INFO",
                "confluent.license", "",
                "headers", "Content-Type:application/json");
        GeneratedFiles imported =
                imported(tree(), List.of(connector("c", config, "running")), YamlGenerator.Grouping.NONE);
        assertThat(imported.secrets()).isEmpty();
        assertThat(imported.files().get("connectors.yaml"))
                .contains("db.password: ${file:/run/secrets:db}", "source: USER_INFO", "confluent.license: \"\"");
    }

    @Test
    void saysOnlyWhatTheDefaultsDoNotSay() {
        MemoryTree tree = MemoryTree.minimal()
                .settings(
                        "defaults:",
                        "  topics: { partitions: 3, replicationFactor: 3, config: { min.insync.replicas: 2, retention.ms: 1d } }");
        List<Resource> live = List.of(
                topic("a", "3", "3", Map.of("min.insync.replicas", "2", "retention.ms", "86400000")),
                topic("b", "3", "2", Map.of("retention.ms", "1")),
                topic("c", "3", "1..3", Map.of("min.insync.replicas", "2", "retention.ms", "86400000")));
        GeneratedFiles imported = imported(tree, live, YamlGenerator.Grouping.NONE);
        assertThat(imported.left()).as("uneven, where a default says otherwise").containsExactly(TopicKind.id("c"));
        assertThat(imported.files().get("topics.yaml")).isEqualTo("""
                        topics:
                          a: {}
                          b:
                            replicationFactor: 2
                            config:
                              min.insync.replicas: null
                              retention.ms: 1
                        """);
        assertSame(readBack(tree, imported, Map.of()).state(), live.subList(0, 2));
    }

    @Test
    void leavesOutWhatCanNotBeDeclaredTogether() {
        List<Resource> live = List.of(
                topic("a.b", "1", "1", Map.of()),
                topic("a_b", "1", "1", Map.of()),
                connector("with/slash", Map.of(), "running"),
                connector(" space", Map.of(), "running"),
                connector("${{ x }}", Map.of(), "running"),
                connector("key", Map.of("${{ k }}", "x"), "running"),
                connector("good", Map.of(), "running"));
        GeneratedFiles imported = imported(tree(), live, YamlGenerator.Grouping.NONE);
        assertThat(imported.taken()).containsExactlyInAnyOrder(TopicKind.id("a.b"), ConnectorKind.id("main", "good"));
        assertThat(imported.left()).hasSize(5);
    }

    @Test
    void ignoresWhatTheBrokerDoesNotTell() {
        Resource live = topic("a", "1", "1", Map.of());
        SortedMap<String, FieldValue> fields = new TreeMap<>(live.fields());
        fields.put(Resource.CONFIG + "vendor.key", FieldValue.unknown());
        GeneratedFiles imported = imported(tree(), List.of(live.withFields(fields)), YamlGenerator.Grouping.NONE);
        Resource read = Reading.topic(readBack(tree(), imported, Map.of()), "a");
        assertThat(read.lifecycle().ignore()).containsExactly("vendor.key");
    }

    @Test
    void usesAVariableAgainThatMeansTheSameSecret() {
        MemoryTree tree = MemoryTree.minimal()
                .settings(
                        "connect: { main: { url: http://localhost:1 } }",
                        "variables:",
                        "  aMyToken: ${{ secret.A_MY_TOKEN }} # known",
                        "  bMyToken: ${{ secret.OTHER }}");
        List<Resource> live = List.of(
                connector("a", Map.of("my.token", "s3cr3t-one-1"), "running"),
                connector("b", Map.of("my.token", "s3cr3t-two-2"), "running"));
        EnvironmentSettings env = Reading.environment(
                tree, new SampleLookups(Map.of(), Map.of("A_MY_TOKEN", "s3cr3t-one-1", "OTHER", "s3cr3t-other")));
        GeneratedFiles imported = new YamlGenerator(
                        new EditSession(tree, SampleLookups.NOTHING, env, BuiltInKinds.SECTIONS),
                        new DesiredState(
                                "p", env.environment(), State.EMPTY, new TreeMap<>(), env.redactor(), List.of()),
                        YamlGenerator.Grouping.NONE,
                        "environments/dev")
                .of(live, Optional.empty());
        assertThat(imported.secrets()).isEqualTo(Map.of("aMyToken", "A_MY_TOKEN", "bMyToken2", "B_MY_TOKEN_2"));
        assertThat(imported.environmentYaml())
                .contains("  aMyToken: ${{ secret.A_MY_TOKEN }} # known\n", "  bMyToken2: ${{ secret.B_MY_TOKEN_2 }}");
    }

    @Test
    void recognisesTheTopicsOfOneConnectCluster() {
        List<Resource> live = List.of(
                topic("shop-connect-config", "1", "1", Map.of("cleanup.policy", "compact")),
                topic(
                        "shop-connect-offsets",
                        "25",
                        "1",
                        Map.of("cleanup.policy", "compact", "segment.bytes", "52428800")),
                topic("shop-connect-status", "5", "2", Map.of("cleanup.policy", "compact")));
        Optional<JointDeclaration> cluster =
                BuiltInKinds.SECTIONS.declaredTogether(State.of(live), Reading.desired(tree()));
        GeneratedFiles imported = new YamlGenerator(
                        new EditSession(
                                tree(), SampleLookups.NOTHING, Reading.environment(tree()), BuiltInKinds.SECTIONS),
                        Reading.desired(tree()),
                        YamlGenerator.Grouping.NONE,
                        "environments/dev")
                .of(List.of(), cluster);
        assertThat(imported.taken()).hasSize(3);
        DesiredState read = readBack(tree(), imported, Map.of());
        assertSame(read.state(), live);
        assertThat(read.connectClusters().get("main"))
                .extracting(c -> c.groupId())
                .isEqualTo("shop-connect");
        List<ResourceId> internal = read.state().resources().values().stream()
                .filter(resource -> resource.lifecycle().isConnectInternal())
                .map(Resource::id)
                .toList();
        assertThat(internal).hasSize(3);
    }

    @Test
    void recognisesNothingWhereItCanNotBeSure() {
        Map<String, String> compact = Map.of("cleanup.policy", "compact");
        List<Resource> one = List.of(
                topic("a-configs", "1", "1", compact),
                topic("a-offsets", "25", "1", compact),
                topic("a-status", "5", "1", compact));
        List<Resource> two = new ArrayList<>(one);
        two.addAll(List.of(
                topic("b-configs", "1", "1", compact),
                topic("b-offsets", "25", "1", compact),
                topic("b-status", "5", "1", compact)));
        MemoryTree twoEndpoints = MemoryTree.minimal()
                .settings("connect: { main: { url: http://localhost:1 }, other: { url: http://localhost:2 } }");
        assertThat(together(one, tree())).isPresent();
        assertThat(together(one, twoEndpoints)).isEmpty();
        assertThat(together(two, tree())).isEmpty();
        assertThat(together(one.subList(0, 2), tree())).isEmpty();
    }

    private static Optional<JointDeclaration> together(List<Resource> live, MemoryTree tree) {
        return BuiltInKinds.SECTIONS.declaredTogether(State.of(live), Reading.desired(tree));
    }
}
