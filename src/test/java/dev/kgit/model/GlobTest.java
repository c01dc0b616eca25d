package dev.kgit.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "*, ''",
        "*, a",
        "a*, a",
        "a*, abc",
        "*c, abc",
        "a*c, abc",
        "a?c, abc",
        "*.sts.role.arn, s3.sts.role.arn",
        "'', ''",
        "a.b, a.b",
        "*a*b*, xxaxxbxx",
        "?, é",
        "?, \uD83D\uDE00",
        "*b, ab ab",
    })
    void matches(String glob, String text) {
        assertThat(Glob.matches(glob, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'', a",
        "a, ''",
        "?, ''",
        "a.b, axb",
        "a*, ba",
        "*a, ab",
        "a*c, abcd",
        "*a*b, ba",
        "A, a",
        "??, \uD83D\uDE00"
    })
    void doesNotMatch(String glob, String text) {
        assertThat(Glob.matches(glob, text)).isFalse();
    }

    @Test
    void doesNotTryEveryStarAgain() {
        assertThat(Glob.matches("*a".repeat(50) + "b", "a".repeat(5_000))).isFalse();
    }
}
