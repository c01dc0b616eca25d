package dev.kgit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private static final String SECRET = "p/w+ \"<ü>&'\\";

    private final Redactor redactor = new Redactor(List.of(SECRET, "123", "p/w"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p/w+ \"<ü>&'\\",
                "P/W+ \"<Ü>&'\\",
                "p%2Fw%2B+%22%3C%C3%BC%3E%26%27%5C",
                "p%2fw%2b%20%22%3c%c3%bc%3e%26%27%5c",
                "p/w+ &quot;&lt;ü&gt;&amp;&#39;\\",
                "p/w+ \\\"<ü>&'\\\\",
                "p\\/w+ \\\"<ü>&'\\\\"
            })
    void takesOutTheUsualEncodings(String form) {
        assertThat(redactor.redact("said: " + form + ".")).isEqualTo("said: " + FieldValue.REDACTED + ".");
        assertThat(redactor.isIn("said: " + form)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a~b!(c)*'d/e",
                "a%7Eb%21%28c%29*%27d%2Fe",
                "a~b%21%28c%29%2A%27d%2Fe",
                "a~b%21%28c%29%2A%27d/e",
                "a~b!(c)*'d%2Fe",
                "a~b!(c)*&apos;d/e"
            })
    void takesOutWhatOtherLanguagesMakeOfAUrl(String form) {
        assertThat(new Redactor(List.of("a~b!(c)*'d/e")).redact("said: " + form + "."))
                .isEqualTo("said: " + FieldValue.REDACTED + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u:", "us:", "usr:", "user:"})
    void takesOutBase64AtEveryAlignment(String before) {
        String header = Base64.getEncoder().encodeToString((before + SECRET).getBytes(StandardCharsets.UTF_8));
        assertThat(redactor.redact("Authorization: Basic " + header)).contains(FieldValue.REDACTED);
        assertThat(redactor.isIn(header)).isTrue();
    }

    @Test
    void leavesAllElse() {
        assertThat(redactor.redact("is 123 right? p/w")).isEqualTo("is 123 right? p/w");
        assertThat(redactor.isIn("")).isFalse();
        assertThat(Redactor.NONE.redact("text")).isEqualTo("text");
        assertThat(redactor.toString()).isEqualTo("Redactor[1 secrets]");
    }
}
