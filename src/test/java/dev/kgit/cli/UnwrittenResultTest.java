package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A full disk: Linux has a file that is one. */
@EnabledOnOs(OS.LINUX)
class UnwrittenResultTest {

    private static final File FULL = new File("/dev/full");

    @TempDir
    Path folder;

    private CliFixture repository() {
        CliFixture kgit = CliFixture.repository(folder.resolve("repo"), "shop")
                .on(new FakePlatform())
                .environment("dev", "nowhere:9092", "")
                .write("environments/dev/topics.yaml", "topics: { orders: { partitions: 1, replicationFactor: 1 } }\n");
        kgit.commit("Declare");
        return kgit;
    }

    private int exitOf(ProcessBuilder.Redirect output, Path err, String... command) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        words.addAll(List.of(command));
        Process kgit = new ProcessBuilder(words)
                .redirectOutput(output)
                .redirectError(err.toFile())
                .start();
        assertThat(kgit.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return kgit.exitValue();
    }

    @Test
    void isNoResultOnStandardOutput() throws Exception {
        String repo = repository().git().folder().toString();
        Path err = folder.resolve("err");
        assertThat(exitOf(ProcessBuilder.Redirect.to(FULL), err, "-C", repo, "validate", "--format", "json"))
                .isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(err).content().contains("error KG706: standard output can't be written: No space left on device");
        assertThat(exitOf(ProcessBuilder.Redirect.to(FULL), err, "--version")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(err).content().contains("KG706");
    }

    @Test
    void isNoResultInAFile() {
        CliFixture kgit = repository();
        for (String[] command : List.of(
                new String[] {"plan", "--out", FULL.toString()},
                new String[] {"plan", "-o", FULL.toString()},
                new String[] {"plan", "--format", "json", "-o", FULL.toString()},
                new String[] {"drift", "--format", "sarif", "-o", FULL.toString()})) {
            Result result = kgit.run(command);
            assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(result.err()).contains("KG706", "No space left on device");
        }
    }

    @Test
    void isNoFailureWhereTheReaderHasGone() throws IOException {
        RecordedOutput output = new RecordedOutput(new java.io.OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("Broken pipe");
            }
        });
        try {
            output.write("text".getBytes(StandardCharsets.UTF_8));
        } catch (IOException passedOn) {
            assertThat(passedOn).hasMessage("Broken pipe");
        }
        assertThat(output.failure()).isEmpty();
        assertThat(Files.exists(FULL.toPath())).isTrue();
    }
}
