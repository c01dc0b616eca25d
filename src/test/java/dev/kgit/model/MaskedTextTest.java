package dev.kgit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MaskedTextTest {

    private static final MaskedText TEXT = new MaskedText(List.of("a", "b", "c"), List.of("ONE", "TWO"));

    @Test
    void showsTheTextAroundSecrets() {
        assertThat(TEXT.shown()).isEqualTo("a(sensitive)b(sensitive)c");
        assertThat(TEXT.asLookups()).isEqualTo("a${secret:ONE}b${secret:TWO}c");
        MaskedText twice = new MaskedText.Builder()
                .add("<")
                .add(TEXT)
                .add(TEXT)
                .add("-")
                .add(">")
                .build();
        assertThat(twice.shown()).isEqualTo("<a(sensitive)b(sensitive)ca(sensitive)b(sensitive)c->");
        assertThat(twice.secrets()).containsExactly("ONE", "TWO", "ONE", "TWO");
    }

    @Test
    void matchesWhateverStandsInPlaceOfTheSecrets() {
        assertThat(List.of("abc", "a1b2c", "abbbc", "a1b2b3c")).allMatch(TEXT::matches);
        assertThat(List.of("", "a", "ac", "xa1b2c", "a1b2cx", "a1c")).noneMatch(TEXT::matches);
        assertThat(new MaskedText(List.of("aa", "aa"), List.of("ONE")).matches("aaa"))
                .isFalse();
    }
}
