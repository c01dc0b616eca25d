package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DiagnosticCodesTest {

    private static Set<String> codes(String text, String pattern) {
        Set<String> codes = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
        while (matcher.find()) {
            codes.add(matcher.group(1));
        }
        return codes;
    }

    private static Set<String> inFiles(Path folder, String pattern) throws IOException {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                codes.addAll(codes(Files.readString(file), pattern));
            }
        }
        return codes;
    }

    /** The codes of all that reads files: of the package, of the sections, and of the files that nobody reads. */
    private static Set<String> ofFiles() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (String room : List.of("manifest", "kinds/topic/files", "kinds/connector/files")) {
            codes.addAll(inFiles(Path.of("src/main/java/dev/kgit", room), "\"(KG\\d{3})\""));
        }
        for (String file : List.of(
                "workflow/IgnoredFiles.java",
                "workflow/SchemaExportWorkflow.java",
                "kinds/connector/live/PluginSchemaReader.java")) {
            codes.addAll(codes(Files.readString(Path.of("src/main/java/dev/kgit", file)), "\"(KG\\d{3})\""));
        }
        // What files and the way to a platform have in common is explained there.
        codes.removeIf(code -> code.compareTo("KG150") > 0);
        return codes;
    }

    @Test
    void areEachExplained() throws IOException {
        String page = Files.readString(Path.of("docs/diagnostics.md"));
        Set<String> explained = codes(page, "^### (KG(?:0\\d\\d|1[0-4]\\d)) .+\\n\\n[^#]+\\n\\nWhat to do: ");

        assertThat(ofFiles()).isEqualTo(explained);
    }

    @Test
    void areEachSeenInATest() throws IOException {
        Set<String> tested =
                inFiles(Path.of("src/test/resources/dev/kgit/manifest/golden"), "(?:error|warning) (KG\\d{3}):");
        tested.addAll(inFiles(Path.of("src/test/java/dev/kgit/manifest"), "\"(?:error )?(KG\\d{3})[\":]"));

        for (String file : List.of(
                "cli/IgnoredFilesTest.java", "cli/SchemaExportCommandTest.java", "cli/HostileWorkerTest.java")) {
            tested.addAll(codes(Files.readString(Path.of("src/test/java/dev/kgit", file)), "warning (KG\\d{3}):"));
        }

        // Defences against bugs of kgit's own: texts that are read back and don't say what was meant. No file reaches
        // them.
        tested.addAll(Set.of("KG131", "KG132"));
        assertThat(tested).containsAll(ofFiles());
    }
}
