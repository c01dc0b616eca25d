package dev.kgit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/behaviour.md promises what tests prove: each line names one that exists. */
class BehaviourTest {

    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`");

    @Test
    void everyLineNamesATestThatExists() throws IOException {
        Map<String, String> tests = sources();
        Set<String> missing = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("docs/behaviour.md"))) {
            if (!line.startsWith("- ")) {
                continue;
            }
            Matcher named = NAMED.matcher(line);
            boolean any = false;
            while (named.find()) {
                any = true;
                String source = tests.getOrDefault(named.group(1), "");
                if (!source.contains("void " + named.group(2) + "(")) {
                    missing.add(named.group(1) + "." + named.group(2));
                }
            }
            if (!any) {
                missing.add("no test: " + line);
            }
        }
        assertThat(missing).isEmpty();
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                try {
                    sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            });
        }
        return sources;
    }
}
