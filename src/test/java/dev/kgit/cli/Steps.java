package dev.kgit.cli;

import dev.kgit.cli.CliFixture.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shell steps of the recipes, run as a CI product does: in a clone, with {@code kgit} on the PATH. */
final class Steps {

    static final Path FOLDER = Path.of("examples/ci").toAbsolutePath();

    private final Path clone;
    private final Path bin;
    private final Map<String, String> env = new TreeMap<>();

    /** @param scratch where a {@code kgit} is put that answers as this build does: {@link StepsOwnKgit} */
    Steps(Path clone, Path scratch) throws IOException {
        this.clone = clone;
        this.bin = Files.createDirectories(scratch.resolve("bin"));
        executable(bin.resolve("kgit"), StepsOwnKgit.script(scratch.toAbsolutePath()));
    }

    /** Has the steps run this build's classes in a process of their own. */
    Steps kgitAsAProcess() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return kgit(Stream.of(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" ", "exec ", " \"$@\"\n")));
    }

    /** Has the steps run this shell script in place of kgit. */
    Steps kgit(String script) throws IOException {
        executable(bin.resolve("kgit"), "#!/bin/sh\n" + script);
        return this;
    }

    static void executable(Path file, String content) throws IOException {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Steps in(Path other) throws IOException {
        Steps steps = new Steps(other, bin.getParent());
        steps.env.putAll(env);
        return steps;
    }

    Steps with(String name, String value) {
        env.put(name, value);
        return this;
    }

    Steps without(String name) {
        env.remove(name);
        return this;
    }

    /** Runs a step with nothing of this process's environment but what programs need. */
    Result run(String step, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(bin.getParent(), "out", ".txt");
        Path err = Files.createTempFile(bin.getParent(), "err", ".txt");
        ProcessBuilder process = new ProcessBuilder(
                        Stream.concat(Stream.of(FOLDER.resolve(step).toString()), Stream.of(arguments))
                                .toList())
                .directory(clone.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        process.environment().clear();
        process.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        process.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        process.environment().putAll(env);
        Process started = process.start();
        if (!started.waitFor(3, TimeUnit.MINUTES)) {
            started.destroyForcibly().waitFor();
            throw new AssertionError(step + " does not end: " + Files.readString(out) + Files.readString(err));
        }
        return new Result(started.exitValue(), Files.readString(out), Files.readString(err));
    }
}
