package dev.kgit.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How the program starts, whatever the folder, the shell and the JDK. */
@Execution(ExecutionMode.CONCURRENT)
class LauncherIT {

    private static final String VERSION = "kgit " + Program.VERSION + "\n";

    @TempDir
    Path scratch;

    @Test
    void startsFromAnyFolder() throws Exception {
        assertThat(new Program(Program.DISTRIBUTION.resolve("bin/kgit"), scratch).run("--version"))
                .isEqualTo(new Program.Result(0, VERSION, ""));
    }

    @Test
    void startsThroughLinks() throws Exception {
        Path first = Files.createSymbolicLink(scratch.resolve("first"), Program.DISTRIBUTION.resolve("bin/kgit"));
        Path relative = Files.createSymbolicLink(scratch.resolve("second"), first.getFileName());

        assertThat(new Program(relative, scratch).run("--version")).isEqualTo(new Program.Result(0, VERSION, ""));
    }

    @Test
    void passesTheExitCodeOn() throws Exception {
        Program.Result wrong = new Program(Program.DISTRIBUTION.resolve("bin/kgit"), scratch).run("no-such-verb");

        assertThat(wrong.exit()).isEqualTo(64);
        assertThat(wrong.err()).contains("no-such-verb");
    }

    @Test
    void worksInAFolderWithSpaces() throws Exception {
        Path script = Program.copyTo(scratch.resolve("a folder with spaces").resolve("kgit"));
        Program program = new Program(script, scratch);

        assertThat(program.run("--version")).isEqualTo(new Program.Result(0, VERSION, ""));
        Program.Result files =
                program.run("-C", script.getParent().resolveSibling("example").toString(), "-e", "sandbox", "validate");
        assertThat(files.exit()).as(files.err()).isZero();
    }

    @Test
    void findsNamesBeyondAsciiInTheCLocale() throws Exception {
        String script = "d=$(printf 'f\\303\\274r'); mkdir -p \"$d/environments/dev\""
                + " && printf 'apiVersion: kgit/v1\\nproject: p\\n' >\"$d/kgit.yaml\""
                + " && printf 'kafka: { bootstrap.servers: \"localhost:1\" }\\n' >\"$d/environments/dev/environment.yaml\""
                + " && printf 'topics: { a: {} }\\n' >\"$d/environments/dev/$d.yaml\""
                + " && cd \"$d\" && exec '" + Program.DISTRIBUTION.resolve("bin/kgit") + "' validate";
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", script)
                .directory(scratch.toFile())
                .redirectErrorStream(true);
        shell.environment().put("LC_ALL", "C");
        Process validate = shell.start();
        String said = new String(validate.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(validate.waitFor()).as(said).isZero();
        assertThat(said).contains("valid: 1 resource");
    }

    @Test
    void startsWhateverTheShellAndTheJvmAreSetTo() throws Exception {
        Path script = Program.DISTRIBUTION.resolve("bin/kgit");
        assertThat(new Program(script, scratch).with("CDPATH", "/:/usr:.").run("--version"))
                .isEqualTo(new Program.Result(0, VERSION, ""));
        Program.Result g1 = new Program(script, scratch)
                .with("_JAVA_OPTIONS", "-XX:+UseG1GC")
                .run("--version");
        assertThat(g1.exit()).as(g1.err()).isZero();
        assertThat(g1.out()).isEqualTo(VERSION);
    }

    @Test
    void saysWhyItCanNotStart() throws Exception {
        Path colon = Files.createDirectories(scratch.resolve("a:b/bin")).resolve("kgit");
        Files.copy(Program.DISTRIBUTION.resolve("bin/kgit"), colon);
        Program.Result parted = new Program(colon, scratch).run("--version");
        assertThat(parted.exit()).isEqualTo(4);
        assertThat(parted.err()).contains("a:b/bin has a colon in its name");

        Path gone = Files.createDirectory(scratch.resolve("gone"));
        Process shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        "rmdir \"$PWD\" && exec '" + Program.DISTRIBUTION.resolve("bin/kgit") + "' --version")
                .directory(gone.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(said).isEqualTo(4);
        assertThat(said).contains("the working folder is not there any more");
    }

    @Test
    void saysWhatIsWrongWithJavaHome() throws Exception {
        Program.Result missing = new Program(Program.DISTRIBUTION.resolve("bin/kgit"), scratch)
                .with("JAVA_HOME", "/no/such/jdk")
                .run("--version");
        assertThat(missing.exit()).isEqualTo(4);
        assertThat(missing.err()).contains("/no/such/jdk");

        Program.Result old = new Program(Program.DISTRIBUTION.resolve("bin/kgit"), scratch)
                .with("JAVA_HOME", oldJdk().toString())
                .run("--version");
        assertThat(old.exit()).isEqualTo(4);
        assertThat(old.err()).contains("is Java 11").contains("17 or later");
    }

    @Test
    void takesTheNewestJavaThatItFindsWhereNobodySaysWhich() throws Exception {
        Path newer = scratch.resolve("jdk-99");
        Path java = Files.createDirectories(newer.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho started by 99\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(newer.resolve("release"), "JAVA_VERSION=\"99.0.1\"\n");
        String path = newer.resolve("bin") + ":" + System.getenv("PATH");

        assertThat(new Program(Program.DISTRIBUTION.resolve("bin/kgit"), scratch)
                        .with("JAVA_HOME", "")
                        .with("PATH", path)
                        .run("--version")
                        .out())
                .isEqualTo("started by 99\n");
        // An older one on the PATH, beside a newer one where systems keep theirs.
        Path older = Files.createSymbolicLink(scratch.resolve("older"), oldJdk());
        Program.Result result = new Program(Program.DISTRIBUTION.resolve("bin/kgit"), scratch)
                .with("JAVA_HOME", "")
                .with("PATH", older.resolve("bin") + ":" + System.getenv("PATH"))
                .run("--version");
        if (Files.isDirectory(Path.of("/usr/lib/jvm"))) {
            assertThat(result).isEqualTo(new Program.Result(0, VERSION, ""));
        } else {
            assertThat(result.err()).contains("is Java 11");
        }
    }

    @Test
    void aTrainingThatFailsLeavesNoArchiveInARelease() throws Exception {
        Path release = scratch.resolve("release");
        Path script = Files.createDirectories(release.resolve("bin")).resolve("kgit");
        Files.copy(Program.DISTRIBUTION.resolve("bin/kgit"), script);
        Files.createFile(Files.createDirectories(release.resolve("lib")).resolve("kgit-1.jar"));
        // As the JVM does: it keeps what it has seen by then.
        Path java = Files.createDirectories(release.resolve("runtime/bin")).resolve("java");
        Files.writeString(
                java,
                "#!/bin/sh\nfor arg; do case $arg in -XX:AOTCacheOutput=*) echo half >\"${arg#*=}\" ;; esac; done\nexit 4\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(release.resolve("runtime/platform"), "linux-x64 /\n");

        Program.Result made =
                new Program(script, scratch).with("KGIT_MAKE_ARCHIVE", "1").run();
        assertThat(made.exit()).isEqualTo(4);
        assertThat(made.err()).contains("no archive of classes was made in " + release.resolve("lib"));
        assertThat(release.resolve("lib"))
                .isDirectoryNotContaining("glob:**aot")
                .isDirectoryNotContaining("glob:**made*");
    }

    private Path oldJdk() throws IOException {
        Path jdk = scratch.resolve("jdk-11");
        Files.createDirectories(jdk.resolve("bin"));
        Files.createFile(
                jdk.resolve("bin/java"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"11.0.22\"\n");
        return jdk;
    }
}
