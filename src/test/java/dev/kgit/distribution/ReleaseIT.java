package dev.kgit.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The release that brings its own Java, as {@code src/dist/release} has packed it, unpacked in a folder of an odd name. */
@Tag("release")
class ReleaseIT {

    private static final String VERSION = "kgit " + Program.VERSION + "\n";

    private static final long AT_MOST = 140_000_000;

    @TempDir
    static Path shared;

    private static Path archive;
    private static Path home;

    @TempDir
    Path scratch;

    /** What a run came to. */
    private record Result(int exit, String out, String err) {}

    @BeforeAll
    static void unpack() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            archive = files.filter(file -> file.getFileName()
                            .toString()
                            .matches("kgit-" + Program.VERSION + "-(linux|macos)-(x64|arm64)\\.tar\\.gz"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no release in target: make dist makes one"));
        }
        Path folder = Files.createDirectory(shared.resolve("für alle"));
        assertThat(tar(folder, "-xzf", archive.toAbsolutePath().toString()).exit())
                .isZero();
        home = folder.resolve(archive.getFileName().toString().replace(".tar.gz", ""));
    }

    @Test
    void startsWithNothingInTheEnvironmentAndThroughLinks() throws Exception {
        assertThat(run(Map.of(), "--version")).isEqualTo(new Result(0, VERSION, ""));

        Path link = Files.createSymbolicLink(scratch.resolve("kgit"), home.resolve("bin/kgit"));
        assertThat(run(link, Map.of(), "--version")).isEqualTo(new Result(0, VERSION, ""));
    }

    @Test
    void needsNoToolsOfTheSystemBesideTheShell() throws Exception {
        assertThat(run(Map.of("PATH", scratch.toString()), "--version")).isEqualTo(new Result(0, VERSION, ""));
    }

    @Test
    void usesItsOwnJavaWhateverJavaHomeSays() throws Exception {
        assertThat(run(Map.of("JAVA_HOME", "/no/such/jdk"), "--version")).isEqualTo(new Result(0, VERSION, ""));
    }

