package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.fixture.ManySeconds;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.model.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What holds of all files, whatever is in them: who reads them says what is wrong, and throws nothing. {@code -Dkgit.seed=N}
 * draws others, {@code -Dkgit.rounds=N} so many times more of them.
 */
@ManySeconds
class ReaderLawsTest {

    private static final long SEED = Long.getLong("kgit.seed", 4397145755279L);
    private static final int FILES = 150 * Integer.getInteger("kgit.rounds", 1);
    private static final List<String> PIECES = List.of(
            "\uD83D\uDE80",
            "\t",
            "? ",
            ": ",
            "- ",
            "&a ",
            "*a",
            "|+\n",
            ">-",
            "\r",
            "\r\n",
            "\n\n",
            "# ",
            "{",
            "}",
            "[",
            "]",
            ",",
            "\"",
            "'",
            "\\ud800",
            "!!str ",
            "<<: ",
            "---\n",
            "...\n",
            "%YAML 1.2\n",
            "\u0000",
            "\uFEFF",
            "\u2028",
            "${{ ",
            " }}",
            "@",
            "`",
            "\\x",
            "  ",
            "topics:",
            "null",
            "\u0085");

    @Test
    void everyReaderTellsWhatIsWrongAndThrowsNothing() {
        for (long seed = SEED; seed < SEED + FILES; seed++) {
            Random random = new Random(seed);
            SortedMap<String, String> files = RandomRepository.of(seed);
            List<String> paths = new ArrayList<>(files.keySet());
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                files.computeIfPresent(paths.get(random.nextInt(paths.size())), (path, text) -> mutated(text, random));
            }
            SortedMap<String, byte[]> contents = new TreeMap<>();
            MemoryTree tree = new MemoryTree();
            files.forEach((path, text) -> {
                byte[] content = text.getBytes(StandardCharsets.UTF_8);
                if (random.nextInt(20) == 0 && content.length > 0) {
                    content[random.nextInt(content.length)] = (byte) random.nextInt(256);
                }
                tree.with(path, content);
                contents.put(path, content);
            });
            reads(tree, contents, "seed " + seed);
        }
    }

    private static void reads(MemoryTree tree, Map<String, byte[]> contents, String what) {
        try {
            assertThat(Reading.problems(tree))
                    .as(what)
                    .extracting(Diagnostic::code)
                    .allMatch(code -> code.startsWith("KG"));
            FormatSession session = new FormatSession(tree, BuiltInKinds.SECTIONS);
            Map<String, byte[]> yaml = new TreeMap<>(contents);
            yaml.keySet().retainAll(session.files());
            FormatSession.Formatted formatted = session.format(yaml, false);
            assertThat(formatted.wrong()).as(what).extracting(Diagnostic::code).doesNotContain("KG132");
        } catch (RuntimeException thrown) {
            throw new AssertionError(what, thrown);
        }
    }

    private static String mutated(String text, Random random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + (random.nextInt(3) == 0 ? random.nextInt(8) : 0));
        return text.substring(0, from) + PIECES.get(random.nextInt(PIECES.size())) + text.substring(to);
    }

    @Test
    void refusesHalvesOfCharacters() {
        MemoryTree yaml = MemoryTree.minimal().resources("topics: { a: { description: \"x\\ud800\" } }");
        assertThat(Reading.codes(yaml)).containsExactly("KG008");
        MemoryTree key = MemoryTree.minimal().resources("topics: { a: { labels: { \"\\udc00\": x } } }");
        assertThat(Reading.codes(key)).contains("KG008");
        MemoryTree pair = MemoryTree.minimal().resources("topics: { a: { description: \"\\ud83d\\ude80\" } }");
        assertThat(Reading.codes(pair)).isEmpty();
        MemoryTree json = MemoryTree.minimal()
                .settings("connect: { main: { url: http://localhost:1 } }")
                .resources("connectors: { c: { configFile: c.json } }")
                .with("environments/dev/c.json", "{ \"connector.class\": \"C\", \"x\": \"\\ud800\" }");
        assertThat(Reading.codes(json)).containsExactly("KG008");
    }
}
