package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import dev.kgit.git.Traps;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No command starts a program: in a process of its own, with a PATH, a home and an environment full of traps. */
@RealServers
class NoProgramsCommandLineTest {

    private static final List<String> LINES = List.of(
            "validate",
            "fmt --check",
            "plan --timeout 30s",
            "plan --timeout 30s --format github",
            "plan --timeout 30s --trust main",
            "apply --auto-approve",
            "drift",
            "drift --format sarif",
            "history",
            "history topic/TOPIC",
            "rollback main~1",
            "adopt topic/TOPIC",
            "import -o -",
            "explain KG604",
            "render graph",
            "doctor",
            "unlock");

    @TempDir
    Path temp;

    @Test
    void startsNone() throws Exception {
        String topic = "traps-" + UUID.randomUUID().toString().substring(0, 8);
        Traps traps = new Traps(temp.resolve("traps"));
        CliFixture kgit = repository(topic);
        bring(kgit, traps);

        ProcessBuilder process = new ProcessBuilder(command(topic, traps))
                .directory(kgit.git().folder().toFile())
                .redirectErrorStream(true);
        process.environment().put("PATH", traps.programs().toString());
        process.environment().put("HOME", home(traps).toString());
        process.environment().put("XDG_CONFIG_HOME", home(traps).resolve("xdg").toString());
        for (String name : List.of(
                "GIT_SSH_COMMAND",
                "GIT_SSH",
                "GIT_EXTERNAL_DIFF",
                "GIT_PAGER",
                "PAGER",
                "GIT_EDITOR",
                "EDITOR",
                "VISUAL",
                "GIT_SEQUENCE_EDITOR",
                "GIT_ASKPASS",
                "SSH_ASKPASS",
                "GIT_PROXY_COMMAND",
                "BROWSER",
                "SHELL")) {
            process.environment().put(name, traps.programs().resolve("sh").toString());
        }
        process.environment()
                .put("GIT_CONFIG_GLOBAL", home(traps).resolve(".gitconfig").toString());
        process.environment()
                .put("GIT_CONFIG_SYSTEM", home(traps).resolve(".gitconfig").toString());
        traps.reset();
        Process started = process.start();
        started.getOutputStream().close();
        String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(started.waitFor()).as(said).isZero();
        assertThat(said)
                .contains(LINES.stream()
                        .map(line -> line.replace("TOPIC", topic) + ": 0\n")
                        .toList());
        assertThat(traps.sprung()).as(said).isEmpty();
    }

    private CliFixture repository(String topic) {
        CliFixture kgit = CliFixture.repository(temp.resolve("repo"), topic + "-project");
        kgit.environment("dev", Workers.shared().bootstrapServers(), "guards: { requireCleanTree: false }\n");
        kgit.write("environments/dev/topics.yaml", "topics: { " + topic + ": { partitions: 1 } }\n");
        kgit.commit("one");
        kgit.write("environments/dev/topics.yaml", "topics:\n  " + topic + ":\n    partitions: 1\n");
        kgit.write(".gitattributes", "* filter=trap diff=trap merge=trap\n");
        kgit.commit("two");
        return kgit;
    }

    /** The configuration in each place where Git or JGit might look for it, and a bare repository in the tree. */
    private void bring(CliFixture kgit, Traps traps) throws IOException {
        Path folder = kgit.git().folder();
        kgit.git().run("clone", "--quiet", "--bare", ".", "bare.git");
        for (String file : List.of(".git/config", "bare.git/config")) {
            Files.writeString(folder.resolve(file), Files.readString(folder.resolve(file)) + traps.configuration());
        }
        traps.hooksIn(folder.resolve(".git/hooks"));
        traps.hooksIn(folder.resolve("bare.git/hooks"));
        // Git's index can't answer for a file with another time.
        assertThat(folder.resolve("environments/dev/topics.yaml").toFile().setLastModified(1_000_000))
                .isTrue();
        Path home = home(traps);
        for (String file : List.of(".gitconfig", "xdg/git/config", "xdg/jgit/config", ".config/git/config")) {
            Files.createDirectories(home.resolve(file).getParent());
            Files.writeString(home.resolve(file), traps.configuration());
        }
    }

    private static Path home(Traps traps) {
        return traps.programs().resolveSibling("home");
    }

    private static List<String> command(String topic, Traps traps) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home(traps),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Lines.class.getName()));
        LINES.forEach(line -> command.add(line.replace("TOPIC", topic)));
        return command;
    }

    /** Several commands in one process. */
    static final class Lines {

        public static void main(String[] lines) {
            StringBuilder exits = new StringBuilder("exits:\n");
            for (String line : lines) {
                ProcessContext console = new ProcessContext(
                        System.out,
                        System.out,
                        new BufferedReader(new StringReader("")),
                        System.getenv(),
                        Clock.systemUTC(),
                        Path.of("").toAbsolutePath(),
                        false,
                        false,
                        false);
                exits.append(line)
                        .append(": ")
                        .append(Kgit.run(console, line.split(" ", -1)))
                        .append('\n');
            }
            System.out.println(exits);
        }
    }
}
