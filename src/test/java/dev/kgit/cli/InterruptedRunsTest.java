package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that died, lost its lease or lost the platform: what it may have done is known, and nothing more is claimed. */
class InterruptedRunsTest {

    private static final ResourceId SECOND = ConnectorKind.id("main", "second");

    private final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void aRepository() {
        kgit = CliFixture.repository(folder.resolve("repo"), "shop")
                .on(platform)
                .write(
                        "environments/dev/environment.yaml",
                        "kafka: { bootstrap.servers: nowhere:9092 }\nconnect: { main: { url: http://nowhere:8083 } }\n"
                                + "prune: true\n"
                                + "guards: { maxDeletes: 50, maxDeletePercent: 100, maxChangePercent: 100 }\n");
    }

    private void committed(String topics, String connectors) {
        kgit.write(
                "environments/dev/topics.yaml",
                "topics: { kept: { partitions: 1, replicationFactor: 1 }" + topics + " }\n");
        kgit.write("environments/dev/connectors.yaml", "connectors: {" + connectors + "}\n");
        kgit.commit("Declare" + topics + connectors);
    }

    private static String connector(String name, String more) {
        return " " + name + ": { config: { connector.class: FileStreamSource, topic: kept }" + more + " },";
    }

    private static Result exits(int code, Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    private Result apply() {
        return kgit.run("apply", "--auto-approve");
    }

    private void killedAfter(ResourceId id) {
        platform.cluster.afterEach(action -> {
            if (action.id().equals(id)) {
                platform.log.dies();
                throw new AssertionError("killed");
            }
        });
        exits(ExitCode.BUG, apply());
        platform.cluster.afterEach(action -> {});
        platform.log.lives();
    }

    private boolean isThere(ResourceId id) {
        return platform.cluster.read(() -> Set.of(id)).state().get(id) != null;
    }

    @Test
    void claimNothingThatTheyCannotHaveSent() {
        committed("", "");
        exits(ExitCode.DONE, apply());
        String connectors = connector("first", "") + connector("second", ", dependsOn: [connector/main/first]");
        committed("", connectors);
        killedAfter(ConnectorKind.id("main", "first"));
        platform.cluster.connector(
                SECOND, Map.of("connector.class", "FileStreamSource", "topic", "kept", "name", "second"));
        committed("", "");
        exits(ExitCode.DONE, apply());
        assertThat(isThere(SECOND)).as("made by somebody else").isTrue();
    }

    @Test
    void leaveUnknownWhoseDoingAChangeIs() {
        committed(", a: { partitions: 1, replicationFactor: 1, config: { retention.ms: 1d } }", "");
        exits(ExitCode.DONE, apply());
        committed(", a: { partitions: 1, replicationFactor: 1, config: { retention.ms: 2d } }", "");
        killedAfter(TopicKind.id("a"));
        assertThat(exits(ExitCode.DIFFERENCES, kgit.run("drift")).out()).contains("topic/a  [unknown,");
        committed(", a: { partitions: 1, replicationFactor: 1, config: { retention.ms: 3d } }", "");
        assertThat(kgit.run("plan").out()).contains("~ update topic/a  [unknown,");
        exits(ExitCode.DONE, apply());
        platform.cluster.topicConfig("a", "retention.ms", "1000");
        assertThat(kgit.run("plan").out()).contains("~ update topic/a  [drift,");
    }

    @Test
    void areNotTheReasonWhyWhatNeverWasIsMissing() {
        committed("", "");
        exits(ExitCode.DONE, apply());
        committed(", a: { partitions: 1, replicationFactor: 1 }, b: { partitions: 1, replicationFactor: 1 }", "");
        killedAfter(TopicKind.id("a"));
        assertThat(kgit.run("plan").out()).contains("+ create topic/b  [git,");
    }

    @Test
    void ownWhatTheyMadeInPlaceOfWhatSomebodyHasDeleted() {
        committed(", a: { partitions: 1, replicationFactor: 1 }", "");
        exits(ExitCode.DONE, apply());
        platform.cluster.remove(TopicKind.id("a"));
        killedAfter(TopicKind.id("a"));
        committed("", "");
        exits(ExitCode.DONE, apply());
        assertThat(isThere(TopicKind.id("a"))).isFalse();
    }

    @Test
    void areStillToldOfWhatTheySentWhereNobodyCanBeAskedAboutItAnyMore() {
        committed("", connector("first", ""));
        killedAfter(ConnectorKind.id("main", "first"));
        String settings = kgit.read("environments/dev/environment.yaml");
        kgit.write(
                "environments/dev/environment.yaml",
                settings.replace("connect: { main: { url: http://nowhere:8083 } }\n", ""));
        committed("", "");
        for (int run = 0; run < 2; run++) {
            assertThat(exits(ExitCode.DONE, apply()).out()).contains("KG220", "connector/main/first");
        }
        kgit.write("environments/dev/environment.yaml", settings);
        kgit.commit("Connect once more");
        exits(ExitCode.DONE, apply());
        assertThat(isThere(ConnectorKind.id("main", "first"))).isFalse();
    }

    /** What the broker refuses was not done, and leaves nothing unknown. */
    @Test
    void doNotCountWhereTheBrokerRefusesAChange() {
        committed(", a: { partitions: 1, replicationFactor: 1, config: { retention.ms: 1d } }", "");
        exits(ExitCode.DONE, apply());
        committed(", a: { partitions: 1, replicationFactor: 1, config: { no.such.key: 1, retention.ms: 1d } }", "");
        exits(ExitCode.INCOMPLETE, kgit.run("apply", "--auto-approve", "--no-broker-check"));
        committed(", a: { partitions: 1, replicationFactor: 1, config: { retention.ms: 2d } }", "");
        assertThat(kgit.run("plan").out()).contains("~ update topic/a  [git,");
    }

    @Test
    void tellWhatWasSentBeforeNobodyAnsweredAnyMore() {
        committed(", a: { partitions: 1, replicationFactor: 1 }", "");
        exits(ExitCode.DONE, apply());
        committed(", b: { partitions: 1, replicationFactor: 1 }", "");
        platform.cluster.afterEach(action -> platform.cluster.down(
                new KgitException.Unavailable(Diagnostic.error("KG400", "Kafka does not answer"))));
        Result lost = exits(ExitCode.INCOMPLETE, apply());
        assertThat(lost.out() + lost.err()).contains("KG508", "topic/b", "topic/a");
        platform.cluster.afterEach(action -> {}).up();
        exits(ExitCode.DONE, apply());
        assertThat(isThere(TopicKind.id("a"))).isFalse();
    }

    @Test
    void changeNothingAnyMoreOfWhatWasForgottenSince() {
        committed("", connector("first", "") + connector("second", ", dependsOn: [connector/main/first]"));
        CliFixture other = kgit.as("ben", "ci-7");
        platform.cluster.afterEach(action -> {
            if (action.id().equals(ConnectorKind.id("main", "first"))) {
                committed("", "");
                exits(ExitCode.DONE, other.run("unlock", "--force"));
                exits(ExitCode.DONE, other.run("forget", "connector/main/first"));
            }
        });
        apply();
        platform.cluster.afterEach(action -> {});
        assertThat(kgit.run("plan").out()).doesNotContain("- delete");
    }
}
