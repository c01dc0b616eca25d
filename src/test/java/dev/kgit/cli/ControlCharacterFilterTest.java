package dev.kgit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ControlCharacterFilterTest {

    private static String through(boolean terminal, String text) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream stream = ControlCharacterFilter.of(new PrintStream(printed, false, UTF_8), terminal);
        stream.print(text);
        // The same, byte after byte.
        for (byte octet : text.getBytes(UTF_8)) {
            stream.write(octet);
        }
        stream.flush();
        String output = printed.toString(UTF_8);
        String half = output.substring(0, output.length() / 2);
        assertThat(output).isEqualTo(half + half);
        return half;
    }

    @Test
    void letsTextThroughAsItIs() {
        String text = "äöü 漢字 😀 ~\t|\r\n{}\n";
        assertThat(through(false, text)).isEqualTo(text);
    }

    @Test
    void letsColoursThroughToATerminalAlone() {
        assertThat(through(true, "\u001b[1;31mred\u001b[0m\r\u001b[2K"))
                .isEqualTo("\u001b[1;31mred\u001b[0m\r\u001b[2K");
        assertThat(through(false, "\u001b[31mred.")).isEqualTo("\uFFFD[31mred.");
    }

    @Test
    void letsNothingElseThroughThatMovesHidesOrReorders() {
        for (boolean terminal : new boolean[] {true, false}) {
            assertThat(through(terminal, "a\u001b]0;title\u0007.")).isEqualTo("a\uFFFD]0;title\uFFFD.");
            assertThat(through(terminal, "a\u001b[2Jb")).isEqualTo("a\uFFFD[2Jb");
            assertThat(through(terminal, "a\rb\0c\u007fd\u0085e")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
            assertThat(through(terminal, "\u202Ex\u2066y\u2028z\u200B\uFEFF."))
                    .isEqualTo("\uFFFDx\uFFFDy\uFFFDz\uFFFD\uFFFD.");
        }
    }
}
