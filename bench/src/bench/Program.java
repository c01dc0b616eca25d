package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Something that is started as a process of its own and has to end well. */
record Program(String name, List<String> command, Path output) {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    Program with(String... arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return new Program(name, all, output);
    }

    /** How long the whole process took, in milliseconds. */
    double run() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = start();
        boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        long took = System.nanoTime() - start;
        requireDone(process, ended);
        return took / 1e6;
    }

    /** The most memory that the process ever had, in kilobytes, as Linux counts it; empty elsewhere. */
    OptionalLong peakMemory() throws IOException, InterruptedException {
        Process process = start();
        Path status = Path.of("/proc/" + process.pid() + "/status");
        long peak = -1;
        while (!process.waitFor(2, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, highWaterMark(status));
        }
        requireDone(process, true);
        return peak < 0 ? OptionalLong.empty() : OptionalLong.of(peak);
    }

    private static long highWaterMark(Path status) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException goneOrNotLinux) {
            return -1;
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private void requireDone(Process process, boolean ended) throws IOException {
        if (!ended) {
            process.destroyForcibly();
            throw new IOException(name + " did not end within " + PATIENCE.toSeconds() + " s");
        }
        if (process.exitValue() != 0) {
            throw new IOException(name + " ended with " + process.exitValue() + ": "
                    + String.join(" ", command) + "\n" + Files.readString(output));
        }
    }
}
