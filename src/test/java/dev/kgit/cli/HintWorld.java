package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicUsage;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A repository and a platform in memory, in which something is wrong until somebody does what the hint says. */
final class HintWorld {

    static final String ENVIRONMENT = "environments/dev/environment.yaml";
    static final String TOPICS = "environments/dev/topics.yaml";
    static final String CONNECTORS = "environments/dev/connectors.yaml";
    private static final String KAFKA = "kafka: { bootstrap.servers: \"nowhere:9092\" }\n";
    private static final String MAIN = "connect: { main: { url: \"http://nowhere:8083\" } }\n";

    final FakePlatform platform = new FakePlatform();
    final CliFixture kgit;

    HintWorld(Path folder) {
        kgit = CliFixture.repository(folder, "shop").on(platform);
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
        commit();
        Result applied = kgit.run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
        return this;
    }

    /** The topic holds records. */
    HintWorld data(String topic) {
        platform.cluster.evidence(TopicKind.id(topic), new TopicUsage(List.of(4096L), List.of(100L), 40L, List.of()));
        return this;
    }

    /** A command line without quotes. */
    Result run(String command) {
        return kgit.run(command.split(" "));
    }
}
