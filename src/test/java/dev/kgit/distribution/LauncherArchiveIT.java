package dev.kgit.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The archive of classes that one start makes and later ones use. Each on a copy of its own, so that they run beside each
 * other; who needs a good archive takes turns with one copy.
 */
@Execution(ExecutionMode.CONCURRENT)
class LauncherArchiveIT {

    private static final String VERSION = "kgit " + Program.VERSION + "\n";

    private static final String ARCHIVED = "a copy with an archive";

    @TempDir
    static Path shared;

    @TempDir
    Path scratch;

    @Test
    @ResourceLock(ARCHIVED)
    void makesAnArchiveOnFirstUseAndStartsFromItThen() throws Exception {
        Path script = archived();

        Path loaded = scratch.resolve("loaded.txt");
        Program.Result second = new Program(script, scratch)
                .with("KGIT_OPTS", "-Xlog:class+load:file=" + loaded)
                .run("explain", "KG750");

        assertThat(second.exit()).isZero();
        assertThat(second.out()).contains("port is taken");
        assertThat(Files.readString(loaded))
                .containsPattern("dev\\.kgit\\.cli\\.Kgit source: shared objects file")
                .containsPattern("picocli\\.CommandLine source: shared objects file");
    }

    @Test
    void doesWithoutAnArchiveWhereNoneCanBeKept() throws Exception {
        Path home = scratch.resolve("kgit");
        Path script = Program.copyTo(home);
        // Also for root, whom no permission stops.
        Files.writeString(home.resolve("cache"), "in the way");

        assertSaysItsVersion(script);
        assertSaysItsVersion(script);
    }

    @Test
    void makesAnArchiveAlsoWhereOneWhoMadeItWasKilled() throws Exception {
        Path script = Program.copyTo(scratch.resolve("kgit"));
        Path archive = placeOfArchive(script);
        Path mark = archive.resolveSibling(archive.getFileName() + ".tried");
        Files.writeString(mark, "");
        assertSaysItsVersion(script);
        assertThat(mark).as("one that could not be made is not tried again").isEmptyFile();
        assertThat(archive).doesNotExist();

        // No process has this number: it is above the highest that Linux gives.
        Files.writeString(mark, "4194305\n");
        assertSaysItsVersion(script);
        await("an archive", () -> Files.exists(archive));
    }

    @Test
    void survivesABrokenArchive() throws Exception {
        Path script = Program.copyTo(scratch.resolve("kgit"));
        Path archive = Files.writeString(placeOfArchive(script), "not an archive");

        assertSaysItsVersion(script);
        try (Stream<Path> cache = Files.list(archive.getParent())) {
            assertThat(cache).as("no other is made").containsExactly(archive);
        }
    }

