package dev.kgit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
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
    void matchesWhatARegularExpressionOfTheSameMeaningMatches() {
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            String glob = word(random, "ab*?é\uD83D\uDE00\uD83D");
            String text = word(random, "abé\uD83D\uDE00\uD83D");
            StringBuilder regex = new StringBuilder();
            glob.codePoints()
                    .forEach(
                            c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
            assertThat(Glob.matches(glob, text))
                    .as(glob + " " + text)
                    .isEqualTo(Pattern.compile(regex.toString(), Pattern.DOTALL)
                            .matcher(text)
                            .matches());
        }
    }

    private static String word(Random random, String letters) {
        int[] all = letters.codePoints().toArray();
        StringBuilder word = new StringBuilder();
        for (int length = random.nextInt(7); length > 0; length--) {
            word.appendCodePoint(all[random.nextInt(all.length)]);
        }
        return word.toString();
    }

    @Test
    void doesNotTryEveryStarAgain() {
        assertThat(Glob.matches("*a".repeat(50) + "b", "a".repeat(5_000))).isFalse();
    }
}
