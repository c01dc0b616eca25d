package dev.kgit.cli;

import dev.kgit.git.GitProgram;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.manifest.Sections;
import dev.kgit.workflow.PlatformConnection;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * kgit's command line on a repository of its own: {@link #run} in this process, {@link #start} in a JVM that can be
 * killed.
 *
 * <p>Give each test a project and topic names of its own; then many share one broker and one ledger.
 */
final class CliFixture {

    /** What a command left behind. */
    record Result(int exit, String out, String err) {

        /** For a failing assertion: all there is to know. */
        @Override
        public String toString() {
            return "exit " + exit + "\n--- out\n" + out + "--- err\n" + err;
        }
    }

    private final GitProgram git;
    private final Map<String, String> env;
    private Clock clock = Clock.systemUTC();
    private String answer = "";
    private Runnable beforeAnswer = () -> {};
    private boolean interactive;
    private InterruptHandler interrupts = InterruptHandler.NONE;
    private PlatformConnection.Opener opener = PlatformConnection::toPlatform;
    private Sections sections = BuiltInKinds.SECTIONS;

    private CliFixture(GitProgram git, Map<String, String> env) {
        this.git = git;
        this.env = new TreeMap<>(env);
    }

    /** An empty Git repository in the folder, with a kgit.yaml; nothing is committed. */
    static CliFixture repository(Path folder, String project) {
        try {
            GitProgram git = GitProgram.init(folder);
            git.write("kgit.yaml", "apiVersion: kgit/v1\nproject: " + project + "\n");
            return in(git);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** kgit in a working tree that is there already. */
    static CliFixture in(GitProgram git) {
        return new CliFixture(git, Map.of("USER", "ann", "HOSTNAME", "laptop"));
    }

    GitProgram git() {
        return git;
    }

    /** Writes a file of the repository. */
    CliFixture write(String path, String content) {
        git.write(path, content);
        return this;
    }

    String read(String path) {
        return git.read(path);
    }

    /** Writes {@code environments/NAME/environment.yaml} for the broker, with more lines behind it. */
    CliFixture environment(String name, String bootstrapServers, String more) {
        return write(
                "environments/" + name + "/environment.yaml",
                "kafka: { bootstrap.servers: \"" + bootstrapServers + "\" }\n" + more);
    }

    /** Commits everything; the hash. */
    String commit(String subject) {
        return git.commit(subject);
    }

    /** Sets an environment variable for all later runs. */
    CliFixture env(String name, String value) {
        env.put(name, value);
        return this;
    }

    CliFixture clock(Clock other) {
        clock = other;
        return this;
    }

    /** Has somebody sit at the terminal who answers each question with these lines. */
    CliFixture answers(String lines) {
        return answers(lines, () -> {});
    }

    /** The same, where something happens before the answer. */
    CliFixture answers(String lines, Runnable meanwhile) {
        answer = lines;
        beforeAnswer = meanwhile;
        interactive = true;
        return this;
    }

    /** Has somebody at the keyboard who can press Ctrl-C. */
    CliFixture interrupts(InterruptHandler keyboard) {
        interrupts = keyboard;
        return this;
    }

    /** Has all that goes to a cluster go to this one, in this process. */
    CliFixture on(PlatformConnection.Opener platform) {
        opener = platform;
        return this;
    }

    /** Has other kinds of resources than those that kgit comes with. */
    CliFixture with(Sections others) {
        sections = others;
        return this;
    }

    /** A clone of what is committed, in a folder of the name {@code clone}, with the same cluster. */
    CliFixture cloned(Path into, String... how) {
        List<String> clone = new ArrayList<>(List.of("clone", "--quiet"));
        clone.addAll(List.of(how));
        clone.addAll(List.of("file://" + git.folder(), "clone"));
        GitProgram beside = git.in(into);
        beside.run(clone.toArray(String[]::new));
        return in(beside.in(into.resolve("clone"))).on(opener);
    }

    /** Another user on another host in the same working tree. */
    CliFixture as(String user, String host) {
        CliFixture other = new CliFixture(git, env);
        other.clock = clock;
        other.opener = opener;
        other.sections = sections;
        return other.env("USER", user).env("HOSTNAME", host);
    }

    /** That of the plan as it is now, whether it is blocked or not. */
    String fingerprint() {
        Result plan = run("plan", "--format", "json");
        return plan.out().replaceAll("(?s).*\"fingerprint\": \"(sha256:[0-9a-f]{64})\".*", "$1");
    }

    /** Runs a command in this process. */
    Result run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ProcessContext console = new ProcessContext(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader(answer)) {
                    @Override
                    public String readLine() throws IOException {
                        beforeAnswer.run();
                        return super.readLine();
                    }
                },
                Map.copyOf(env),
                clock,
                git.folder(),
                false,
                false,
                interactive,
                interrupts,
                opener,
                sections);
        int exit = Kgit.run(console, args);
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Starts a command in a JVM of its own. Its standard error is part of its standard output. */
    Process start(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder process =
                new ProcessBuilder(command).directory(git.folder().toFile()).redirectErrorStream(true);
        process.environment().putAll(env);
        try {
            return process.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
