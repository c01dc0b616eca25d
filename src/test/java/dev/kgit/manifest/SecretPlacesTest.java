package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.connector.ConnectorKeys;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A secret may stand only where nobody reads it but the platform; everywhere else it is an error, and is not quoted. */
class SecretPlacesTest {

    private static final String SECRET = "k4n4ry-v4lu3";
    private static final VariableSources WORLD =
            new SampleLookups(Map.of(), Map.of("KEY", SECRET, "OTHER", "0ther-s3cret"));
    private static final String CONNECT = "connect: { main: { url: 'http://localhost:8083' } }";
    private static final String VARIABLES = "variables: { key: '${{ secret.KEY }}', other: '${{ secret.OTHER }}' }";

    /** Every place that a schema names, down to the values, with {@code any} for a name that is free. */
    private static List<List<String>> places(Schemas schema) {
        List<List<String>> places = new ArrayList<>();
        walk(schema.source(), schema.source(), List.of(), places);
        return places;
    }

    private static void walk(JsonNode root, JsonNode node, List<String> path, List<List<String>> places) {
        JsonNode at = node.path("$ref").isMissingNode()
                ? node
                : root.at(node.path("$ref").asString().substring(1));
        List<List<String>> below = new ArrayList<>();
        at.path("properties")
                .properties()
                .forEach(each -> walk(root, each.getValue(), with(path, each.getKey()), below));
        if (at.path("additionalProperties").isObject()) {
            walk(root, at.path("additionalProperties"), with(path, "any"), below);
        }
        if (at.path("items").isObject()) {
            walk(root, at.path("items"), with(path, "[]"), below);
        }
        if (!path.isEmpty()) {
            places.add(path);
        }
        places.addAll(below);
    }

    private static List<String> with(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    /** A flow mapping that has the value at that place and nothing else. */
    private static String document(List<String> path, String value) {
        String text = "\"" + value + "\"";
        for (int i = path.size() - 1; i >= 0; i--) {
            text = path.get(i).equals("[]") ? "[" + text + "]" : "{ \"" + path.get(i) + "\": " + text + " }";
        }
        return text;
    }

    static Stream<List<String>> placesOfResources() {
        return places(Schemas.RESOURCES).stream();
    }

    @ParameterizedTest
    @MethodSource("placesOfResources")
    void areTheValuesOfConfigsInResourceFiles(List<String> path) {
        MemoryTree tree = MemoryTree.minimal().settings(CONNECT, VARIABLES).resources(document(path, "${{ var.key }}"));
        boolean allowed = path.equals(List.of("connectors", "any", "config", "any"))
                || path.equals(List.of("connectors", "any", "config", "any", "[]"))
                || path.equals(List.of("connectClusters", "any", "worker", "any"))
                || path.equals(List.of("connectClusters", "any", "worker", "any", "[]"));

        List<Diagnostic> problems = Reading.problems(tree, WORLD);

        assertThat(problems.stream().anyMatch(problem -> problem.code().equals("KG037")))
                .as("%s", problems)
                .isNotEqualTo(allowed);
        assertThat(problems.toString()).doesNotContain(SECRET);
    }

    static Stream<List<String>> placesOfSettings() {
        return places(Schemas.ENVIRONMENT).stream().filter(path -> !path.get(0).equals("variables"));
    }

    @ParameterizedTest
    @MethodSource("placesOfSettings")
    void areTheAccessesOfAnEnvironment(List<String> path) {
        MemoryTree tree = MemoryTree.minimal()
                .with("environments/dev/environment.yaml", document(path, "${{ secret.KEY }}"))
                .resources("topics: { a: {} }");
        boolean allowed = path.equals(List.of("kafka", "any"))
                || path.equals(List.of("kafka", "any", "[]"))
                || (path.size() == 4 && List.of("basicAuth", "headers", "tls").contains(path.get(2)))
                || (path.size() == 5 && path.get(2).equals("headers"));

        List<Diagnostic> problems = Reading.problems(tree, WORLD);

        assertThat(problems.stream().anyMatch(problem -> problem.code().equals("KG037")))
                .as("%s", problems)
                .isNotEqualTo(allowed);
        assertThat(problems.toString()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "topics",
                "topics.regex",
                "topic",
                "kafka.topic",
                "topic.prefix",
                "connector.class",
                "connector.plugin.version",
                "tasks.max",
                "errors.deadletterqueue.topic.name",
                "errors.tolerance",
                "reporter.error.topic.name",
                "schema.history.internal.kafka.topic",
                "database.history.kafka.topic",
                "offsets.storage.topic",
                "confluent.topic",
                "confluent.topic.bootstrap.servers",
                "confluent.topic.replication.factor",
                "consumer.override.group.id",
                "consumer.override.bootstrap.servers",
                "source.cluster.alias",
                "database.server.name",
                "transforms",
                "transforms.a.type",
                "predicates.a.type",
                "key.converter",
                "topic.creation.default.partitions",
                "file"
            })
    void areNoKeysThatKgitReads(String key) {
        String value = "\"x-${{ var.key }}\"";
        MemoryTree inYaml = MemoryTree.minimal()
                .settings(CONNECT, VARIABLES)
                .resources("connectors: { c: { config: { " + key + ": " + value + " } } }");
        MemoryTree inJson = MemoryTree.minimal()
                .settings(CONNECT, VARIABLES)
                .with("environments/dev/c.json", "{ \"" + key + "\": " + value + " }")
                .resources("connectors: { c: { configFile: c.json, config: {} } }");
        MemoryTree posted = MemoryTree.minimal()
                .settings(CONNECT, VARIABLES)
                .with("environments/dev/c.json", "{ \"name\": \"c\", \"config\": { \"" + key + "\": " + value + " } }")
                .resources("connectors: { c: { configFile: c.json, config: {} } }");

        for (MemoryTree tree : List.of(inYaml, inJson, posted)) {
            List<Diagnostic> problems = Reading.problems(tree, WORLD);
            assertThat(problems).extracting(Diagnostic::code).contains("KG037");
            assertThat(problems.toString()).doesNotContain(SECRET);
        }
    }

    @Test
    void leaveOutEveryKeyThatNamesATopicOrKeepsOffsets() {
        List<String> keys = List.of(
                "errors.deadletterqueue.topic.name",
                "reporter.any.topic.name",
                "confluent.topic",
                "schema.history.internal.kafka.topic",
                "database.history.kafka.topic",
                "offsets.storage.topic");
        assertThat(keys).allMatch(ConnectorKeys::isTopicName).allMatch(ConnectorKeys::isReadByKgit);
        assertThat(List.of("file", "topic.prefix", "database.server.name", "source.cluster.alias"))
                .allMatch(key -> ConnectorKeys.isOffsetIdentity(key, false))
                .allMatch(ConnectorKeys::isReadByKgit);
    }

    @Test
    void areToldAlsoWhereNoSecretIsLookedUp() {
        MemoryTree tree = MemoryTree.minimal()
                .settings(CONNECT, VARIABLES)
                .resources("topics: { a: { config: { cleanup.policy: '${{ var.key }}' } } }");

        assertThat(Reading.problems(tree, SampleLookups.NOTHING.withoutSecrets()))
                .extracting(Diagnostic::code)
                .containsExactly("KG037");
    }

    @Test
    void areTheResourcesThatTheVariableIsFor() {
        MemoryTree tree = MemoryTree.minimal()
                .settings(
                        CONNECT,
                        "variables: { key: { value: '${{ secret.KEY }}', for: ['connector/main/orders-*', connectCluster/main] } }")
                .resources(
                        "connectClusters: { main: { groupId: g, replicationFactor: 1, worker: { a.password: '${{ var.key }}' } } }",
                        "connectors:",
                        "  orders-sink: { config: { connector.class: X, password: '${{ var.key }}' } }",
                        "  thief: { config: { connector.class: X, http.headers: 'Bearer ${{ var.key }}' } }");

        assertThat(Reading.problems(tree, WORLD)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("KG039");
            assertThat(problem.message()).contains("connector/main/thief").contains("`key`");
            assertThat(Objects.requireNonNull(problem.place()).line()).isEqualTo(4);
        });
    }

