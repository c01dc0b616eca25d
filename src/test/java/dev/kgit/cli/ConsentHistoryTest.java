package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What `validate` tells of consents that stood before the change which they are to open. */
class ConsentHistoryTest {

    private static final String ALLOWED = "retention.ms: 2d }, allow: [data-loss]";

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void repository() {
        kgit = CliFixture.repository(folder, "shop").environment("dev", "localhost:9092", "");
    }

    private void declare(String orders) {
        kgit.write("environments/dev/topics.yaml", "topics:\n  other: {}\n  orders: { " + orders + " }\n");
    }

    private void commit(String orders) {
        declare(orders);
        kgit.commit("orders: " + orders);
    }

    /** What `validate` prints; warnings are no errors. */
    private String validated() {
        Result result = kgit.run("validate");
        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.DONE);
        return result.out();
    }

    @Test
    void namesTheOneThatStandsInTheCommitBeforeTheChange() {
        commit("config: { " + ALLOWED);
        String before = kgit.git().run("rev-parse", "--short=10", "HEAD").strip();
        commit("config: { retention.ms: 1d }, allow: [data-loss]");

        assertThat(validated())
                .contains(
                        "environments/dev/topics.yaml:3:3: warning KG165: topic/orders: the consent data-loss stands in"
                                + " commit " + before + " already, without this change of config.retention.ms")
                .contains("allow: { data-loss: why }");
        JsonNode json = JsonMapper.shared()
                .readTree(kgit.run("validate", "--format", "json").out());
        assertThat(json.at("/diagnostics/0/code").asString()).isEqualTo("KG165");
    }

    @Test
    void namesItWhereTheChangeIsNotCommittedYet() {
        commit("config: { " + ALLOWED);
        kgit.write("environments/dev/more.yaml", "topics: { more: {} }\n");
        kgit.commit("More");
        declare("config: { retention.ms: 1d }, allow: [data-loss]");
        assertThat(validated()).contains("KG165");
        declare("state: absent, allow: [data-loss]");
        assertThat(validated()).contains("KG165", "without this change of state: absent");
    }

    @Test
    void comparesWithTheCommitBeforeAlsoWhileSomethingElseIsNotCommitted() {
        commit("config: { " + ALLOWED);
        commit("config: { retention.ms: 1d }, allow: [data-loss]");
        kgit.write("environments/dev/more.yaml", "topics: { more: {} }\n");
        assertThat(validated()).contains("KG165");
    }

    @Test
    void saysNothingOfAConsentThatIsGivenWithTheChange() {
        commit("config: { retention.ms: 7d }");
        commit("config: { " + ALLOWED);
        assertThat(validated()).doesNotContain("KG165");
        commit("config: { retention.ms: 1d }, allow: { data-loss: nobody reads it }");
        assertThat(validated()).doesNotContain("KG165");
    }

    @Test
    void saysNothingOfAChangeThatNeedsNoSuchConsent() {
        commit("config: { " + ALLOWED);
        commit("config: { segment.ms: 1h, " + ALLOWED);
        assertThat(validated()).as("another key").doesNotContain("KG165");
        commit("config: { segment.ms: 1h, retention.ms: 7d }, allow: [data-loss]");
        assertThat(validated()).as("more is kept").doesNotContain("KG165");
        kgit.git().run("commit", "--quiet", "--allow-empty", "-m", "Nothing");
        assertThat(validated()).as("no change").doesNotContain("KG165");
    }

    @Test
    void saysNothingWhereTheEnvironmentConsentsForGood() {
        kgit.environment("dev", "localhost:9092", "defaults: { topics: { allow: [data-loss] } }\n");
        commit("config: { " + ALLOWED);
        commit("config: { retention.ms: 1d }, allow: [data-loss]");
        assertThat(validated()).doesNotContain("KG165");
    }

    @Test
    void findsItInWhicheverFileItStandsAndAmongMany() {
        kgit.write("environments/base/needed.yaml", "topics: { needed: {} }\n");
        kgit.write("environments/base/orders.yaml", "topics: { orders: { config: { retention.ms: 2d } } }\n");
        kgit.write("environments/dev/topics.yaml", "topics: { orders: { allow: [data-loss] } }\n");
        kgit.write("environments/dev/sink.yaml", """
                connectors:
                  orders-sink:
                    connectCluster: main
                    dependsOn: [topic/needed]
                    config: { connector.class: Sink, topics: orders, tasks.max: 1 }
                """);
        kgit.environment("dev", "localhost:9092", "connect: { main: { url: \"http://localhost:8083\" } }\n");
        kgit.commit("What the topic is, what may be done, and who needs what");
        kgit.write("environments/base/orders.yaml", "topics: { orders: { config: { retention.ms: 1d } } }\n");
        assertThat(validated()).contains("topic/orders: the consent data-loss stands");

        kgit.commit("Less");
        StringBuilder many = new StringBuilder("topics:\n");
        for (int i = 0; i < 30; i++) {
            many.append("  many.").append(i).append(": { config: { retention.ms: 2d }, allow: [data-loss] }\n");
        }
        kgit.write("environments/base/many.yaml", many.toString());
        kgit.commit("Many");
        kgit.write("environments/base/many.yaml", many.toString().replace("2d", "1d"));
        assertThat(validated()).contains("topic/many.29: the consent").doesNotContain("topic/orders");
    }

    @Test
    void saysNothingWithoutHistory() throws IOException {
        commit("config: { " + ALLOWED);
        commit("config: { retention.ms: 1d }, allow: [data-loss]");
        Path shallow = folder.resolveSibling(folder.getFileName() + "-shallow");
        kgit.git().run("clone", "--quiet", "--depth", "1", folder.toUri().toString(), shallow.toString());
        Result result = kgit.run("-C", shallow.toString(), "validate");
        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.DONE);
        assertThat(result.out()).doesNotContain("KG165");
        Files.move(folder.resolve(".git"), folder.resolve("git"));
        assertThat(validated()).doesNotContain("KG165");
    }
}
