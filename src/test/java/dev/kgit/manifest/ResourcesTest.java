package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.ConnectCluster;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ResourcesTest {

    private static final String CONNECT = "connect: { main: { url: 'http://localhost:8083' } }";

    private static Map<String, String> fields(Resource resource) {
        return resource.fields().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, field -> field.getValue().text()));
    }

    @Test
    void givesTopicsTheDefaultsOfTheEnvironment() {
        DesiredState desired = Reading.desired(MemoryTree.minimal()
                .settings(
                        "defaults: { topics: { partitions: 3, replicationFactor: 3, config: { min.insync.replicas: 2 } } }")
                .resources(
                        "topics: { a: {}, b: { partitions: 9, config: { retention.ms: 1h } }, c: { state: absent } }"));

        assertThat(fields(Reading.topic(desired, "a")))
                .containsOnly(
                        Map.entry("partitions", "3"),
                        Map.entry("replicationFactor", "3"),
                        Map.entry("config.min.insync.replicas", "2"));
        assertThat(fields(Reading.topic(desired, "b")))
                .containsEntry("partitions", "9")
                .containsEntry("config.retention.ms", "3600000");
        assertThat(Reading.topic(desired, "c").fields()).isEmpty();
        assertThat(Reading.topic(desired, "c").lifecycle().absent()).isTrue();
    }

    @Test
    void declaresNothingWhereNothingIsSaid() {
        DesiredState desired = Reading.desired(MemoryTree.minimal().resources("topics: { a: {} }"));

        assertThat(Reading.topic(desired, "a").fields()).isEmpty();
    }

    @Test
    void makesThreeInternalTopicsOfAConnectCluster() {
        DesiredState desired = Reading.desired(MemoryTree.minimal()
                .settings(
                        "defaults:",
                        "  topics:",
                        "    partitions: 7",
                        "    replicationFactor: 3",
                        "    config: { cleanup.policy: delete, min.insync.replicas: 2 }")
                .resources("connectClusters: { main: { groupId: connect } }"));

        assertThat(fields(Reading.topic(desired, "connect-configs")))
                .containsOnly(
                        Map.entry("partitions", "1"),
                        Map.entry("replicationFactor", "3"),
                        Map.entry("config.cleanup.policy", "compact"),
                        Map.entry("config.min.insync.replicas", "2"));
        assertThat(Reading.topic(desired, "connect-offsets").text("partitions")).isEqualTo("25");
        assertThat(Reading.topic(desired, "connect-status").text("partitions")).isEqualTo("5");
        assertThat(Reading.topic(desired, "connect-status").lifecycle().connectCluster())
                .isEqualTo("main");
        ConnectCluster cluster =
                Objects.requireNonNull(desired.connectClusters().get("main"));
        assertThat(cluster.replicationFactor()).isEqualTo(3);
        assertThat(cluster.offset()).isEqualTo(new ConnectCluster.InternalTopic("connect-offsets", 25));
    }

    @Test
    void letsTheDeclarationOverrideNamesCountsAndFactorOfInternalTopics() {
        DesiredState desired = Reading.desired(
                MemoryTree.minimal()
                        .settings("defaults: { topics: { replicationFactor: 3 } }")
                        .resources(
                                "connectClusters:",
                                "  main:",
                                "    groupId: connect",
                                "    replicationFactor: 2",
                                "    internalTopics: { config: { name: c }, offset: { partitions: 50 }, status: { name: s, partitions: 1 } }"));

        assertThat(desired.state().ids())
                .extracting(Object::toString)
                .containsExactly("topic/c", "topic/connect-offsets", "topic/s");
        assertThat(fields(Reading.topic(desired, "connect-offsets")))
                .containsEntry("partitions", "50")
                .containsEntry("replicationFactor", "2");
    }

    @Test
    void addsWhatTopicsSaysAboutAnInternalTopic() {
        DesiredState desired = Reading.desired(MemoryTree.minimal()
                .resources(
                        "connectClusters: { main: { groupId: connect } }",
                        "topics:",
                        "  connect-offsets:",
                        "    partitions: 50",
                        "    description: where the sources are",
                        "    config: { segment.bytes: 50MiB }"));

        Resource topic = Reading.topic(desired, "connect-offsets");
        assertThat(fields(topic))
                .containsOnly(
                        Map.entry("partitions", "50"),
                        Map.entry("config.cleanup.policy", "compact"),
                        Map.entry("config.segment.bytes", "52428800"));
        assertThat(topic.lifecycle().description()).isEqualTo("where the sources are");
        assertThat(topic.lifecycle().isConnectInternal()).isTrue();
        assertThat(Objects.requireNonNull(desired.connectClusters().get("main"))
                        .offset()
                        .partitions())
                .isEqualTo(50);
    }

    @Test
    void readsConnectorsWithTheirStateOnlyWhereItIsDeclared() {
        DesiredState desired = Reading.desired(MemoryTree.minimal()
                .settings(CONNECT)
                .resources(
                        "connectors:",
                        "  a: { config: { connector.class: X, name: a, topics: [x, y], tasks.max: 1, poll.ms: 5s } }",
                        "  b: { state: paused, config: { connector.class: X }, dependsOn: [connector/main/a] }",
                        "  c: { state: absent }"));

        assertThat(fields(Reading.connector(desired, "main", "a")))
                .containsOnly(
                        Map.entry("config.connector.class", "X"),
                        Map.entry("config.topics", "x,y"),
                        Map.entry("config.tasks.max", "1"),
                        Map.entry("config.poll.ms", "5000"));
        assertThat(Reading.connector(desired, "main", "b").text("state")).isEqualTo("paused");
        assertThat(Reading.connector(desired, "main", "b").lifecycle().dependsOn())
                .extracting(Object::toString)
                .containsExactly("connector/main/a");
        assertThat(Reading.connector(desired, "main", "c").lifecycle().absent()).isTrue();
        assertThat(Reading.connector(desired, "main", "c").fields()).isEmpty();
    }

    @Test
    void readsAConfigFileAsTeamsHaveIt() {
        MemoryTree tree = MemoryTree.minimal()
                .settings(CONNECT)
                .with(
                        "environments/dev/connectors/posted.json",
                        "{",
                        "  \"name\": \"posted\",",
                        "  \"config\": { \"connector.class\": \"X\", \"tasks.max\": 2, \"flag\": true, \"poll.ms\": \"5s\" }",
                        "}")
                .with(
                        "environments/shared/flat.json",
                        "{ \"name\": \"flat\", \"connector.class\": \"X\", \"ratio\": 0.50 }")
                .resources(
                        "connectors:",
                        "  posted: { configFile: connectors/posted.json, config: { tasks.max: 4 } }",
                        "  flat: { configFile: ../shared/flat.json }");

        DesiredState desired = Reading.desired(tree);

        assertThat(fields(Reading.connector(desired, "main", "posted")))
                .containsOnly(
                        Map.entry("config.connector.class", "X"),
                        Map.entry("config.tasks.max", "4"),
                        Map.entry("config.flag", "true"),
                        Map.entry("config.poll.ms", "5s"));
        assertThat(fields(Reading.connector(desired, "main", "flat")))
                .containsOnly(Map.entry("config.connector.class", "X"), Map.entry("config.ratio", "0.50"));
        assertThat(Objects.requireNonNull(
                                Reading.connector(desired, "main", "posted").field("config.flag"))
                        .place())
                .isEqualTo(new Place("environments/dev/connectors/posted.json", 3, 63));
    }

    @Test
    void expandsVariablesInAConfigFile() {
        MemoryTree tree = MemoryTree.minimal()
                .settings(CONNECT, "variables: { key: '${{ secret.KEY }}' }")
                .with(
                        "environments/dev/c.json",
                        "{ \"connector.class\": \"X\", \"headers\": \"Authorization:ApiKey ${{ var.key }}\" }")
                .resources("connectors: { c: { configFile: c.json } }");

        DesiredState desired = Reading.desired(tree, new SampleLookups(Map.of(), Map.of("KEY", "s3cr3t-value")));

        FieldValue headers =
                Objects.requireNonNull(Reading.connector(desired, "main", "c").field("config.headers"));
        assertThat(headers.text()).isEqualTo("Authorization:ApiKey s3cr3t-value");
        assertThat(headers.shown()).isEqualTo("Authorization:ApiKey " + FieldValue.REDACTED);
    }

    @Test
    void laysConfigFilesOfLayersOverOneAnother() {
        MemoryTree tree = MemoryTree.minimal()
                .settings(CONNECT)
                .with("environments/base/c.json", "{ \"connector.class\": \"Base\", \"from.base.file\": \"1\" }")
                .with("environments/dev/c.json", "{ \"connector.class\": \"Dev\", \"b\": \"file\", \"c\": \"file\" }")
                .with(
                        "environments/base/x.yaml",
                        "connectors: { c: { configFile: c.json, config: { a: base, b: base, d: base } } }")
                .resources("connectors: { c: { configFile: c.json, config: { c: dev, d: null } } }");

        assertThat(fields(Reading.connector(Reading.desired(tree), "main", "c")))
                .containsOnly(
                        Map.entry("config.connector.class", "Dev"),
                        Map.entry("config.a", "base"),
                        Map.entry("config.b", "file"),
                        Map.entry("config.c", "dev"));
    }

    @Test
    void understandsTheConnectClusterOfAConnector() {
        MemoryTree tree = MemoryTree.minimal()
                .settings("connect: { one: { url: 'http://a' }, two: { url: ['http://b/', 'https://c'] } }")
                .resources("connectors: { c: { connectCluster: two, config: { connector.class: X } } }");

        DesiredState desired = Reading.desired(tree);

        assertThat(Reading.connector(desired, "two", "c").id()).hasToString("connector/two/c");
        assertThat(Objects.requireNonNull(desired.environment().connect().get("two"))
                        .urls())
                .containsExactly("http://b", "https://c");
    }

    @Test
    void warnsWithoutStopping() {
        DesiredState desired = Reading.desired(
                MemoryTree.minimal()
                        .resources(
                                "topics: { a: { replicationFactor: 1, config: { min.insync.replicas: 2, retention.mss: 1, cleanup.policy: [compact, delet] } } }"));

        assertThat(desired.warnings()).extracting(Diagnostic::code).containsExactly("KG104", "KG103", "KG106");
        assertThat(desired.warnings().get(2).hint()).isEqualTo("did you mean `delete`? it takes compact, delete");
        assertThat(desired.warnings()).noneMatch(Diagnostic::isError);
    }

    @Test
    void readsAllOfAnEnvironment() {
        EnvironmentSettings file = Reading.environment(
                MemoryTree.minimal()
                        .with("kgit.yaml", "apiVersion: kgit/v1", "project: p", "scope: { topics: ['a.*'] }")
                        .with(
                                "environments/dev/environment.yaml",
                                "kafka: { bootstrap.servers: [a:1, b:2], request.timeout.ms: 5s, ssl.key.password: '${{ secret.P }}' }",
                                "connect:",
                                "  main:",
                                "    url: https://c:8083",
                                "    basicAuth: { username: u, password: '${{ secret.P }}' }",
                                "    tls: { truststore: t.p12, truststorePassword: '${{ secret.P }}', keystore: k.p12 }",
                                "    headers: { X-Team: a, Authorization: 'Bearer ${{ secret.P }}' }",
                                "prune: true",
                                "guards: { maxDeletes: 0, requireCleanTree: false }",
                                "ledger: off",
                                "throttle: 10MiB",
                                "drift: { ignore: [ { id: topic/a, path: 'config.*', reason: r, expires: 2026-11-22 } ] }"),
                new SampleLookups(Map.of(), Map.of("P", "s3cr3t-value")));

        var environment = file.environment();
        assertThat(file.project()).isEqualTo("p");
        assertThat(environment.kafka().toString())
                .isEqualTo("{bootstrap.servers=a:1,b:2, request.timeout.ms=5000, ssl.key.password=(sensitive)}");
        assertThat(environment.connect().toString()).doesNotContain("s3cr3t-value");
        var endpoint = Objects.requireNonNull(environment.connect().get("main"));
        assertThat(Objects.requireNonNull(endpoint.password()).text()).isEqualTo("s3cr3t-value");
        assertThat(Objects.requireNonNull(endpoint.tls()).truststore()).isEqualTo("t.p12");
        assertThat(Objects.requireNonNull(endpoint.headers().get("Authorization"))
                        .sensitive())
                .isTrue();
        assertThat(environment.prune()).isTrue();
        assertThat(environment.guards())
                .hasToString("Guards[maxDeletes=0, maxDeletePercent=10, maxChangePercent=50, requireCleanTree=false]");
        assertThat(environment.ledger().isOn()).isFalse();
        assertThat(environment.throttle()).isEqualTo(10_485_760L);
        assertThat(environment.scope().globsFor(TopicKind.id("any"))).containsExactly("a.*");
        assertThat(environment.ignoredDrift()).singleElement().satisfies(ignored -> {
            assertThat(ignored.path()).isEqualTo("config.*");
            assertThat(ignored.expires()).isEqualTo(SampleLookups.TODAY);
        });
    }
}
