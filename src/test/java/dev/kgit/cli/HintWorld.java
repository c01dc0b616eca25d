package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A repository and a platform in memory, in which something is wrong until somebody does what the hint says. */
final class HintWorld {

    static final String ENVIRONMENT = "environments/dev/environment.yaml";
    static final String TOPICS = "environments/dev/topics.yaml";
    static final String CONNECTORS = "environments/dev/connectors.yaml";
    private static final String KAFKA = "kafka: { bootstrap.servers: \"nowhere:9092\" }\n";
    private static final String MAIN = "connect: { main: { url: \"http://nowhere:8083\" } }\n";

    final FakePlatform platform = new FakePlatform();
    /** What lies beside the repository. */
    final Path folder;

    /** The repository, or the clone of it that commands run in. */
    CliFixture kgit;

    HintWorld(Path folder) {
        this.folder = folder;
        kgit = CliFixture.repository(folder.resolve("repository"), "shop").on(platform);
        kgit.write(ENVIRONMENT, KAFKA + MAIN).write(TOPICS, "topics: { a: { partitions: 1, replicationFactor: 1 } }\n");
    }

    /**
     * A diagnostic, and what its hint says.
     *
     * @param hint a part of it, which says what {@code follow} does
     * @param command that tells it
     * @param again the command as the hint says it; the same where the hint is about files or the platform
     */
    record Case(
            String code,
            String hint,
            String command,
            Consumer<HintWorld> provoke,
            Consumer<HintWorld> follow,
            String again) {

        static Case of(
                String code, String hint, String command, Consumer<HintWorld> provoke, Consumer<HintWorld> follow) {
            return new Case(code, hint, command, provoke, follow, command);
        }

        static Case saidOtherwise(String code, String hint, String command, Consumer<HintWorld> provoke, String again) {
            return new Case(code, hint, command, provoke, world -> {}, again);
        }

        @Override
        public String toString() {
            return code + " (" + hint + ")";
        }
    }

    HintWorld env(String more) {
        kgit.write(ENVIRONMENT, KAFKA + MAIN + more);
        return this;
    }

    /** Without Connect. */
    HintWorld envOnly(String more) {
        kgit.write(ENVIRONMENT, KAFKA + more);
        return this;
    }

    /** Beside another environment: a command has to say which. */
    HintWorld ofTwo() {
        return file("environments/other/environment.yaml", KAFKA);
    }

    HintWorld topics(String topics) {
        return file(TOPICS, "topics: { " + topics + " }\n");
    }

    HintWorld connector(String declaration) {
        return file(CONNECTORS, "connectors: { c: { " + declaration + " } }\n");
    }

    HintWorld file(String path, String text) {
        kgit.write(path, text);
        return this;
    }

    HintWorld commit() {
        kgit.commit("Change");
        return this;
    }

    HintWorld applied() {
        return commit().does("apply -e dev --auto-approve");
    }

    /** The topic holds records. */
    HintWorld data(String topic) {
        platform.cluster.evidence(TopicKind.id(topic), new TopicUsage(List.of(4096L), List.of(100L), 40L, List.of()));
        return this;
    }

    /** Another repository beside this one, on the same platform. */
    CliFixture another(String name, String project) {
        CliFixture other = CliFixture.repository(folder.resolve(name), project).on(platform);
        return other.write(ENVIRONMENT, KAFKA + MAIN);
    }

    /** Commands run in a clone of the repository from now on. */
    HintWorld cloned(String... how) {
        kgit = kgit.cloned(folder, how);
        return this;
    }

    /** Commands run in this folder from now on. */
    HintWorld in(String beside) {
        kgit = CliFixture.in(kgit.git().in(folder.resolve(beside))).on(platform);
        return this;
    }

    HintWorld git(String command) {
        kgit.git().run(command.split(" "));
        return this;
    }

    HintWorld delete(String path) {
        kgit.git().delete(path);
        return this;
    }

    HintWorld folder(String path) {
        return onDisk(() -> Files.createDirectories(kgit.git().folder().resolve(path)));
    }

    /** A symbolic link. */
    HintWorld link(String path, String to) {
        return onDisk(() -> Files.createSymbolicLink(kgit.git().folder().resolve(path), Path.of(to)));
    }

    /** Moves a file or a folder; both paths are relative to the repository. */
    HintWorld move(String from, String to) {
        Path root = kgit.git().folder();
        return onDisk(() -> Files.move(root.resolve(from), root.resolve(to)));
    }

    HintWorld bytes(String path, byte[] content) {
        return onDisk(() -> Files.write(kgit.git().folder().resolve(path), content));
    }

    private interface OnDisk {
        Object run() throws IOException;
    }

    private HintWorld onDisk(OnDisk work) {
        try {
            work.run();
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A command that a hint names, which has to succeed. */
    HintWorld does(String command) {
        does(kgit, command);
        return this;
    }

    static void does(CliFixture kgit, String command) {
        Result done = kgit.run(command.split(" "));
        assertThat(done.exit()).as("%s: %s", command, done).isEqualTo(ExitCode.DONE);
    }

    /** A command line without quotes. {@code FINGERPRINT} is that of the plan. */
    Result run(String command) {
        String said = command;
        if (command.contains("FINGERPRINT")) {
            Matcher shown = Pattern.compile("\"fingerprint\": *\"([^\"]+)\"")
                    .matcher(run("plan -e dev --format json").out());
            assertThat(shown.find()).isTrue();
            said = command.replace("FINGERPRINT", shown.group(1));
        }
        return kgit.run(said.split(" "));
    }
}