    /** What stands in it is run. */
    @Test
    @ResourceLock(ARCHIVED)
    void usesNoArchiveThatOthersCanHaveWritten() throws Exception {
        Path script = archived();
        Path cache = script.getParent().resolveSibling("cache");
        Path archive = archives(cache).get(0);
        assertThat(permissions(cache)).matches("rwx.-..-.");
        assertThat(isUsed(script)).isTrue();

        for (Path file : List.of(cache, archive)) {
            String mode = permissions(file);
            for (String open : List.of("rwxrwxr-x", "rwxr-xrwx")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
                assertThat(isUsed(script)).as(file + " " + open).isFalse();
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        }
        assertThat(isUsed(script)).isTrue();

        Path elsewhere = Files.move(archive, scratch.resolve("elsewhere.jsa"));
        Files.createSymbolicLink(archive, elsewhere);
        assertThat(isUsed(script)).as("a link").isFalse();
        Files.delete(archive);
        Files.move(elsewhere, archive);

        boolean root = Files.getAttribute(cache, "unix:uid").equals(0);
        for (Path file : List.of(cache, archive)) {
            assertThat(root ? isUsedAsAnothers(file, script) : isUsed(script, seenAsAnothers(file)))
                    .as(file + " of another user")
                    .isFalse();
        }
        assertThat(isUsed(script)).isTrue();
    }

    /** Only root can give files away. */
    private boolean isUsedAsAnothers(Path file, Path script) throws Exception {
        Files.setAttribute(file, "unix:uid", 4711);
        try {
            return isUsed(script);
        } finally {
            Files.setAttribute(file, "unix:uid", 0);
        }
    }

    /** For who is not root: a PATH with an ls that tells of another owner, and of a file that is not this user's. */
    private String seenAsAnothers(Path file) throws IOException {
        Path folder = Files.createDirectory(scratch.resolve("seen-" + file.getFileName()));
        Path ls = Files.writeString(folder.resolve("ls"), """
                #!/bin/sh
                /bin/ls "$@" | while read -r mode links owner group size month day time file; do
                    case $file in
                        FILE | FILE/.) owner=4711 file=/ ;;
                    esac
                    echo "$mode $links $owner $group $size $month $day $time $file"
                done
                """.replace("FILE", file.toString()));
        Files.setPosixFilePermissions(ls, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder + ":" + System.getenv("PATH");
    }

    @Test
    void makesNoArchiveWhereOthersCanWrite() throws Exception {
        Path home = scratch.resolve("kgit");
        Path script = Program.copyTo(home);
        Path cache = Files.createDirectory(home.resolve("cache"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));

        Program.Result made =
                new Program(script, scratch).with("KGIT_MAKE_ARCHIVE", "1").run();

        assertThat(made.exit()).isEqualTo(4);
        assertThat(cache).isEmptyDirectory();
    }

    private boolean isUsed(Path script) throws Exception {
        return isUsed(script, System.getenv("PATH"));
    }

    private boolean isUsed(Path script, String path) throws Exception {
        Path loaded = scratch.resolve("loaded.txt");
        Files.deleteIfExists(loaded);
        Program.Result result = new Program(script, scratch)
                .with("PATH", path)
                .with("KGIT_OPTS", "-Xlog:class+load:file=" + loaded)
                .run("explain", "KG750");
        assertThat(result.exit()).as(result.err()).isZero();
        return Files.readString(loaded).contains("dev.kgit.cli.Kgit source: shared objects file");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void makesAnArchiveAnewThatIsOlderThanTheJar() throws Exception {
        Path script = Program.copyTo(scratch.resolve("kgit"));
        Path archive = Files.writeString(placeOfArchive(script), "of another jar");
        Instant longAgo = Instant.parse("2020-01-01T00:00:00Z");
        Files.setLastModifiedTime(archive, FileTime.from(longAgo));

        await("another archive", () -> {
            assertSaysItsVersion(script);
            return !lastModified(archive).equals(longAgo);
        });
    }

    @Test
    void makesNoArchiveWhenToldNotTo() throws Exception {
        Path home = scratch.resolve("kgit");
        Path script = Program.copyTo(home);

        new Program(script, scratch).with("KGIT_NO_ARCHIVE", "1").run("--version");

        assertThat(home.resolve("cache")).doesNotExist();
    }

    /** For images: made once at build, used by users who can't write there. */
    @Test
    void makesItsArchiveAtOnceWhenAskedTo() throws Exception {
        Path home = scratch.resolve("kgit");
        Path script = Program.copyTo(home);
        Program.Result made =
                new Program(script, scratch).with("KGIT_MAKE_ARCHIVE", "1").run();
        assertThat(made).isEqualTo(new Program.Result(0, "", ""));
        assertThat(archives(home.resolve("cache"))).hasSize(1);

        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("r-xr-xr-x"));
        Path loaded = scratch.resolve("loaded.txt");
        try {
            new Program(script, scratch)
                    .with("HOME", "/nonexistent")
                    .with("KGIT_OPTS", "-Xlog:class+load:file=" + loaded)
                    .run("explain", "KG750");
        } finally {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        assertThat(Files.readString(loaded)).containsPattern("dev\\.kgit\\.cli\\.Kgit source: shared objects file");
    }

    @Test
    void saysThatNoArchiveCouldBeMadeWhenAskedTo() throws Exception {
        Path home = scratch.resolve("kgit");
        Path script = Program.copyTo(home);
        Files.writeString(home.resolve("cache"), "in the way");

        Program.Result failed =
                new Program(script, scratch).with("KGIT_MAKE_ARCHIVE", "1").run();

        assertThat(failed.exit()).isEqualTo(4);
        assertThat(failed.err()).contains("no class-data archive could be made");
    }

    private void assertSaysItsVersion(Path script) throws Exception {
        assertThat(new Program(script, scratch).run("--version")).isEqualTo(new Program.Result(0, VERSION, ""));
    }

    /** The shared copy; its first use makes the archive, which is waited for. */
    private Path archived() throws Exception {
        Path home = shared.resolve("kgit");
        Path script = Files.exists(home) ? home.resolve("bin/kgit") : Program.copyTo(home);
        Path cache = home.resolve("cache");
        assertSaysItsVersion(script);
        await("an archive in " + cache, () -> !archives(cache).isEmpty());
        return script;
    }

    /** Where its archive would be: a JDK of the same version that can't make any leaves a mark there. */
    private Path placeOfArchive(Path script) throws Exception {
        Path jdk = scratch.resolve("broken-jdk");
        Files.createDirectories(jdk.resolve("bin"));
        Files.setPosixFilePermissions(
                Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\nexit 1\n"),
                PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.copy(Path.of(System.getProperty("java.home"), "release"), jdk.resolve("release"));
        new Program(script, scratch)
                .with("JAVA_HOME", jdk.toString())
                .with("KGIT_MAKE_ARCHIVE", "1")
                .run();
        try (Stream<Path> marks = Files.list(script.getParent().resolveSibling("cache"))) {
            Path mark = marks.findFirst().orElseThrow();
            Files.delete(mark);
            String name = mark.getFileName().toString();
            assertThat(name).endsWith(".jsa.tried");
            return mark.resolveSibling(name.substring(0, name.length() - ".tried".length()));
        }
    }

    private static void await(String what, Callable<Boolean> isThere) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!isThere.call()) {
            assertThat(System.nanoTime()).as("%s within 2 minutes", what).isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private static Instant lastModified(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    private static List<Path> archives(Path cache) throws IOException {
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }
}
