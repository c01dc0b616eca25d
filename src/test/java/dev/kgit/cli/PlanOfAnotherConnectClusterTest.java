package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.ResourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was reviewed for one Connect cluster is not done in another. */
class PlanOfAnotherConnectClusterTest {

    private static final String TOPICS = "topics: { orders: { partitions: 1, replicationFactor: 1 } }\n";
    private static final String SINK =
            "connectors: { sink: { connectCluster: main, config: { connector.class: Sink, topics: orders } } }\n";

    private final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    private CliFixture kgit;
    private Path file;

    @BeforeEach
    void aRepository() {
        file = folder.resolve("saved.plan");
        kgit = CliFixture.repository(folder.resolve("repo"), "shop")
                .on(platform)
                .write(
                        "environments/dev/environment.yaml",
                        "kafka: { bootstrap.servers: nowhere:9092 }\n"
                                + "connect: { main: { url: \"${{ env.MAIN }}\" }, side: { url: \"${{ env.SIDE }}\" } }\n")
                .env("MAIN", "http://ann:s3cr3t-of-ann@one:8083/")
                .env("SIDE", "http://side:8083");
    }

    private void declared(String resources) {
        kgit.write("environments/dev/resources.yaml", resources);
        kgit.commit("Declare");
    }

    private void saved() {
        assertThat(kgit.run("plan", "--out", file.toString()).exit()).isEqualTo(ExitCode.DONE);
    }

    private Result exits(int code, Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    private boolean hasSink() {
        ResourceId sink = ConnectorKind.id("main", "sink");
        return platform.cluster.read(() -> Set.of(sink)).state().get(sink) != null;
    }

    @Test
    void isRefusedWhereItHasConnectors() {
        declared(TOPICS + SINK);
        saved();
        kgit.env("MAIN", "http://two:8083");

        Result refused = exits(ExitCode.REFUSED, kgit.run("apply", file.toString()));
        assertThat(refused.err()).contains("KG675", "Connect cluster main at one:8083; here it is at two:8083");
        assertThat(hasSink()).isFalse();

        kgit.env("MAIN", "http://one:8083");
        exits(ExitCode.DONE, kgit.run("apply", file.toString()));
        assertThat(hasSink()).isTrue();
    }

    @Test
    void isNotTheOneThatWasExpected() {
        declared(TOPICS + SINK);
        String seen = kgit.fingerprint();
        kgit.env("MAIN", "http://two:8083");
        Result refused = exits(ExitCode.REFUSED, kgit.run("apply", "--expect", seen));
        assertThat(refused.err()).contains("KG679");
        kgit.env("MAIN", "http://ONE:8083/").env("SIDE", "http://elsewhere:8083");
        exits(ExitCode.DONE, kgit.run("apply", "--expect", seen));
    }

    @Test
    void doesNotMatterToTopicsAlone() {
        declared(TOPICS);
        String seen = kgit.fingerprint();
        saved();
        kgit.env("MAIN", "http://two:8083");
        assertThat(kgit.fingerprint()).isEqualTo(seen);
        exits(ExitCode.DONE, kgit.run("apply", file.toString()));
        assertThat(platform.cluster
                        .read(() -> Set.of(TopicKind.id("orders")))
                        .state()
                        .get(TopicKind.id("orders")))
                .isNotNull();
    }

    @Test
    void holdsNoCredentials() throws IOException {
        declared(TOPICS + SINK);
        saved();
        assertThat(Files.readString(file)).contains("\"one:8083\"").doesNotContain("s3cr3t", "q=1");
    }
}
