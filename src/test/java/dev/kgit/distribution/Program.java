package dev.kgit.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program as users have it: {@code bin/kgit} of a distribution, run as a process. */
final class Program {

    /** What the build has made. */
    static final Path DISTRIBUTION = Path.of(System.getProperty("kgit.distribution"));

    static final String VERSION = System.getProperty("kgit.version");

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path script;
    private final Path scratch;
    private final Map<String, String> variables = new HashMap<>();

    /** @param scratch a folder for output, and to run in */
    Program(Path script, Path scratch) {
        this.script = script;
        this.scratch = scratch;
    }

    /** What a run came to. */
    record Result(int exit, String out, String err) {}

    Program with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    Result run(String... args) throws IOException, InterruptedException {
        Path out = Files.createTempFile(scratch, "out", ".txt");
        Path err = Files.createTempFile(scratch, "err", ".txt");
        Process process = start(out, err, args);
        boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        process.destroy();
        assertThat(ended)
                .as(() -> "kgit %s ends; so far: %s".formatted(String.join(" ", args), read(out) + read(err)))
                .isTrue();
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    Process start(Path out, Path err, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(scratch.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KGIT_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(variables);
        return builder.start();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A copy of the distribution without the servers, which are most of it. */
    static Path copyTo(Path folder) throws IOException {
        for (String part : List.of("bin", "lib", "example")) {
            try (Stream<Path> files = Files.walk(DISTRIBUTION.resolve(part))) {
                for (Path file : files.filter(Program::isLight).toList()) {
                    Path target = folder.resolve(DISTRIBUTION.relativize(file));
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return folder.resolve("bin/kgit");
    }

    private static boolean isLight(Path file) {
        return Files.isRegularFile(file) && !file.toString().contains("/lib/sandbox/");
    }
}
