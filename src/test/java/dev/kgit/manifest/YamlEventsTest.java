package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.BuiltInKinds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parser's buffer holds 1,025 characters, and a character outside of the basic plane may stand across its end. */
class YamlEventsTest {

    private static final String EMOJI = "\uD83D\uDE80";

    private static String at(int offset, String before, String after) {
        return before + "x".repeat(offset - before.length()) + EMOJI + after;
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2049, 3074})
    void readAndFormatWhateverStandsWhereABufferEnds(int edge) {
        for (int offset = edge - 3; offset <= edge + 3; offset++) {
            for (String text : List.of(
                    at(offset, "topics: {} # ", "\n"),
                    at(offset, "topics:\n  a:\n    description: ", "\n"),
                    at(offset, "topics:\n  a:\n    description: \"", "\"\n"))) {
                DiagnosticCollector problems = new DiagnosticCollector();
                assertThat(YamlNodeReader.read("f.yaml", text, problems))
                        .as("offset " + offset)
                        .isNotEmpty();
                assertThat(problems.list()).as("offset " + offset).isEmpty();
                assertThat(YamlFormatter.format("f.yaml", text.getBytes(StandardCharsets.UTF_8), BuiltInKinds.SECTIONS)
                                .valueOrThrow())
                        .isEqualTo(text);
            }
        }
    }
}