    @Test
    void areNotQuotedWhereKeysDoNotGoTogether() {
        MemoryTree tree = MemoryTree.minimal()
                .settings(CONNECT, VARIABLES)
                .resources(
                        "connectors:",
                        "  c:",
                        "    config:",
                        "      connector.class: FileStreamSink",
                        "      topics: a",
                        "      transforms: 'drop, ${{ var.key }}, ${{ var.key }}'",
                        "      transforms.drop.type: Filter",
                        "      transforms.drop.predicate: '${{ var.key }}'",
                        "      predicates: '${{ var.other }}'");

        assertThat(Reading.problems(tree, WORLD))
                .isNotEmpty()
                .noneMatch(problem -> problem.toString().contains(SECRET)
                        || problem.toString().contains("0ther-s3cret"));
    }

    @Test
    void areNarrowedForSecretsAlone() {
        MemoryTree tree = MemoryTree.minimal()
                .settings("variables: { replicas: { value: 3, for: ['topic/a'] } }")
                .resources("topics: { a: { replicationFactor: '${{ var.replicas }}' } }");

        assertThat(Reading.problems(tree, WORLD)).extracting(Diagnostic::code).containsExactly("KG039");
    }

    @Test
    void refuseSecretsThatAreTooShortToBeHidden() {
        MemoryTree tree = MemoryTree.minimal().settings("variables: { key: '${{ secret.PIN }}' }");

        assertThat(Reading.problems(tree, new SampleLookups(Map.of(), Map.of("PIN", "123"))))
                .extracting(Diagnostic::code)
                .containsExactly("KG038");
    }

    @Test
    void showWhatStandsAroundASecret() {
        MemoryTree tree = MemoryTree.minimal()
                .settings(CONNECT, VARIABLES)
                .resources(
                        "connectors:",
                        "  c:",
                        "    config:",
                        "      connector.class: X",
                        "      url: jdbc:pg://db/x?password=${{ var.key }}&pin=${{ var.other }}!",
                        "      list: [a, '${{ var.key }}', b]",
                        "      whole: \"${{ var.key }}\"");

        DesiredState desired = Reading.desired(tree, WORLD);

        Resource connector = Reading.connector(desired, "main", "c");
        assertThat(shown(connector, "url")).isEqualTo("jdbc:pg://db/x?password=(sensitive)&pin=(sensitive)!");
        assertThat(shown(connector, "list")).isEqualTo("a,(sensitive),b");
        assertThat(shown(connector, "whole")).isEqualTo(FieldValue.REDACTED);
        assertThat(connector.config("url")).isEqualTo("jdbc:pg://db/x?password=" + SECRET + "&pin=0ther-s3cret!");
        assertThat(connector.config("list")).isEqualTo("a," + SECRET + ",b");
    }

    private static String shown(Resource resource, String key) {
        return Objects.requireNonNull(resource.field(Resource.CONFIG + key)).shown();
    }
}
