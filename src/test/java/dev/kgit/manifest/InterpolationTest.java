package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class InterpolationTest {

    private static final String CONNECT = "connect: { main: { url: 'http://localhost:8083' } }";
    private static final String SECRET = "s3cr3t-value";
    private static final VariableSources WORLD = new SampleLookups(
            Map.of("FACTOR", "2", "HOST", "broker", "TRICK", "${{ secret.KEY }}"), Map.of("KEY", SECRET));

    private static FieldValue field(Resource resource, String path) {
        return Objects.requireNonNull(resource.field(path), path);
    }

    @Test
    void keepsANumberANumber() {
        DesiredState desired = Reading.desired(
                MemoryTree.minimal()
                        .settings("variables: { replicas: 3, quoted: '4', fromEnv: '${{ env.FACTOR }}' }")
                        .resources(
                                "topics:",
                                "  a: { replicationFactor: '${{ var.replicas }}' }",
                                "  b:",
                                "    replicationFactor: ${{ var.quoted }}",
                                "  c: { replicationFactor: \"${{var.fromEnv}}\" }"),
                WORLD);

        assertThat(Reading.topic(desired, "a").text("replicationFactor")).isEqualTo("3");
        assertThat(Reading.topic(desired, "b").text("replicationFactor")).isEqualTo("4");
        assertThat(Reading.topic(desired, "c").text("replicationFactor")).isEqualTo("2");
    }

    @Test
    void makesSensitiveWhateverASecretHasAPartIn() {
        DesiredState desired = Reading.desired(
                MemoryTree.minimal()
                        .settings(CONNECT, "variables: { key: '${{ secret.KEY }}', plain: x }")
                        .resources(
                                "connectors:",
                                "  c:",
                                "    config:",
                                "      connector.class: X",
                                "      http.api.url: http://host/${{ var.key }}/${{ var.plain }}",
                                "      other: ${{ var.plain }}"),
                WORLD);

        Resource connector = Reading.connector(desired, "main", "c");
        FieldValue url = field(connector, "config.http.api.url");
        assertThat(url.text()).isEqualTo("http://host/" + SECRET + "/x");
        assertThat(url.sensitive()).isTrue();
        assertThat(field(connector, "config.other").sensitive()).isFalse();
        assertThat(desired.redactor().redact("the worker says " + SECRET)).doesNotContain(SECRET);
        assertThat(desired.toString()).doesNotContain(SECRET);
    }

    @Test
    void doesNotLookAtWhatItPutIn() {
        DesiredState desired = Reading.desired(
                MemoryTree.minimal()
                        .settings("variables: { trick: '${{ env.TRICK }}' }")
                        .resources("topics: { a: { description: 'is ${{ var.trick }}' } }"),
                WORLD);

        assertThat(Reading.topic(desired, "a").lifecycle().description()).isEqualTo("is ${{ secret.KEY }}");
    }

    @Test
    void leavesKafkasOwnPlaceholdersAlone() {
        DesiredState desired = Reading.desired(MemoryTree.minimal()
                .settings(CONNECT)
                .resources(
                        "connectors:",
                        "  c: { config: { connector.class: X, a: '${file:/etc/x:y}', b: '${env:HOME}', c: '${' } }"));

        Resource connector = Reading.connector(desired, "main", "c");
        assertThat(connector.config("a")).isEqualTo("${file:/etc/x:y}");
        assertThat(connector.config("b")).isEqualTo("${env:HOME}");
        assertThat(connector.config("c")).isEqualTo("${");
    }

    @Test
    void takesTheDefaultWhereTheEnvironmentSaysNothing() {
        MemoryTree tree = MemoryTree.minimal()
                .with(
                        "environments/dev/environment.yaml",
                        "kafka:",
                        "  bootstrap.servers: ${{ env.HOST:-localhost }}:${{ env.PORT:-9092 }}",
                        "  client.id: '${{ env.NOT_SET:- }}'");

        assertThat(Reading.environment(tree, WORLD).environment().kafka())
                .hasEntrySatisfying(
                        "bootstrap.servers", value -> assertThat(value.text()).isEqualTo("broker:9092"))
                .hasEntrySatisfying(
                        "client.id", value -> assertThat(value.text()).isEmpty());
    }

    @Test
    void usesVariablesInEnvironmentYamlToo() {
        MemoryTree tree = MemoryTree.minimal()
                .with(
                        "environments/dev/environment.yaml",
                        "kafka: { bootstrap.servers: '${{ var.host }}:9092' }",
                        "variables: { host: '${{ env.HOST }}', replicas: 3 }",
                        "defaults: { topics: { replicationFactor: '${{ var.replicas }}' } }")
                .resources("topics: { a: {} }");

        DesiredState desired = Reading.desired(tree, WORLD);

        assertThat(desired.environment().kafka().get("bootstrap.servers"))
                .extracting(FieldValue::text)
                .isEqualTo("broker:9092");
        assertThat(Reading.topic(desired, "a").text("replicationFactor")).isEqualTo("3");
    }

    @Test
    void neverPrintsASecretInAMessage() {
        MemoryTree tree = MemoryTree.minimal()
                .settings("variables: { key: '${{ secret.KEY }}' }")
                .resources("topics: { a: { partitions: '${{ var.key }}', state: '${{ var.key }}' } }");

        assertThat(Reading.problems(tree, WORLD))
                .hasSize(2)
                .extracting(Diagnostic::toString)
                .allSatisfy(message -> assertThat(message).doesNotContain(SECRET));
    }

    @Test
    void makesUnknownWhatCanNoLongerBeResolvedWhereItIsLenient() {
        MemoryTree old = MemoryTree.minimal()
                .with(
                        "environments/dev/environment.yaml",
                        "kafka: { bootstrap.servers: '${{ env.GONE }}', sasl.jaas.config: 'x ${{ secret.GONE }}' }",
                        CONNECT,
                        "variables: { key: '${{ secret.GONE }}', count: '${{ env.GONE }}' }",
                        "drift: { ignore: [ { id: topic/a, reason: old, expires: 2020-01-01 } ] }")
                .resources(
                        "topics: { a: { partitions: '${{ var.count }}', replicationFactor: 3 } }",
                        "connectors:",
                        "  c: { state: '${{ var.undefined }}', config: { connector.class: X, password: '${{ var.key }}' } }");

        DesiredState desired = Reading.desired(old, SampleLookups.NOTHING.asLenient());

        Resource topic = Reading.topic(desired, "a");
        Resource connector = Reading.connector(desired, "main", "c");
        assertThat(field(topic, "partitions").isUnknown()).isTrue();
        assertThat(field(topic, "partitions").sensitive()).isTrue();
        assertThat(topic.text("replicationFactor")).isEqualTo("3");
        assertThat(field(connector, "state").isUnknown()).isTrue();
        assertThat(field(connector, "config.password").isUnknown()).isTrue();
        assertThat(connector.config("connector.class")).isEqualTo("X");
    }
}
