package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlNodeReaderTest {

    private static String config(String key, String... lines) {
        DesiredState desired = Reading.desired(MemoryTree.minimal().resources(lines));
        return Objects.requireNonNull(Reading.topic(desired, "a").config(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "012",
                "0.50",
                "1e3",
                "on",
                "no",
                "1_000",
                "1:30",
                "2024-01-01",
                "0x1F",
                "True",
                ".5",
                "1.0E10",
                "+1"
            })
    void keepsTheSourceTextOfConfigValues(String text) {
        assertThat(config("x", "topics: { a: { config: { x: " + text + " } } }"))
                .isEqualTo(text);
        assertThat(config("x", "topics:", "  a:", "    config:", "      x: " + text))
                .isEqualTo(text);
    }

    @Test
    void tellsAnEmptyTextFromNothing() {
        DesiredState desired = Reading.desired(
                MemoryTree.minimal().resources("topics: { a: { config: { cleanup.policy: '', retention.ms: } } }"));

        assertThat(Reading.topic(desired, "a").fields()).containsOnlyKeys("config.cleanup.policy");
    }

    @Test
    void countsEveryDocumentOfAFile() {
        DesiredState desired = Reading.desired(MemoryTree.minimal()
                .resources("topics: { a: {} }", "---", "# nothing here", "---", "topics: { b: {} }", "..."));

        assertThat(desired.state().ids()).extracting(Object::toString).containsExactly("topic/a", "topic/b");
    }

    @Test
    void readsAnAliasAsWhatItsAnchorHolds() {
        DesiredState desired = Reading.desired(MemoryTree.minimal()
                .resources(
                        "topics:",
                        "  a: { config: &shared { retention.ms: &week 7d }, ignore: &keys [segment.ms] }",
                        "  b: { config: *shared, ignore: *keys }",
                        "  c: { config: { delete.retention.ms: *week } }"));

        assertThat(Reading.topic(desired, "b").config("retention.ms")).isEqualTo("604800000");
        assertThat(Reading.topic(desired, "b").lifecycle().ignore()).containsExactly("segment.ms");
        assertThat(Reading.topic(desired, "c").config("delete.retention.ms")).isEqualTo("604800000");
    }

    @Test
    void readsQuotedAsTextAndTakesTheCoreTagForIt() {
        assertThat(config("x", "topics: { a: { config: { x: !!str 12 } } }")).isEqualTo("12");
        assertThat(config("x", "topics: { a: { config: { x: '*a' } } }")).isEqualTo("*a");
        assertThat(Reading.codes(MemoryTree.minimal().resources("topics: { a: { partitions: '3' } }")))
                .containsExactly("KG021");
    }

    @Test
    void stopsAnAliasBombEarly() {
        List<String> lines = new ArrayList<>();
        lines.add("a0: &a0 [x, x]");
        for (int i = 1; i <= 48; i++) {
            lines.add("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]");
        }

        List<Diagnostic> problems = Reading.problems(MemoryTree.minimal().resources(lines.toArray(new String[0])));

        assertThat(problems).extracting(Diagnostic::code).containsExactly("KG010");
    }

    @Test
    void stopsAtTooManyValues() {
        String topics =
                IntStream.range(0, 600_000).mapToObj(i -> "t" + i + ": {}").collect(Collectors.joining("\n  "));

        assertThat(Reading.codes(MemoryTree.minimal().resources("topics:", "  " + topics)))
                .containsExactly("KG010");
    }

    @Test
    void stopsAtTooDeepNesting() {
        assertThat(Reading.codes(MemoryTree.minimal().resources("topics: " + "[".repeat(100_000))))
                .containsExactly("KG009");
        assertThat(Reading.codes(MemoryTree.minimal().resources("topics: " + "{a: ".repeat(40) + "}".repeat(40))))
                .containsExactly("KG009");
    }

    @Test
    void refusesHugeFiles() {
        byte[] huge = "#".repeat(InputLimits.BYTES + 1).getBytes(StandardCharsets.UTF_8);

        assertThat(Reading.codes(MemoryTree.minimal().with("environments/dev/huge.yaml", huge)))
                .containsExactly("KG005");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] latin1 = "topics: {}\n# Gr\u00fc\u00dfe".getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 = "\ufefftopics: {}".getBytes(StandardCharsets.UTF_16LE);

        assertThat(Reading.problems(MemoryTree.minimal().with("environments/dev/x.yaml", latin1)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("KG006");
                    assertThat(problem.place()).isEqualTo(new Place("environments/dev/x.yaml", 2, 5));
                });
        assertThat(Reading.codes(MemoryTree.minimal().with("environments/dev/x.yaml", utf16)))
                .containsExactly("KG006");
    }

    @Test
    void passesOverAByteOrderMarkAndWindowsLineEnds() {
        DesiredState desired = Reading.desired(
                MemoryTree.minimal().with("environments/dev/x.yaml", "\ufefftopics:\r\n  a:\r\n    partitions: 3\r\n"));

        Resource topic = Reading.topic(desired, "a");
        assertThat(topic.text("partitions")).isEqualTo("3");
        assertThat(topic.place()).isEqualTo(new Place("environments/dev/x.yaml", 2, 3));
    }

    @Test
    void knowsTheFileAndLineOfEveryValue() {
        DesiredState desired = Reading.desired(MemoryTree.minimal()
                .resources("topics:", "  a:", "    partitions: 3", "    config:", "      retention.ms: 7d"));

        assertThat(Objects.requireNonNull(Reading.topic(desired, "a").field("config.retention.ms"))
                        .place())
                .isEqualTo(new Place("environments/dev/resources.yaml", 5, 21));
    }

    @Test
    void survivesEveryTextThatGarbageMakes() {
        Random random = new Random(20261122);
        String alphabet = "ab:{}[]-,&*!|>'\"%@`#?~<\n\n  \t.$012\u00e9\u0000\ufeff\ud83d\ude00";
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i >= 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            MemoryTree tree = MemoryTree.minimal()
                    .resources(text.toString())
                    .with(
                            "environments/dev/environment.yaml",
                            round % 2 == 0 ? MemoryTree.ENVIRONMENT_YAML : text.toString());

            assertThatCode(() -> Reading.problems(tree)).as(text.toString()).doesNotThrowAnyException();
        }
    }

    /** The parser reads by pieces of 1,024 and broke where one ended between the halves of such a character. */
    @Test
    void readsCharactersOfTwoHalvesWhereverTheyStand() {
        for (int before = 1000; before < 1050; before++) {
            String text = "a: 1\n# " + "x".repeat(before) + "\ud83d\ude00\nb: \ud83d\ude00\n";
            DiagnosticCollector problems = new DiagnosticCollector();

            assertThat(YamlNodeReader.read("f.yaml", text, problems)).hasSize(1);
            assertThat(problems.list()).isEmpty();
            assertThat(YamlSyntaxParser.of(text)).hasSize(1);
        }
    }
}
