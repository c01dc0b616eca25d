package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaintextSecretCheckTest {

    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    private static DiagnosticCollector check(String key, String value) {
        DiagnosticCollector problems = new DiagnosticCollector();
        ScalarNode node = new ScalarNode(
                new Place("x.yaml", 1, 1), value, ScalarNode.Kind.ofPlain(value), ScalarNode.Origin.FILE);
        PlaintextSecretCheck.inResources(problems).check(key, node);
        return problems;
    }

    @ParameterizedTest
    @CsvSource({
        "database.password, hunter2",
        "connection.password, 12345678",
        "aws.secret.access.key, abc",
        "basic.auth.user.info, user:hunter2",
        "ssl.keystore.key, MIIE",
        "confluent.license, eyJ0",
        "headers, Content-Type:application/json|Authorization:ApiKey hunter2",
        "http.headers, X-Api-Key: hunter2",
        "connection.url, jdbc:postgresql://db/orders?user=me&password=hunter2",
        "connection.uri, mongodb://me:hunter2@db/orders",
        "azure.connection.string, Endpoint=sb://x/;SharedAccessKey=hunter2",
        "producer.sasl.jaas.config, PlainLoginModule required password=\"hunter2\";",
        "notificationApiKey, hunter2",
        "my.token, hunter2",
    })
    void findsSecretsWithoutShowingThem(String key, String value) {
        assertThat(check(key, value).list())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("KG105"))
                .extracting(Diagnostic::toString)
                .asString()
                .doesNotContain(value);
    }

    @ParameterizedTest
    @CsvSource({
        "database.password, ''",
        "database.password, ${file:/etc/secrets:db}",
        "headers, Authorization:ApiKey ${vault:secret/api:key}",
        "headers, Content-Type:application/json",
        "connection.url, jdbc:postgresql://db/orders?user=me",
        "value.converter.basic.auth.credentials.source, USER_INFO",
        "sasl.oauthbearer.token.endpoint.url, https://login.example.com/token",
        "ssl.keystore.location, /etc/keystore.p12",
        "tokenTopic, tokens",
        "errors.tolerance, all",
        "oauth2.token.enabled, true",
    })
    void leavesAloneWhatIsNone(String key, String value) {
        assertThat(check(key, value).list()).isEmpty();
    }

    /** Kafka's own clients type it PASSWORD. */
    private static List<Diagnostic> jaas(String value) {
        MemoryTree tree = MemoryTree.minimal()
                .settings(
                        "connect: { main: { url: 'http://localhost:8083' } }",
                        "variables:",
                        "  pw: ${{ secret.PW }}",
                        "  jaas: '" + PLAIN + "username=\"u\" password=\"${{ secret.PW }}\";'")
                .resources(
                        "connectors:",
                        "  c:",
                        "    plaintext: ['*']",
                        "    config:",
                        "      connector.class: C",
                        "      producer.override.sasl.jaas.config: '" + value + "'");
        return Reading.problems(tree, new SampleLookups(Map.of(), Map.of("PW", "not-to-be-seen")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PLAIN + "username=\"u\" password=\"${file:/x:y}\";",
                PLAIN + "username=\"u\" password=\"${{ var.pw }}\";",
                "${{ var.jaas }}",
                "${{ var.pw }}",
                "com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true keyTab=\"/k\" principal=\"p@R\";",
            })
    void takesAJaasConfigWhoseSecretsComeFromElsewhere(String value) {
        assertThat(jaas(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PLAIN + "username=\"u\" password=\"hunter2\";",
                PLAIN + "username=\"u\" password=\"hunter${{ var.pw }}\";",
                PLAIN + "username=\"${{ var.pw }}\" password=\"hunter2\";",
                "hunter${{ var.pw }}",
                "hunter2",
            })
    void refusesASecretInAJaasConfigWhateverPlaintextSays(String value) {
        assertThat(jaas(value)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("KG105");
            assertThat(problem.message()).contains("its plugin types it PASSWORD");
        });
    }
}
