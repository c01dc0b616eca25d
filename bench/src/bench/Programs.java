package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The programs that run against one another: kgit by its launcher, and bare ones with the flags of its JVM. */
final class Programs {

    /** Flags of the launcher's JVM that make a difference; {@link #requireSameFlags} holds them against it. */
    private static final List<String> FLAGS =
            List.of(
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:ArchiveRelocationMode=0",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:C1MaxInlineLevel=2",
                    "-XX:C1MaxInlineSize=12",
                    "-XX:+UseParallelGC",
                    "-XX:ParallelGCThreads=2",
                    "-XX:-UseAdaptiveSizePolicy",
                    "-XX:NewSize=64m",
                    "-XX:MaxTenuringThreshold=0",
                    "-XX:-UsePerfData",
                    "-Xlog:disable");

    private static final List<String> QUIET =
            List.of("-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider", "-Dslf4j.internal.verbosity=WARN");

    private final Path home;
    private final Path work;
    private final Path java;
    private final String classPath;

    Programs(Path home, Path work, Path java) throws IOException {
        this.home = home;
        this.work = work;
        this.java = java;
        this.classPath = jar() + ":" + libraries(home);
        requireSameFlags();
    }

    private static String libraries(Path home) throws IOException {
        try (var jars = Files.list(home.resolve("lib"))) {
            return String.join(
                    ":",
                    jars.map(Path::toString)
                            .filter(jar -> jar.matches(".*/(kafka-clients|slf4j-(api|nop))-[^/]*\\.jar"))
                            .sorted()
                            .toList());
        }
    }

    /** The JVM archives classes of jars only. */
    private Path jar() throws IOException {
        Path jar = work.resolve("bench.jar");
        Program packing = new Program(
                "jar",
                List.of(
                        java.resolveSibling("jar").toString(),
                        "--create",
                        "--file",
                        jar.toString(),
                        "-C",
                        work.resolve("classes").toString(),
                        "."),
                log("jar"));
        try {
            packing.run();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return jar;
    }

    private void requireSameFlags() throws IOException {
        String launcher = Files.readString(home.resolve("bin").resolve("kgit"));
        for (String flag : FLAGS) {
            if (!launcher.contains(flag)) {
                throw new IOException("the launcher no longer says " + flag + ": bring bench.Programs in line with it");
            }
        }
    }

    Program kgit(Path repository) {
        return new Program(
                "kgit",
                List.of(home.resolve("bin").resolve("kgit").toString(), "-C", repository.toString()),
                log("kgit"));
    }

    Program kgit() {
        return new Program(
                "kgit", List.of(home.resolve("bin").resolve("kgit").toString()), log("kgit"));
    }

    Program empty() {
        return bare(Empty.class);
    }

    Program floor(String bootstrap) {
        return bare(Floor.class).with(bootstrap);
    }

    Program createOnly(String bootstrap) {
        return bare(CreateOnly.class).with(bootstrap);
    }

    /** Kafka's own command-line tool of that class. */
    Program tool(String mainClass) {
        String servers = home.resolve("lib").resolve("sandbox") + "/*";
        return new Program(
                mainClass.substring(mainClass.lastIndexOf('.') + 1),
                List.of(
                        java.toString(),
                        "-Xmx256m",
                        "-Dslf4j.internal.verbosity=WARN",
                        "-cp",
                        work.resolve("tools") + "/*:" + home.resolve("lib") + "/*:" + servers,
                        mainClass),
                log("tool"));
    }

    private Program bare(Class<?> main) {
        String name = main.getSimpleName();
        List<String> command = command("-XX:SharedArchiveFile=" + archive(main));
        command.add(main.getName());
        return new Program(name, command, log(name));
    }

    private List<String> command(String... archiveOptions) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(List.of(archiveOptions));
        command.addAll(FLAGS);
        command.addAll(QUIET);
        command.add("-cp");
        command.add(classPath);
        return command;
    }

    private Path archive(Class<?> main) {
        return work.resolve(main.getSimpleName() + ".jsa");
    }

    /** Runs a bare program once, and makes an archive of the classes that it loads, as the launcher does. */
    void train(Class<?> main, String... arguments) throws IOException, InterruptedException {
        Path classes = work.resolve(main.getSimpleName() + ".classes");
        List<String> running = command("-XX:DumpLoadedClassList=" + classes);
        running.add(main.getName());
        new Program(main.getSimpleName(), running, log("train"))
                .with(arguments)
                .run();
        Files.deleteIfExists(archive(main));
        List<String> dumping =
                command("-Xshare:dump", "-XX:SharedClassListFile=" + classes, "-XX:SharedArchiveFile=" + archive(main));
        new Program(main.getSimpleName(), dumping, log("train")).run();
    }

    private Path log(String name) {
        return work.resolve(name + ".log");
    }

    /** What ran, for the record. */
    Map<String, String> machine() throws IOException {
        return Map.of(
                "java",
                System.getProperty("java.runtime.version"),
                "cores",
                Integer.toString(Runtime.getRuntime().availableProcessors()),
                "processor",
                processor(),
                "kgit",
                home.getFileName().toString());
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(info)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(info).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
