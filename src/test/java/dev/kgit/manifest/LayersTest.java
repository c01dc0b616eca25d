package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayersTest {

    private static Map<String, String> fields(Resource resource) {
        return resource.fields().entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, field -> field.getValue().text()));
    }

    @Test
    void mergesMapsDeeplyAndReplacesScalarsAndLists() {
        DesiredState desired = Reading.desired(MemoryTree.minimal()
                .with(
                        "environments/base/topics.yaml",
                        "topics:",
                        "  a:",
                        "    partitions: 3",
                        "    config: { retention.ms: 7d, cleanup.policy: [compact, delete] }",
                        "    labels: { owner: x, tier: one }",
                        "    ignore: [flush.ms]",
                        "  only-base: {}")
                .resources(
                        "topics:",
                        "  a:",
                        "    partitions: 6",
                        "    config: { cleanup.policy: [compact], segment.ms: 1h }",
                        "    labels: { tier: two }",
                        "    ignore: [segment.bytes]",
                        "  only-dev: {}"));

        Resource topic = Reading.topic(desired, "a");
        assertThat(fields(topic))
                .containsOnly(
                        Map.entry("partitions", "6"),
                        Map.entry("config.retention.ms", "604800000"),
                        Map.entry("config.cleanup.policy", "compact"),
                        Map.entry("config.segment.ms", "3600000"));
        assertThat(topic.lifecycle().labels()).containsEntry("owner", "x").containsEntry("tier", "two");
        assertThat(topic.lifecycle().ignore()).containsExactly("segment.bytes");
        assertThat(desired.state().ids()).hasSize(3);
    }

    @Test
    void placesAResourceWhereItIsFirstDeclaredAndAValueWhereItWasLastSaid() {
        DesiredState desired = Reading.desired(MemoryTree.minimal()
                .with("environments/base/topics.yaml", "topics:", "  a: { partitions: 3 }")
                .resources("topics:", "  a:", "    partitions: 6"));

        Resource topic = Reading.topic(desired, "a");
        assertThat(topic.place()).isEqualTo(new Place("environments/base/topics.yaml", 2, 3));
        assertThat(Objects.requireNonNull(topic.field("partitions")).place())
                .isEqualTo(new Place("environments/dev/resources.yaml", 3, 17));
    }

    @Test
    void takesAConfigKeyAwayWithNull() {
        DesiredState desired = Reading.desired(MemoryTree.minimal()
                .settings("defaults: { topics: { config: { min.insync.replicas: 2 } } }")
                .with("environments/base/topics.yaml", "topics: { a: { config: { retention.ms: 7d, flush.ms: 1s } } }")
                .resources("topics: { a: { config: { retention.ms: null, min.insync.replicas: ~ } } }"));

        assertThat(fields(Reading.topic(desired, "a"))).containsOnly(Map.entry("config.flush.ms", "1000"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "partitions: 3",
                "config: { retention.ms: 1d }",
                "protected: true",
                "labels: { a: b }",
                "''",
                "'allow: [data-loss], partitions: 3'",
            })
    void wantAWordWhereALowerLayerDeletesWhatAHigherDeclares(String said) {
        MemoryTree tree = MemoryTree.minimal()
                .with("environments/base/x.yaml", "topics: { a: { state: absent } }")
                .resources("topics: { a: { " + said + " } }");
        assertThat(Reading.problems(tree)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("KG027");
            assertThat(problem.toString())
                    .startsWith("environments/dev/resources.yaml:1:")
                    .contains("environments/base/x.yaml:1:", "state: present");
        });
    }

    @Test
    void declareAgainWhatALowerLayerDeletes() {
        DesiredState desired = Reading.desired(MemoryTree.minimal()
                .settings("connect: { main: { url: 'http://localhost:8083' } }")
                .with(
                        "environments/base/x.yaml",
                        "topics: { a: { state: absent, partitions: 6, config: { retention.ms: 1d } } }",
                        "connectors:",
                        "  c: { state: absent }",
                        "  d: { state: absent }")
                .resources(
                        "topics: { a: { state: present, partitions: 3 } }",
                        "connectors:",
                        "  c: { state: present, config: { connector.class: C } }",
                        "  d: { state: paused, config: { connector.class: C } }"));
        Resource topic = Reading.topic(desired, "a");
        assertThat(topic.lifecycle().absent()).isFalse();
        assertThat(fields(topic))
                .containsOnly(Map.entry("partitions", "3"), Map.entry("config.retention.ms", "86400000"));
        assertThat(fields(Reading.connector(desired, "main", "c")))
                .as("whether it runs is not managed")
                .containsOnly(Map.entry("config.connector.class", "C"));
        assertThat(fields(Reading.connector(desired, "main", "d"))).containsEntry("state", "paused");
    }

    @Test
    void deleteWhatALowerLayerDeclaresAndConsentToWhatItDeletes() {
        MemoryTree tree = MemoryTree.minimal()
                .settings("extends: [base, eu]")
                .with("environments/base/x.yaml", "topics: { a: { partitions: 3 }, b: { state: absent } }")
                .with("environments/eu/x.yaml", "topics: { a: { state: absent }, b: { allow: [data-loss] } }");
        DesiredState desired = Reading.desired(tree);
        assertThat(Reading.topic(desired, "a").lifecycle().absent()).isTrue();
        assertThat(Reading.topic(desired, "b").lifecycle().absent()).isTrue();
        assertThat(Reading.topic(desired, "b").lifecycle().allows("data-loss")).isTrue();
        assertThat(Reading.codes(tree.resources("topics: { a: { partitions: 1 } }")))
                .containsExactly("KG027");
        assertThat(Reading.codes(tree.resources("topics: { a: { state: absent, partitions: 1 } }")))
                .isEmpty();
    }

    @Test
    void wantAWordWhereALowerLayerDeletesAConnectorThatAHigherDeclares() {
        MemoryTree tree = MemoryTree.minimal()
                .settings("connect: { main: { url: 'http://localhost:8083' } }")
                .with("environments/base/x.yaml", "connectors: { c: { state: absent } }")
                .resources("connectors: { c: { config: { connector.class: C } } }");
        assertThat(Reading.codes(tree)).containsExactly("KG027");
    }

    @Test
    void extendsBaseWhereNothingElseIsSaid() {
        MemoryTree tree = MemoryTree.minimal().with("environments/base/x.yaml", "topics: { a: {} }");

        assertThat(Reading.environment(tree).layers()).containsExactly("base", "dev");
        assertThat(Reading.environment(tree.settings("extends: []")).layers()).containsExactly("dev");
    }

    @Test
    void laysTheLayersOverOneAnotherInTheOrderOfExtends() {
        MemoryTree tree = MemoryTree.minimal()
                .settings("extends: [base, eu]")
                .with("environments/base/x.yaml", "topics: { a: { partitions: 1, description: base } }")
                .with("environments/eu/environment.yaml", "kafka: { bootstrap.servers: elsewhere:9092 }")
                .with("environments/eu/deep/er/x.yml", "topics: { a: { description: eu } }")
                .resources("topics: { b: {} }");

        DesiredState desired = Reading.desired(tree);

        assertThat(Reading.topic(desired, "a").lifecycle().description()).isEqualTo("eu");
        assertThat(Reading.topic(desired, "a").text("partitions")).isEqualTo("1");
        assertThat(Reading.topic(desired, "b").place()).isNotNull();
    }

    @Test
    void readsUpperCaseEndingsTooForFilesLeftOutMeanResourcesLost() {
        MemoryTree tree = MemoryTree.minimal()
                .with("environments/dev/A.YAML", "topics: { a: {} }")
                .with("environments/dev/notes.txt", "not read")
                .with("environments/dev/.hidden/x.yaml", "not: read");

        assertThat(Reading.desired(tree).state().ids()).hasSize(1);
    }

    @Test
    void namesEnvironmentsAndProposesOneForATypo() {
        MemoryTree tree = MemoryTree.minimal()
                .with("environments/prod/environment.yaml", MemoryTree.ENVIRONMENT_YAML)
                .with("environments/base/x.yaml", "topics: {}")
                .with("environments/prod/nested/environment.yaml", "topics: {}");
        ManifestRepository repository =
                ManifestRepository.open(tree, tree, SampleLookups.NOTHING, BuiltInKinds.SECTIONS);

        assertThat(repository.environments()).containsExactly("dev", "prod");
        assertThat(repository.environment("prd").value()).isNull();
        assertThat(repository.environment("prd").diagnostics())
                .extracting(Diagnostic::toString)
                .containsExactly(
                        "error KG002: there is no environment `prd`\n  hint: did you mean `prod`? there are: dev, prod");
        assertThat(repository.environment("../dev").value()).isNull();
    }

    @Test
    void saysThatThereIsNoRepository() {
        MemoryTree tree = new MemoryTree().with("environments/dev/environment.yaml", MemoryTree.ENVIRONMENT_YAML);

        assertThat(Reading.codes(tree)).containsExactly("KG001");
    }

    @Test
    void readsSettingsFromTheTrustedTreeAndResourcesFromTheOther() {
        MemoryTree trusted = MemoryTree.minimal()
                .settings("variables: { replicas: 3 }", "guards: { maxDeletes: 1 }")
                .resources("topics: { trusted: {} }");
        MemoryTree proposed = MemoryTree.minimal()
                .with("environments/dev/environment.yaml", "kafka: { bootstrap.servers: evil:9092 }")
                .resources("topics: { proposed: { replicationFactor: '${{ var.replicas }}' } }");
        ManifestRepository repository =
                ManifestRepository.open(trusted, proposed, SampleLookups.NOTHING, BuiltInKinds.SECTIONS);

        EnvironmentSettings environment =
                Objects.requireNonNull(repository.environment("dev").value());
        DesiredState desired =
                Objects.requireNonNull(repository.desired(environment).value());

        assertThat(desired.environment().guards().maxDeletes()).isEqualTo(1);
        assertThat(desired.environment().kafka().get("bootstrap.servers")).hasToString("localhost:9092");
        assertThat(desired.state().ids()).extracting(Object::toString).containsExactly("topic/proposed");
    }

    @Test
    void listsTheFilesThatCount() {
        MemoryTree tree = MemoryTree.minimal()
                .settings("connect: { main: { url: 'http://localhost:8083' } }")
                .with("environments/base/x.yaml", "connectors: { c: { configFile: c/c.json } }")
                .with("environments/base/c/c.json", "{ \"connector.class\": \"X\" }")
                .with("environments/prod/environment.yaml", MemoryTree.ENVIRONMENT_YAML)
                .with("README.md", "not state");
        ManifestRepository repository =
                ManifestRepository.open(tree, tree, SampleLookups.NOTHING, BuiltInKinds.SECTIONS);

        assertThat(repository.files(Reading.environment(tree)))
                .containsExactly(
                        "environments/base/c/c.json",
                        "environments/base/x.yaml",
                        "environments/dev/environment.yaml",
                        "kgit.yaml");
    }
}
