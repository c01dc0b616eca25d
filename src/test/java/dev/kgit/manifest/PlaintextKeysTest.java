package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PlaintextKeysTest {

    private static final String CONNECT = "connect: { main: { url: 'http://localhost:8083' } }";

    private static MemoryTree tree(String... connector) {
        return MemoryTree.minimal()
                .settings(CONNECT)
                .resources(
                        "connectors:",
                        "  c:",
                        "    config: { connector.class: C, hash.salt: pepper7, api.token: orders }",
                        String.join("\n", connector));
    }

    private static FieldValue setting(DesiredState desired, String key) {
        return Objects.requireNonNull(Reading.connector(desired, "main", "c").field(Resource.CONFIG + key));
    }

    @Test
    void liftsWhatItsKeyAloneMakesASecret() {
        assertThat(Reading.codes(tree())).containsExactly("KG105", "KG105");

        DesiredState desired = Reading.desired(tree("    plaintext: [hash.salt, '*.token']"));

        assertThat(setting(desired, "hash.salt").shown()).isEqualTo("pepper7");
        assertThat(setting(desired, "api.token").shown()).isEqualTo("orders");
    }

    @Test
    void liftsForAllConnectorsByTheEnvironmentAndAddsUp() {
        MemoryTree tree = tree("    plaintext: [hash.salt]")
                .settings(CONNECT, "defaults: { connectors: { plaintext: [api.token, nobody.has.this] } }");

        assertThat(Reading.problems(tree)).isEmpty();
        assertThat(setting(Reading.desired(tree), "api.token").shown()).isEqualTo("orders");
    }

    @Test
    void isReplacedByTheListOfAHigherLayer() {
        MemoryTree tree = tree("    plaintext: [hash.salt]")
                .settings("extends: [base]", CONNECT)
                .with("environments/base/connectors.yaml", "connectors: { c: { plaintext: ['*'] } }");

        assertThat(Reading.problems(tree)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("KG105");
            assertThat(problem.message()).contains("api.token");
        });
    }

    @Test
    void neverShowsWhatIsDeclaredFromASecret() {
        MemoryTree tree = MemoryTree.minimal()
                .settings(CONNECT, "variables: { t: '${{ secret.T }}' }")
                .resources(
                        "connectors: { c: { config: { connector.class: C, api.token: '${{ var.t }}' }, plaintext: ['*'] } }");

        DesiredState desired = Reading.desired(tree, new SampleLookups(Map.of(), Map.of("T", "not-to-be-seen")));

        assertThat(setting(desired, "api.token").sensitivity()).isEqualTo(FieldValue.Sensitivity.KNOWN);
        assertThat(setting(desired, "api.token").shown()).isEqualTo(FieldValue.REDACTED);
    }

    @Test
    void warnsOfAnEntryThatSpeaksOfNoKey() {
        List<Diagnostic> problems =
                Reading.problems(tree("    plaintext: [hash.salt, api.token, api.tokens, '*.tokem', 'x*']"));

        assertThat(problems).extracting(Diagnostic::code).containsExactly("KG126", "KG126", "KG126");
        assertThat(problems).noneMatch(Diagnostic::isError);
        assertThat(problems)
                .extracting(Diagnostic::hint)
                .satisfiesExactly(
                        hint -> assertThat(hint).startsWith("did you mean `api.token`?"),
                        hint -> assertThat(hint).startsWith("did you mean `*.token`?"),
                        hint -> assertThat(hint).startsWith("write the key as it stands"));
    }

    @Test
    void showsToATrustingReaderOnlyWhatTheTrustedFilesName() {
        MemoryTree trusted = tree("    plaintext: [hash.salt]");
        MemoryTree stranger = tree("    plaintext: ['*']");
        EnvironmentSettings environment = Reading.environment(trusted);

        DesiredState desired = Objects.requireNonNull(
                ManifestRepository.open(trusted, stranger, SampleLookups.NOTHING, BuiltInKinds.SECTIONS)
                        .trusting(trusted)
                        .desired(environment)
                        .value());

        assertThat(setting(desired, "hash.salt").shown()).isEqualTo("pepper7");
        assertThat(setting(desired, "api.token").shown()).isEqualTo(FieldValue.REDACTED);
        assertThat(Reading.connector(desired, "main", "c").lifecycle().plaintext())
                .containsExactly("hash.salt");
    }

    @Test
    void showsNothingOfAnotherClustersConnector() {
        String two = "connect: { main: { url: 'http://localhost:1' }, other: { url: 'http://localhost:2' } }";
        String connector =
                "connectors: { c: { connectCluster: %s, config: { connector.class: C, api.token: id7 }, plaintext: [api.token] } }";
        MemoryTree trusted = MemoryTree.minimal().settings(two).resources(connector.formatted("main"));
        MemoryTree stranger = MemoryTree.minimal().settings(two).resources(connector.formatted("other"));

        DesiredState desired = Objects.requireNonNull(
                ManifestRepository.open(trusted, stranger, SampleLookups.NOTHING, BuiltInKinds.SECTIONS)
                        .trusting(trusted)
                        .desired(Reading.environment(trusted))
                        .value());

        assertThat(Reading.connector(desired, "other", "c").lifecycle().plaintext())
                .isEmpty();
    }

    @Test
    void importsWhatTheEnvironmentNamesAsItStands() {
        FieldValue live = FieldValue.of("orders").asGuessed();
        assertThat(PlaintextSecretCheck.isSecret("api.token", live, List.of())).isTrue();
        assertThat(PlaintextSecretCheck.isSecret("api.token", live, List.of("*.token")))
                .isFalse();
        assertThat(PlaintextSecretCheck.isSecret("api.token", live.asSensitive(), List.of("*.token")))
                .isTrue();
    }
}
