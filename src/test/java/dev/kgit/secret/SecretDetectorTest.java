package dev.kgit.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.fixture.ProcessorTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretDetectorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "database.password; hunter2; NAMED",
                "api.key; abc; NAMED",
                "rabbitmq.routing.key; R4nd0mK3yOfSomeS0rt; RANDOM",
                "some.address; amqp://u:hunter2@h; URL",
                "some.address; jdbc:pg://db/x?password=hunter2; PAIRS",
                "headers; X-Api-Key: hunter2; HEADER",
                "some.text; Basic dXNlcjpodW50ZXIy; HEADER",
                "some.text; {\"password\": \"hunter2\"}; JSON",
                "some.text; -----BEGIN EC PRIVATE KEY-----MHcfake; PRIVATE_KEY",
                "some.text; /u3+7QAAAAIAAAABAAAAAQAEZmFrZQAAAYZmYWtlZmFr; KEYSTORE",
                "some.text; token eyJhbGciOiJub25lIn0.eyJzdWIiOiJmYWtlIn0.ZmFrZQ; TOKEN",
            })
    void saysWhy(String key, String value, SecretReason why) {
        assertThat(SecretDetector.inTheClear(key, value)).contains(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transforms.ALIAS.replacement",
                "transforms.ALIAS.type",
                "transforms.ALIAS",
                "predicates.ALIAS.pattern",
                "topic.creation.ALIAS.include",
                "config.providers.ALIAS.param.region",
                "config.providers.ALIAS.class",
            })
    void neverJudgesByANameThatItsAuthorChose(String key) {
        for (String alias : List.of("password", "apiKey", "token", "my-secret", "credentials")) {
            assertThat(SecretDetector.inTheClear(key.replace("ALIAS", alias), "hunter2"))
                    .as(alias)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db.password",
                "db_password",
                "db-password",
                "dbPassword",
                "DB_PASSWORD",
                "dbpassword",
                "db.password2",
                "transforms.x.password",
                "config.providers.x.param.password",
                "producer.override.ssl.key.password",
                "db.password.value",
                "PASSWORD",
            })
    void splitsKeysIntoWordsHoweverTheyAreWritten(String key) {
        assertThat(SecretDetector.inTheClear(key, "hunter2")).contains(SecretReason.NAMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password.file",
                "passwordPath",
                "token.property",
                "secret.name",
                "api.key.header",
                "bypass",
                "monkey"
            })
    void judgesByTheLastWord(String key) {
        assertThat(SecretDetector.inTheClear(key, "hunter2")).isEmpty();
    }

    @Test
    void masksALookupUnderAKeyThatNamesASecretAndLetsItStandInAFile() {
        assertThat(SecretDetector.inTheClear("db.password", "${file:/etc/secrets:db}"))
                .isEmpty();
        assertThat(SecretDetector.isSensitive("db.password", "${file:/etc/secrets:db}"))
                .isTrue();
        assertThat(SecretDetector.isSensitive("db.url", "jdbc:pg://db/x?password=${file:/etc/secrets:db}"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db.password|x${file:/etc/secrets:db}",
                "db.password|${file:/etc/secrets:db}x",
                "db.password|${file:/etc/secrets:db",
                "db.url|http://u:x${file:/etc/secrets:db}@h",
                "db.url|jdbc:pg://db?password=x${file:/a:b}&user=${file:/a:c}",
                "headers|Authorization: Bearer x${file:/a:b}",
                "basic.auth.user.info|user:x${file:/a:b}",
                "api.key|${routedByValue}x1",
            })
    void halfALookupExcusesNothing(String key, String value) {
        assertThat(SecretDetector.inTheClear(key, value)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${file:",
                "${file:x}",
                "${",
                "}",
                "password=",
                "a=",
                "://",
                "a://b:c/",
                "a://b@",
                "eyJ",
                "eyJhbGciOiJub25.",
                "-----BEGIN ",
                "-----BEGIN PRIVATE KEY-----",
                "\"",
                "{\"",
                "\":\"",
                "Authorization:",
                "Bearer ",
                ":",
                "=",
                "@",
                "key='",
                "key=\"",
                "/etc/",
                "a",
                "aB3",
                " ",
                "\\",
                "<",
                "*",
                "password=/etc/x&",
                "x-api-key:/etc/x,",
            })
    void readsAValueOnce(String piece) {
        String value = piece.repeat(100_000 / piece.length());
        // What is not linear takes minutes for some of the pieces.
        ProcessorTime.within(Duration.ofSeconds(4), () -> judge(value));
    }

    private static void judge(String value) {
        for (String key : List.of("a.text", "a.password", "a.key", "headers", "query", "auth")) {
            for (String text : List.of(value, "{" + value, "jdbc:oracle:thin:" + value, "data:x;base64," + value)) {
                SecretDetector.inTheClear(key, text);
            }
        }
    }
}
