package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.model.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people read when their files are wrong. Each case is one file below {@code golden}: the files of a repository, each
 * behind a line {@code --- PATH}, then what kgit says, behind {@code === SAYS}. kgit.yaml and dev's environment.yaml are
 * there by themselves unless a case brings its own; {@code --- env} and {@code --- secrets} hold NAME=VALUE lines.
 *
 * <p>Rewritten by {@code mvn test -Dtest=GoldenMessagesTest -Dkgit.golden=write}, and then reviewed.
 */
class GoldenMessagesTest {

    private static final Path CASES = Path.of("src/test/resources/dev/kgit/manifest/golden");
    private static final String SAYS = "=== SAYS";

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void saysWhatIsWrong(String name) throws IOException {
        Path file = CASES.resolve(name);
        String text = Files.readString(file);
        int end = text.indexOf(SAYS);
        String input = end < 0 ? text : text.substring(0, end);
        String says = end < 0 ? "" : text.substring(end + SAYS.length()).strip();

        String said = said(input);
        List<String> lines = said.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(": error KG")) {
                // A hint of its own: not every error sends people to its page.
                assertThat(lines.get(Math.min(i + 1, lines.size() - 1)))
                        .as(lines.get(i))
                        .startsWith("  hint: ")
                        .doesNotContain("says what to do");
            }
        }

        if ("write".equals(System.getProperty("kgit.golden"))) {
            Files.writeString(file, input + SAYS + "\n" + said + "\n");
            return;
        }
        assertThat(said).isEqualTo(says);
    }

    private static String said(String input) {
        MemoryTree tree = MemoryTree.minimal();
        Map<String, String> env = new HashMap<>();
        Map<String, String> secrets = new HashMap<>();
        for (String part : input.split("(?m)^--- ", -1)) {
            int lineEnd = part.indexOf('\n');
            String path = lineEnd < 0 ? part : part.substring(0, lineEnd).strip();
            String content = part.substring(lineEnd + 1);
            switch (path) {
                case "" -> {}
                case "env" -> env.putAll(pairs(content));
                case "secrets" -> secrets.putAll(pairs(content));
                default -> {
                    if (!path.startsWith("#")) {
                        // A \t in a case is a tab: editors and formatters leave that alone.
                        tree.with(path, content.replace("\\t", "\t"));
                    }
                }
            }
        }
        List<Diagnostic> problems = new ArrayList<>(Reading.problems(tree, new SampleLookups(env, secrets)));
        return problems.stream().map(Diagnostic::toString).collect(Collectors.joining("\n"));
    }

    private static Map<String, String> pairs(String lines) {
        return lines.lines()
                .filter(line -> line.contains("="))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')), line -> line.substring(line.indexOf('=') + 1)));
    }
}
