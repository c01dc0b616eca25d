package dev.kgit.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.fixture.ProcessorTime;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Redactor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSanitizerTest {

    private static final SortedMap<String, FieldValue> CONFIG = new TreeMap<>(Map.of(
            "connector.class", FieldValue.of("x.Y"),
            "tasks.max", FieldValue.of("many"),
            "handshake", FieldValue.secret("open-sesame", null)));
    private static final SortedMap<String, FieldValue> PLAIN =
            new TreeMap<>(Map.of("connector.class", FieldValue.of("x.Y"), "file", FieldValue.of("/tmp/x")));

    private final MessageSanitizer sanitizer = MessageSanitizer.of(new Redactor(List.of("env-secret")), CONFIG);
    private final MessageSanitizer plain = MessageSanitizer.of(new Redactor(List.of("env-secret")), PLAIN);

    /** What plugins make of a secret, and what stands beside it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "open-sesame",
                "OPEN-SESAME",
                "open%2Dsesame",
                "emases-nepo",
                "open-\nsesame",
                "open- and sesame",
                "b3Blbi1zZXNhbWU=",
                "6f70656e2d736573616d65",
                "Invalid value open-sesame for configuration handshake: too long",
                "Connection refused by open-sesame",
                "the hash is 5f4dcc3b5aa765d61d8327deb882cf99"
            })
    void showsNothingThatIsNotKnownOfAConfigWithSecrets(String said) {
        assertThat(sanitizer.message(said)).isEqualTo(MessageSanitizer.WITHHELD);
        assertThat(sanitizer.errors(List.of(said), Set.of("handshake"))).isEqualTo(MessageSanitizer.WITHHELD);
        assertThat(sanitizer.trace("org.x.ConnectException: " + said
                        + "\n\tat a.B.c(B.java:1)\nCaused by: java.net.Oops: " + said))
                .isEqualTo("org.x.ConnectException; caused by java.net.Oops; " + MessageSanitizer.WITHHELD);
    }

    @Test
    void showsSentencesThatAreKnown() {
        assertThat(sanitizer.message("Missing required configuration \"handshake\" which has no default value."))
                .isEqualTo("Missing required configuration \"handshake\" which has no default value.");
        assertThat(sanitizer.message("Invalid value many for configuration tasks.max: Not a number of type INT"))
                .isEqualTo("Invalid value many for configuration tasks.max: Not a number of type INT");
        assertThat(sanitizer.message("Invalid value none for configuration tasks.max: Value must be at least 1"))
                .isEqualTo("Invalid value (sensitive) for configuration tasks.max: Value must be at least 1");
        assertThat(sanitizer.message("Invalid value shh for configuration handshake: String must be non-empty"))
                .isEqualTo("Invalid value (sensitive) for configuration handshake: String must be non-empty");
        assertThat(sanitizer.trace("org.x.ConnectException: org.x.Inner: Connection refused\n\tat a.B.c(B.java:1)"))
                .isEqualTo("org.x.ConnectException: org.x.Inner: Connection refused");
    }

    @Test
    void showsOnlyKeysThatTheConfigOrThePluginHas() {
        String missing = "Missing required configuration \"other.key\" which has no default value.";

        assertThat(sanitizer.message(missing)).isEqualTo(MessageSanitizer.WITHHELD);
        assertThat(sanitizer.errors(List.of(missing), Set.of("other.key"))).isEqualTo(missing);
    }

    @Test
    void showsWhatIsKnownOfARefusalAndSaysThatThereIsMore() {
        String refusal = "Connector configuration is invalid and contains the following 2 error(s):\n"
                + "Invalid value many for configuration tasks.max: Not a number of type INT\n"
                + "can't log in with open-sesame\n"
                + "You can also find the above list of errors at the endpoint"
                + " `/connector-plugins/{connectorType}/config/validate`";

        assertThat(sanitizer.message(refusal))
                .startsWith("Connector configuration is invalid and contains the following 2 error(s):"
                        + " Invalid value many for configuration tasks.max")
                .endsWith(MessageSanitizer.WITHHELD);
    }

    @Test
    void withholdsWhatMayHoldAValueThatTheWorkerLooksUp() {
        MessageSanitizer lookup = MessageSanitizer.of(
                Redactor.NONE, new TreeMap<>(Map.of("db.url", FieldValue.of("jdbc:${file:/s:host}/db"))));

        assertThat(lookup.message("no route to inner-host")).isEqualTo(MessageSanitizer.WITHHELD);
        assertThat(lookup.trace("java.io.IOException: letmein"))
                .isEqualTo("java.io.IOException; " + MessageSanitizer.WITHHELD);
    }

    @Test
    void withholdsWhatMayHoldAMaskedValueOrThatOfAnUnknownConfig() {
        MessageSanitizer masked =
                MessageSanitizer.of(Redactor.NONE, new TreeMap<>(Map.of("db.pin", FieldValue.unknown())));

        assertThat(masked.message("letmein")).isEqualTo(MessageSanitizer.WITHHELD);
        assertThat(MessageSanitizer.ofUnknownConfig(Redactor.NONE).message("letmein"))
                .isEqualTo(MessageSanitizer.WITHHELD);
    }

    @Test
    void withholdsWhatMayHoldSomethingOfAFormerConfig() {
        MessageSanitizer former = plain.replacing(
                new TreeMap<>(Map.of("file", FieldValue.of("/tmp/x"), "gone", FieldValue.of("letmein"))),
                Set.of("file"));

        assertThat(former.trace("java.io.IOException: letmein"))
                .isEqualTo("java.io.IOException; " + MessageSanitizer.WITHHELD);
        assertThat(plain.replacing(PLAIN, PLAIN.keySet()).trace("java.io.IOException: /tmp/x"))
                .isEqualTo("java.io.IOException: /tmp/x");
    }

    @Test
    void showsEverythingOfAConfigWithoutSecretsButThoseOfTheEnvironment() {
        assertThat(plain.message("no such file: /tmp/x env-secret")).isEqualTo("no such file: /tmp/x (sensitive)");
        assertThat(plain.message("config {name=a, db.password=shh!, tasks.max=1} contains no type"))
                .isEqualTo("config {name=a, db.password=(sensitive), tasks.max=1} contains no type");
        assertThat(plain.message("GET http://me:shh!@host/path failed"))
                .isEqualTo("GET http://(sensitive)@host/path failed");
        assertThat(plain.message("sent Bearer abcdefgh.ijk")).isEqualTo("sent Bearer (sensitive)");
    }

    @Test
    void readsHostileTextInBoundedTime() {
        for (String piece :
                List.of("Invalid value ", " for configuration ", "a.", "a=", "://", "Basic ", "x: ", "\n", "A ")) {
            String text = piece.repeat(200_000);
            ProcessorTime.within(Duration.ofSeconds(5), () -> {
                sanitizer.message(text);
                sanitizer.trace(text);
                plain.message(text);
                plain.trace(text);
            });
        }
    }

    @Test
    void showsNoSecretByItself() {
        assertThat(sanitizer.toString()).doesNotContain("open-sesame", "env-secret");
        assertThat(new RestResponse(200, "application/json", "{\"password\":\"x\"}").toString())
                .doesNotContain("password");
    }
}
