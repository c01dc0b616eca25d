package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The programs that run against one another: kgit by its launcher, and bare ones on the same Java, with the flags of its JVM and
 * an archive of classes of the same kind.
 */
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
                    "-XX:NewSize=48m",
                    "-XX:InitialSurvivorRatio=64",
                    "-XX:MinSurvivorRatio=64",
                    "-XX:MaxTenuringThreshold=0",
                    // Where the kernel gives none, the JVM does without.
                    "-XX:+UseTransparentHugePages",
                    "-XX:-UsePerfData",
                    "-Xlog:disable");

    /** Those that the Java of a release has beside them. */
    private static final List<String> RELEASE_FLAGS =
            List.of("-XX:-AOTRecordTraining", "-XX:-AOTReplayTraining");

    private static final List<String> QUIET =
            List.of("-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider", "-Dslf4j.internal.verbosity=WARN");

    private final Path home;
    private final Path work;
    private final Path java;
    private final boolean ownRuntime;
    private final String classPath;

    private Programs(Path home, Path work, Path java, boolean ownRuntime) throws IOException {
        this.home = home;
        this.work = Files.createDirectories(work);
        this.java = java;
        this.ownRuntime = ownRuntime;
        this.classPath = jar() + ":" + libraries(home);
        requireSameFlags();
    }

    /** On the Java that runs the bench. */
    static Programs ofCheckout(Path home, Path work) throws IOException {
        return new Programs(home, work, benchJava(), false);
    }

    /** On the Java that the release brings. */
    static Programs ofRelease(Path home, Path work) throws IOException {
        return new Programs(
                home.toAbsolutePath(), work.resolve("release"), home.toAbsolutePath().resolve("runtime/bin/java"), true);
    }

    static Path benchJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Of what is measured: so that no figure stands without it. */
    String javaInWords() {
        return ownRuntime ? "own runtime" : "Java " + Runtime.version().feature();
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
                        benchJava().resolveSibling("jar").toString(),
                        "--create",
                        "--file",
                        jar.toString(),
                        "-C",
                        classes().toString(),
                        "."),
                log("jar"));
        try {
            packing.run();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return jar;
    }

    /** The bench's own. */
    private static Path classes() {
        return Path.of(Programs.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }

    private void requireSameFlags() throws IOException {
        String launcher = Files.readString(home.resolve("bin").resolve("kgit"));
        for (String flag : flags()) {
            if (!launcher.contains(flag)) {
                throw new IOException("the launcher no longer says " + flag + ": bring bench.Programs in line with it");
            }
        }
    }

    private List<String> flags() {
        List<String> flags = new ArrayList<>(FLAGS);
        if (ownRuntime) {
            flags.addAll(RELEASE_FLAGS);
        }
        return flags;
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
        List<String> command = command((ownRuntime ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive(main));
        command.add(main.getName());
        return new Program(name, command, log(name));
    }

    private List<String> command(String... archiveOptions) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(List.of(archiveOptions));
        command.addAll(flags());
        command.addAll(QUIET);
        command.add("-cp");
        command.add(classPath);
        return command;
    }

    private Path archive(Class<?> main) {
        return work.resolve(main.getSimpleName() + (ownRuntime ? ".aot" : ".jsa"));
    }

    /** Runs a bare program once, and makes an archive of the classes that it loads, as the launcher does. */
    void train(Class<?> main, String... arguments) throws IOException, InterruptedException {
        Files.deleteIfExists(archive(main));
        if (ownRuntime) {
            List<String> making = command("-XX:AOTCacheOutput=" + archive(main));
            making.add(main.getName());
            new Program(main.getSimpleName(), making, log("train"))
                    .with(arguments)
                    .run();
            return;
        }
        Path classes = work.resolve(main.getSimpleName() + ".classes");
        List<String> running = command("-XX:DumpLoadedClassList=" + classes);
        running.add(main.getName());
        new Program(main.getSimpleName(), running, log("train"))
                .with(arguments)
                .run();
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
                "measured",
                home.getFileName() + " on " + javaInWords() + ", " + release(),
                "cores",
                Integer.toString(Runtime.getRuntime().availableProcessors()),
                "processor",
                processor());
    }

    /** What the Java that runs kgit says of itself. */
    private String release() throws IOException {
        Path release = java.toRealPath().resolve("../../release").normalize();
        return Files.readAllLines(release).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .findFirst()
                .orElse("of unknown version");
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
