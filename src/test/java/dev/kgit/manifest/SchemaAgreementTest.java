package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.model.DesiredState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas and the readers agree: a key that a schema takes is never ignored. Each property of a schema has an example;
 * a repository that says it must read differently from one that does not.
 */
class SchemaAgreementTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final VariableSources WORLD = new SampleLookups(Map.of(), Map.of("SAMPLE", "s3cr3t-value"));

    /**
     * A property.
     *
     * @param path where its example goes in a document
     */
    record Property(List<String> path, JsonNode example) {
        @Override
        public String toString() {
            return String.join(".", path);
        }
    }

    /** The names that stand for "any name" in a path. */
    private static final Map<String, String> NAMES =
            Map.of("topics", "t", "connectClusters", "main", "connectors", "c", "connect", "main");

    private static List<Property> properties(Schemas schema) {
        List<Property> properties = new ArrayList<>();
        collect(schema.source(), schema.source(), List.of(), properties);
        return properties;
    }

    private static void collect(JsonNode root, JsonNode schema, List<String> path, List<Property> into) {
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            List<String> below = append(path, property.getKey());
            JsonNode own = property.getValue();
            JsonNode target = resolved(root, own);
            JsonNode example = own.path("examples").isMissingNode() ? target.path("examples") : own.path("examples");
            if (!example.isMissingNode()) {
                into.add(new Property(below, example.get(0)));
            }
            boolean leaf = target.path("properties").isMissingNode()
                    && !target.path("additionalProperties").isObject();
            assertThat(!leaf || !example.isMissingNode() || below.equals(ALWAYS_ONE))
                    .as("an example for %s", below)
                    .isTrue();
            collect(root, target, below, into);
            if (target.path("items").path("properties").isObject()) {
                collect(root, target.path("items"), append(below, "[]"), into);
            }
            if (target.path("additionalProperties").isObject() && NAMES.containsKey(property.getKey())) {
                JsonNode any = resolved(root, target.path("additionalProperties"));
                collect(root, any, append(below, NAMES.get(property.getKey())), into);
            }
        }
    }

    /** There is only one thing that can be said there. */
    private static final List<String> ALWAYS_ONE =
            List.of("connectClusters", "main", "internalTopics", "config", "partitions");

    private static List<String> append(List<String> path, String step) {
        return Stream.concat(path.stream(), Stream.of(step)).toList();
    }

    private static JsonNode resolved(JsonNode root, JsonNode schema) {
        JsonNode reference = schema.path("$ref");
        return reference.isMissingNode() ? schema : root.at(reference.asString().substring(1));
    }

    static Stream<Property> resources() {
        return properties(Schemas.RESOURCES).stream();
    }

    static Stream<Property> settings() {
        return properties(Schemas.ENVIRONMENT).stream();
    }

    static Stream<Property> kgitYaml() {
        // apiVersion is a constant.
        return properties(Schemas.KGIT).stream()
                .filter(property -> !property.path().equals(List.of("apiVersion")));
    }

    @ParameterizedTest
    @MethodSource
    void resources(Property property) {
        // A second Connect cluster, so that naming one makes a difference.
        String base = """
                {"topics": {"t": {}}, "connectClusters": {"main": {"groupId": "main"}},
                 "connectors": {"c": {"connectCluster": "main", "config": {"connector.class": "X", "tasks.max": "1"}}}}""";
        assertThat(read("environments/dev/r.yaml", with(base, property)))
                .isNotEqualTo(read("environments/dev/r.yaml", base));
    }

    @ParameterizedTest
    @MethodSource
    void settings(Property property) {
        String base = """
                {"kafka": {"bootstrap.servers": "broker:1"},
                 "connect": {"main": {"url": "http://localhost:1"}, "other": {"url": "http://localhost:2"}},
                 "drift": {"ignore": [{"id": "topic/a", "path": "p", "reason": "r", "expires": "2999-01-01"}]}}""";
        assertThat(read("environments/dev/environment.yaml", with(base, property)))
                .isNotEqualTo(read("environments/dev/environment.yaml", base));
    }

    @ParameterizedTest
    @MethodSource
    void kgitYaml(Property property) {
        String base = "{\"apiVersion\": \"kgit/v1\", \"project\": \"sample\"}";
        assertThat(read("kgit.yaml", with(base, property))).isNotEqualTo(read("kgit.yaml", base));
    }

    private static String with(String document, Property property) {
        ObjectNode root = (ObjectNode) JSON.readTree(document);
        ObjectNode node = root;
        List<String> path = property.path();
        for (int i = 0; i < path.size() - 1; i++) {
            boolean list = i + 1 < path.size() - 1 && path.get(i + 1).equals("[]");
            node = list ? (ObjectNode) node.withArray(path.get(i)).get(0) : node.withObjectProperty(path.get(i));
            i = list ? i + 1 : i;
        }
        node.set(path.get(path.size() - 1), property.example());
        // An example of TLS or of accounts is checked as a whole elsewhere; required neighbours come along here.
        if (path.contains("basicAuth") && path.size() > 3) {
            if (!node.has("username")) {
                node.put("username", "u");
            }
            if (!node.has("password")) {
                node.put("password", "${{ secret.SAMPLE }}");
            }
        }
        return root.toString();
    }

    /** All that comes out of a repository with this file, as one text; JSON is YAML. Problems are part of it. */
    private static String read(String path, String document) {
        MemoryTree tree = MemoryTree.minimal()
                .with(
                        "environments/dev/environment.yaml",
                        "kafka: { bootstrap.servers: 'broker:1' }",
                        "connect: { main: { url: 'http://localhost:1' }, other: { url: 'http://localhost:2' } }")
                .with("environments/base/layer.yaml", "topics: { from-base: {}, a: {}, plain: {} }")
                .with("environments/dev/sample.json", "{\"from.file\": \"x\"}")
                .with(
                        "environments/dev/use.yaml",
                        path.endsWith("environment.yaml") && document.contains("\"replicas\"")
                                ? "topics: { uses: { replicationFactor: \"${{ var.replicas }}\" } }"
                                : "topics: { uses: {} }")
                .with(path, document);
        ManifestRepository repository = ManifestRepository.open(tree, tree, WORLD, BuiltInKinds.SECTIONS);
        ReadResult<EnvironmentSettings> environment = repository.environment("dev");
        EnvironmentSettings file = Objects.requireNonNull(environment.value());
        ReadResult<DesiredState> desired = repository.desired(file);
        assertThat(environment.diagnostics()).filteredOn(d -> d.isError()).isEmpty();
        assertThat(desired.diagnostics())
                .filteredOn(d -> d.isError() && !d.code().equals("KG107"))
                .isEmpty();
        // Places differ where lines do; these documents have one line, columns are taken out.
        return (file.project()
                        + file.environment()
                        + file.connectorSchemas()
                        + file.layers()
                        + secrets(file)
                        + file.defaults("connectors")
                        + desired.value()
                        + desired.diagnostics())
                .replaceAll("(yaml|json):\\d+:\\d+", "")
                .replaceAll("line=\\d+, column=\\d+", "");
    }

    /** Values that don't print. */
    private static String secrets(EnvironmentSettings file) {
        StringBuilder text = new StringBuilder();
        file.environment()
                .connect()
                .values()
                .forEach(endpoint -> Stream.of(
                                endpoint.password(),
                                endpoint.tls() == null ? null : endpoint.tls().truststorePassword(),
                                endpoint.tls() == null ? null : endpoint.tls().keystorePassword())
                        .filter(Objects::nonNull)
                        .forEach(setting -> text.append(setting.text()).append(' ')));
        return text.toString();
    }
}
