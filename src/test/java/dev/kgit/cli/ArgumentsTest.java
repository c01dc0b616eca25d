package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {

    @TempDir
    Path folder;

    @Test
    void areReadAgainWhereTheLocaleHasLostLetters() throws IOException {
        Path line = folder.resolve("cmdline");
        Files.write(line, "java\0-cp\0x\0Main\0plan\0--target\0topic/\ud83d\ude00\0".getBytes(StandardCharsets.UTF_8));

        assertThat(Arguments.asTyped(line, "plan", "--target", "topic/\ufffd\ufffd"))
                .containsExactly("plan", "--target", "topic/\ud83d\ude00");
        assertThat(Arguments.asTyped(line, "plan", "--target", "topic/a"))
                .containsExactly("plan", "--target", "topic/a");
        assertThat(Arguments.asTyped(folder.resolve("nowhere"), "\ufffd")).containsExactly("\ufffd");
    }

    /** Of a process in a locale that the machine does not have. */
    @Test
    void comeThroughInAnyLocale() throws IOException, InterruptedException {
        CliFixture kgit = CliFixture.repository(folder, "arguments")
                .env("LC_ALL", "xx_XX.UTF-8")
                .environment("dev", "localhost:1", "");
        Process process = kgit.start("validate", "-e", "\ud83d\ude00\u00e9");
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        if (Files.exists(Path.of("/proc/self/cmdline"))) {
            assertThat(said).contains("'\ud83d\ude00\u00e9'");
        }
    }
}
