package dev.kgit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineEscaperTest {

    @Test
    void leavesPlainTextAlone() {
        assertThat(LineEscaper.text("topic/a-b_c.d")).isEqualTo("topic/a-b_c.d");
        assertThat(LineEscaper.value("^a\\d+$ \"x\", #1")).isEqualTo("^a\\d+$ \"x\", #1");
        assertThat(LineEscaper.value("Gr\u00fc\u00dfe \u4f60\u597d")).isEqualTo("Gr\u00fc\u00dfe \u4f60\u597d");
    }

    @Test
    void escapesWhatATerminalObeys() {
        assertThat(LineEscaper.text("a\u001b[31mb\u009b2K\u007f\u0007"))
                .isEqualTo("a\\u001B[31mb\\u009B2K\\u007F\\u0007");
    }

    @Test
    void escapesWhatHidesOrReorders() {
        assertThat(LineEscaper.text("a\u202Eb\u2066\u200B\u00AD\uFEFF\u3164\u00A0c"))
                .isEqualTo("a\\u202Eb\\u2066\\u200B\\u00AD\\uFEFF\\u3164\\u00A0c");
    }

    @Test
    void escapesHalvesOfCharacters() {
        assertThat(LineEscaper.text("\uD800x\uDC00")).isEqualTo("\\uD800x\\uDC00");
        assertThat(LineEscaper.text("\uD83D\uDE00")).isEqualTo("\uD83D\uDE00");
    }

    @Test
    void breaksLoggingCommandsOfCiSystems() {
        assertThat(LineEscaper.text("##vso[task] ###[x]")).isEqualTo("#\\u0023vso[task] #\\u0023\\u0023[x]");
    }

    @Test
    void quotesWhatCouldBeTakenForSomethingElse() {
        assertThat(LineEscaper.value("")).isEqualTo("\"\"");
        assertThat(LineEscaper.value(" a")).isEqualTo("\" a\"");
        assertThat(LineEscaper.value("(default)")).isEqualTo("\"(default)\"");
        assertThat(LineEscaper.value("a -> b")).isEqualTo("\"a -> b\"");
        assertThat(LineEscaper.value("a\nb\\")).isEqualTo("\"a\\nb\\\\\"");
    }

    @Test
    void neverShowsTwoValuesAlike() {
        Random random = new Random(7);
        String letters = "ab\\n\n\"( ->u0\u0007#";
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            StringBuilder value = new StringBuilder();
            int length = random.nextInt(6);
            for (int c = 0; c < length; c++) {
                value.append(letters.charAt(random.nextInt(letters.length())));
            }
            String former = seen.putIfAbsent(LineEscaper.value(value.toString()), value.toString());
            assertThat(former == null || former.contentEquals(value)).isTrue();
        }
    }

    @Test
    void cutsBetweenCharacters() {
        assertThat(LineEscaper.cut("ab\uD83D\uDE00cd", 3)).isEqualTo("ab...(4 more)");
        assertThat(LineEscaper.cut("abc", 3)).isEqualTo("abc");
    }
}
