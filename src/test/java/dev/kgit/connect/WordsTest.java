package dev.kgit.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.model.Redactor;
import dev.kgit.model.Setting;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final SortedMap<String, Setting> CONFIG = new TreeMap<>(Map.of(
            "connector.class", Setting.of("x.Y"),
            "db.url", Setting.of("jdbc:${file:/s:host}/db?p=${file:/s:pw}"),
            "handshake", Setting.secret("open-sesame", null),
            "pin", Setting.secret("42", null),
            "headers", Setting.secret("Content-Type:application/json|Authorization:ApiKey 0badc0de5eed1234", null)));

    private final Words words = Words.about(new Redactor(List.of("env-secret")), CONFIG);

    @Test
    void takesOutTheSecretsOfEnvironmentAndConfig() {
        assertThat(words.scrub("env-secret and open-sesame")).isEqualTo("(sensitive) and (sensitive)");
    }

    @Test
    void takesOutTheSecretThatIsBeingReplaced() {
        Words both = words.hiding(new TreeMap<>(Map.of("handshake", Setting.of("the-old-one"))));

        assertThat(both.scrub("the-old-one or open-sesame")).isEqualTo("(sensitive) or (sensitive)");
    }

    @Test
    void takesOutTheItemsOfAListOfHeaders() {
        assertThat(words.scrub("sent ApiKey 0badc0de5eed1234 to x")).doesNotContain("0badc0de5eed1234");
        assertThat(words.scrub("Content-Type was fine")).isEqualTo("Content-Type was fine");
    }

    @Test
    void takesOutWhatTheWorkerFetchedWholeAndInParts() {
        Words knowing = words.knowing(Map.of("db.url", "jdbc:inner-host/db?p=letmein"));

        assertThat(knowing.scrub("no route to inner-host with letmein"))
                .isEqualTo("no route to (sensitive) with (sensitive)");
        assertThat(knowing.scrub("bad jdbc:inner-host/db?p=letmein")).isEqualTo("bad (sensitive)");
    }

    @Test
    void takesOutAShortSecretOnlyWhereItIsSpokenOf() {
        assertThat(words.scrub("pin", List.of("42 is too short"), "[hidden]")).isEqualTo("(sensitive) is too short");
        assertThat(words.scrub("tasks.max", List.of("42 is too many"), "42")).isEqualTo("42 is too many");
    }

    @Test
    void withholdsWhatMayHoldAFetchedValueThatIsNotTold() {
        assertThat(words.scrub("db.url", List.of("can't parse whatever"), null)).isEqualTo(Words.WITHHELD);
        assertThat(words.scrub("db.url", List.of("can't parse whatever"), "[hidden]"))
                .isEqualTo(Words.WITHHELD);
    }

    @Test
    void ofATraceThatMayHoldAFetchedValueThatIsNotToldOnlyTheKindsShow() {
        String trace = "org.x.ConnectException: no letmein\n\tat a.B.c(B.java:1)\nCaused by: java.net.Oops: letmein";
        Words told = words.knowing(Map.of("db.url", "jdbc:inner-host/db?p=letmein"));

        assertThat(told.head(trace))
                .isEqualTo("org.x.ConnectException: no (sensitive); caused by java.net.Oops: (sensitive)");
        assertThat(words.head(trace)).isEqualTo("org.x.ConnectException; caused by java.net.Oops; " + Words.WITHHELD);
        assertThat(words.knowing(Map.of("db.url", "[hidden]")).head("letmein")).isEqualTo(Words.WITHHELD);
    }

    @Test
    void ofATraceThatMayHoldWhatAFormerConfigFetchedOnlyTheKindsShow() {
        SortedMap<String, Setting> plain = new TreeMap<>(Map.of("file", Setting.of("/tmp/x")));
        Words after = Words.about(new Redactor(List.of()), plain);

        Words replacing = after.hiding(new TreeMap<>(Map.of("file", Setting.of("${file:/s:pw}"))));

        assertThat(replacing.head("java.io.IOException: letmein")).doesNotContain("letmein");
        assertThat(replacing.hiding(plain).head("java.io.IOException: letmein")).doesNotContain("letmein");
        assertThat(after.hiding(plain).head("java.io.IOException: /tmp/x")).isEqualTo("java.io.IOException: /tmp/x");
    }

    @Test
    void takesOutValuesByTheirPlaceInASentence() {
        assertThat(words.scrub("Invalid value shh! for configuration db.password: too short"))
                .isEqualTo("Invalid value (sensitive) for configuration db.password: too short");
        assertThat(words.scrub("Invalid value x for configuration tasks.max: Not a number"))
                .isEqualTo("Invalid value x for configuration tasks.max: Not a number");
        assertThat(words.scrub("config {name=a, db.password=shh!, tasks.max=1} contains no type"))
                .isEqualTo("config {name=a, db.password=(sensitive), tasks.max=1} contains no type");
        assertThat(words.scrub("{\"api.key\":\"shh!\",\"a\":\"b\"}"))
                .doesNotContain("shh!")
                .contains("\"a\":\"b\"");
        assertThat(words.scrub("GET http://me:shh!@host/path failed"))
                .isEqualTo("GET http://(sensitive)@host/path failed");
        assertThat(words.scrub("sent Bearer abcdefgh.ijk")).isEqualTo("sent Bearer (sensitive)");
    }

    @Test
    void showsNoSecretByItself() {
        assertThat(words.toString()).doesNotContain("open-sesame", "env-secret");
        assertThat(new Answer(200, "application/json", "{\"password\":\"x\"}").toString())
                .doesNotContain("password");
    }
}
