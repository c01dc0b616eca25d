package dev.kgit.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** What editors run, from npm, below {@code target}: installed once. */
final class NodePackages {

    private static final Path SOURCES = Path.of("src/test/editor");
    private static final Path INSTALLED = Path.of("target/editor");

    private NodePackages() {}

    /** The folder of the packages; skips the test where this machine has no Node or can't reach npm. */
    static synchronized Path installed() {
        Assumptions.assumeTrue(
                runs("node", "--version"), "the tests of editors need node, which is not installed here");
        Assumptions.assumeTrue(runs("npm", "--version"), "the tests of editors need npm, which is not installed here");
        try {
            Files.createDirectories(INSTALLED);
            Path lock = INSTALLED.resolve("package-lock.json");
            Path wanted = SOURCES.resolve("package-lock.json");
            if (!Files.isDirectory(INSTALLED.resolve("node_modules"))
                    || !Files.exists(lock)
                    || Files.mismatch(lock, wanted) >= 0) {
                for (String file : List.of("package.json", "package-lock.json", "compile.js")) {
                    Files.copy(SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                }
                Assumptions.assumeTrue(
                        runs("npm", "ping"), "the tests of editors need packages from npm, which can't be reached");
                assertThat(runs("npm", "ci", "--no-audit", "--no-fund"))
                        .as("npm ci")
                        .isTrue();
            }
            Files.copy(
                    SOURCES.resolve("compile.js"),
                    INSTALLED.resolve("compile.js"),
                    StandardCopyOption.REPLACE_EXISTING);
            return INSTALLED.toAbsolutePath();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static boolean runs(String... command) {
        return run(command).exit() == 0;
    }

    record Result(int exit, String output) {}

    /** Runs a program in the folder of the packages. */
    static Result run(String... command) {
        try {
            Files.createDirectories(INSTALLED);
            Process process = new ProcessBuilder(command)
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(5, TimeUnit.MINUTES)
                    ? new Result(process.exitValue(), output)
                    : new Result(-1, output);
        } catch (IOException noProgram) {
            return new Result(-1, String.valueOf(noProgram.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Result(-1, "interrupted");
        }
    }
}
