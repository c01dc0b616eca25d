package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.fixture.ManySeconds;
import dev.kgit.fixture.WorksAtMost;
import dev.kgit.kinds.connector.ConnectorKeys;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.secret.SecretDetector;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No file keeps kgit busy for long, whatever somebody writes into it. The bounds leave much room. */
@WorksAtMost(seconds = 20)
@ManySeconds
class BoundedWorkTest {

    private static final String CONNECT = "connect: { main: { url: 'http://localhost:8083' } }";
    private static final VariableSources WORLD =
            new SampleLookups(Map.of("LONG", "x".repeat(100_000)), Map.of("KEY", "s3cr3t-value"));

    private static MemoryTree tree(String resources) {
        return MemoryTree.minimal()
                .settings(CONNECT, "variables: { key: '${{ secret.KEY }}', long: '${{ env.LONG }}' }")
                .resources(resources);
    }

    private static String lines(int count, String line) {
        return IntStream.range(0, count)
                .mapToObj(i -> line.replace("#", "%06d".formatted(i)))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aSecretManyTimesInOneValue() {
        int times = 200_000;
        DesiredState desired = Reading.desired(
                tree("connectors: { c: { config: { connector.class: C, u: '" + "${{var.key}}".repeat(times)
                        + "' } } }"),
                WORLD);

        assertThat(Objects.requireNonNull(
                                Reading.connector(desired, "main", "c").field("config.u"))
                        .text())
                .hasSize(times * "s3cr3t-value".length());
    }

    @Test
    void aLongVariableManyTimes() {
        MemoryTree tree = tree(
                "connectors: { c: { config: { connector.class: C, u: '" + "${{var.long}}".repeat(100_000) + "' } } }");

        assertThat(Reading.problems(tree, WORLD))
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("KG010"));
    }

    @Test
    void manyEntriesOfPlaintextForManyKeys() {
        String keys = lines(20_000, "      k#: v");
        String globs = lines(20_000, "      - k*q#");
        MemoryTree tree = tree(
                "connectors:\n  c:\n    config:\n      connector.class: C\n" + keys + "\n    plaintext:\n" + globs);

        assertThat(Reading.codes(tree)).contains("KG021");
    }

    @Test
    void manyDependenciesThatAreNotThere() {
        assertThat(codes(IntStream.range(0, 20_000).mapToObj(i -> connector("cba", i, "bca", i))))
                .containsOnly("KG108");
    }

    @Test
    void aLongChainOfDependencies() {
        Stream<String> chain = IntStream.range(0, 30_000).mapToObj(i -> connector("c", i, "c", i + 1));

        assertThat(codes(Stream.concat(chain, Stream.of("  c030000: { config: { connector.class: C } }"))))
                .isEmpty();
    }

    @Test
    void manyCircles() {
        Stream<String> circles =
                IntStream.range(0, 20_000).mapToObj(i -> connector("a", i, "b", i) + "\n" + connector("b", i, "a", i));

        assertThat(codes(circles)).containsOnly("KG109");
    }

    private static String connector(String name, int number, String needed, int neededNumber) {
        return "  %s%06d: { config: { connector.class: C }, dependsOn: [connector/main/%s%06d] }"
                .formatted(name, number, needed, neededNumber);
    }

    private static List<String> codes(Stream<String> connectors) {
        MemoryTree tree = tree("connectors:\n" + connectors.collect(Collectors.joining("\n")));
        return Reading.problems(tree, WORLD).stream().map(Diagnostic::code).toList();
    }

    @Test
    void manyAddressesInOneValue() {
        String value = "://a:b".repeat(1_000_000);

        assertThat(SecretDetector.isSensitive("u", value + " @")).isFalse();
    }

    @Test
    void aKeyOfManyParts() {
        String key = "a.".repeat(100_000);

        assertThat(ConnectorKeys.isReadByKgit(key + "x")).isFalse();
        assertThat(ConnectorKeys.isReadByKgit(key + "topic.name")).isTrue();
    }
}