    @Test
    void validatesItsExampleAndWritesNothingBesideItself() throws Exception {
        List<String> before = files();

        Result valid = run(Map.of(), "-C", home.resolve("example").toString(), "-e", "sandbox", "validate");

        assertThat(valid.exit()).as(valid.err()).isZero();
        assertThat(valid.err()).isEqualTo("valid: 8 resources, no problems\n");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void startsFromItsArchiveOfClassesAlsoWithExtensions() throws Exception {
        assertThat(classesOf(Map.of(), "validate")).contains("dev.kgit.cli.Kgit source: shared objects file");

        Path jar = jarWithReporter();
        String loaded = classesOf(Map.of("KGIT_EXT", jar.getParent().toString()), "plan", "--timeout", "1s");
        assertThat(loaded)
                .contains("dev.kgit.cli.Kgit source: shared objects file")
                .contains("extension.Reporter source: file:" + jar);
    }

    @Test
    void takesExtensionsFromTheFolderBesideIt() throws Exception {
        Path jar = Files.copy(jarWithReporter(), home.resolve("ext/reporter.jar"));
        try {
            assertThat(classesOf(Map.of(), "plan", "--timeout", "1s")).contains("extension.Reporter source: file:");
        } finally {
            Files.delete(jar);
        }
    }

    @Test
    void saysThatTheFolderOfExtensionsIsNotThere() throws Exception {
        Result refused = run(Map.of("KGIT_EXT", "/no/such/folder"), "--version");

        assertThat(refused.exit()).isEqualTo(4);
        assertThat(refused.err()).contains("KGIT_EXT is /no/such/folder");
    }

    @Test
    void doesWithoutItsArchivesOfClassesWhereTheyDoNotFitAndSaysNothing() throws Exception {
        for (String name : List.of("kgit.aot", "version.aot")) {
            Path classes = home.resolve("lib").resolve(name);
            Path aside = Files.move(classes, scratch.resolve(name));
            try {
                startsAndSaysNothingElse(Map.of());
                Files.writeString(classes, "no archive");
                startsAndSaysNothingElse(Map.of());
            } finally {
                Files.move(aside, classes, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        startsAndSaysNothingElse(Map.of("KGIT_OPTS", "-XX:-UseCompressedOops"));
        startsAndSaysNothingElse(Map.of("KGIT_NO_ARCHIVE", "1"));
        for (String options : List.of("-Xmx64m", "-XX:MaxRAM=128m", "-Xshare:off", "-XX:SharedArchiveFile=none.jsa")) {
            startsAndSaysNothingElse(Map.of("KGIT_OPTS", options));
        }
    }

    private void startsAndSaysNothingElse(Map<String, String> variables) throws Exception {
        assertThat(run(variables, "--version")).isEqualTo(new Result(0, VERSION, ""));
        Result explained = run(variables, "explain", "KG750");
        assertThat(explained.exit()).isZero();
        assertThat(explained.out()).contains("port is taken");
        assertThat(explained.err()).isEmpty();
    }

    @Test
    void saysThatItIsForAnotherPlatform() throws Exception {
        Path elsewhere = scratch.resolve("elsewhere");
        Files.createDirectories(elsewhere.resolve("runtime"));
        Path script = elsewhere.resolve("bin/kgit");
        Files.createDirectory(script.getParent());
        Files.copy(home.resolve("bin/kgit"), script, StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(elsewhere.resolve("runtime/platform"), "linux-m68k /lib/ld-linux-m68k.so.1\n");

        Result refused = run(script, Map.of(), "--version");

        assertThat(refused.exit()).isEqualTo(4);
        assertThat(refused.err()).contains("linux-m68k", "/lib/ld-linux-m68k.so.1", "a Java 17 or later");
    }

    @Test
    void plansAppliesAndFindsDriftOnItsOwnSandbox() throws Exception {
        Result demo = run(Map.of(), "demo");

        assertThat(demo.exit()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.out()).contains("received   POST /v1/events/trigger").contains("No changes");
        assertThat(demo.err()).doesNotContain("WARNING");
    }

    @Test
    void isSmallAndOwnedByNobodyInParticular() throws Exception {
        assertThat(Files.size(archive)).isLessThan(AT_MOST);
        Result listing = tar(scratch, "-tvzf", archive.toAbsolutePath().toString(), "--numeric-owner");
        assertThat(listing.exit()).isZero();
        List<String> entries = listing.out().lines().toList();
        assertThat(entries).filteredOn(entry -> !entry.contains(" 0/0 ")).isEmpty();
        assertThat(entries)
                .as("what others may write to")
                .filteredOn(entry -> !entry.startsWith("l") && (entry.charAt(5) == 'w' || entry.charAt(8) == 'w'))
                .isEmpty();
    }

    @Test
    void comesWithManualCompletionLicencesAndBillOfMaterials() throws Exception {
        for (String file : List.of(
                "LICENSE",
                "legal/THIRD-PARTY.txt",
                "runtime/legal/java.base/LICENSE",
                "sbom/kgit.cdx.json",
                "sbom/runtime.cdx.json",
                "share/bash-completion/completions/kgit",
                "share/zsh/site-functions/_kgit",
                "share/fish/vendor_completions.d/kgit.fish",
                "share/man/man1/kgit.1",
                "share/man/man1/kgit-plan.1",
                "SHA256SUMS")) {
            assertThat(home.resolve(file)).isNotEmptyFile();
        }
        Process sums = new ProcessBuilder("sha256sum", "--check", "--quiet", "SHA256SUMS")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(sums.getInputStream().readAllBytes())).isEmpty();
        assertThat(sums.waitFor()).isZero();
    }

    @Test
    void isInstalledWithoutRootIfItHasTheChecksumThatIsAskedFor() throws Exception {
        String address = archive.toUri().toString();
        Path prefix = scratch.resolve("local");
        Map<String, String> variables =
                Map.of("PATH", System.getenv("PATH"), "KGIT_PREFIX", prefix.toString(), "HOME", scratch.toString());
        String script = Path.of("install.sh").toAbsolutePath().toString();

        Result refused = run(scratch, variables, List.of("sh", script, address, "0".repeat(64)));
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("nothing was installed");
        assertThat(prefix.resolve("bin/kgit")).doesNotExist();

        String checksum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive)));
        assertThat(run(scratch, variables, List.of("sh", script, address, checksum))
                        .exit())
                .isZero();
        assertThat(run(prefix.resolve("bin/kgit"), Map.of(), "--version")).isEqualTo(new Result(0, VERSION, ""));
        assertThat(Files.readString(Path.of("target/SHA256SUMS"))).contains(checksum);
    }

    /** Which classes a run on a copy of the example loads, and from where. The broker that it names is not there. */
    private String classesOf(Map<String, String> variables, String... args) throws Exception {
        Path repository = scratch.resolve("repository");
        if (Files.notExists(repository)) {
            Files.createDirectories(repository.resolve("environments/dev"));
            Files.writeString(repository.resolve("kgit.yaml"), "apiVersion: kgit/v1\nproject: p\n");
            Files.writeString(
                    repository.resolve("environments/dev/environment.yaml"),
                    "kafka: { bootstrap.servers: \"127.0.0.1:1\", metric.reporters: extension.Reporter }\n");
        }
        Path log = scratch.resolve("classes.txt");
        List<String> all = new ArrayList<>(List.of("-C", repository.toString()));
        all.addAll(List.of(args));
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("KGIT_OPTS", "-Xlog:class+load:file=" + log);
        run(environment, all.toArray(String[]::new));
        return Files.readString(log);
    }

    /** A class that Kafka's client makes by its name, which stands in no jar of kgit's. */
    private Path jarWithReporter() throws IOException {
        Path source = Files.createDirectories(scratch.resolve("extension")).resolve("Reporter.java");
        Files.writeString(source, """
                package extension;
                public class Reporter implements org.apache.kafka.common.metrics.MetricsReporter {
                    public void configure(java.util.Map<String, ?> configs) {}
                    public void init(java.util.List<org.apache.kafka.common.metrics.KafkaMetric> metrics) {}
                    public void metricChange(org.apache.kafka.common.metrics.KafkaMetric metric) {}
                    public void metricRemoval(org.apache.kafka.common.metrics.KafkaMetric metric) {}
                    public void close() {}
                }
                """);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "--release", "17", "-nowarn", source.toString()))
                .isZero();
        Path jar = Files.createDirectories(scratch.resolve("jars")).resolve("reporter.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar, StandardOpenOption.CREATE))) {
            out.putNextEntry(new JarEntry("extension/Reporter.class"));
            out.write(Files.readAllBytes(source.resolveSibling("Reporter.class")));
        }
        return jar;
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    private Result run(Map<String, String> variables, String... args) throws Exception {
        return run(home.resolve("bin/kgit"), variables, args);
    }

    /** With these variables and no others. */
    private Result run(Path script, Map<String, String> variables, String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(args));
        return run(scratch, variables, command);
    }

    private static Result tar(Path folder, String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("tar"));
        command.addAll(List.of(args));
        return run(folder, System.getenv(), command);
    }

    private static Result run(Path folder, Map<String, String> variables, List<String> command) throws Exception {
        Path out = Files.createTempFile(shared, "out", ".txt");
        Path err = Files.createTempFile(shared, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(3, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended)
                .as("%s ends; so far: %s", command, Files.readString(err))
                .isTrue();
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
