package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connector's config can name topics of another Kafka cluster, by an address beside the name: nobody misses those here. */
class TopicsOfOtherClustersTest {

    private static final String SINK = "connector.class: org.example.HttpSink, topics: elsewhere";
    private static final String SOURCE =
            "connector.class: io.debezium.connector.mysql.MySqlConnector, topic.prefix: db,"
                    + " schema.history.internal.kafka.topic: elsewhere";
    private static final String LICENSED =
            "connector.class: io.confluent.connect.s3.S3SinkConnector, topics: here, confluent.license: x";

    private final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void aRepository() {
        kgit = CliFixture.repository(folder, "shop")
                .on(platform)
                .environment("dev", "kafka.example.org:9092", "connect: { main: { url: \"http://nowhere:8083\" } }\n")
                .write("environments/dev/topics.yaml", "topics: { here: { partitions: 1, replicationFactor: 1 } }\n");
    }

    private Result plan(String config) {
        kgit.write(
                "environments/dev/connectors.yaml",
                "connectors:\n  c:\n    config:\n      " + config.replace(", ", "\n      ") + "\n");
        return kgit.run("plan");
    }

    private void workersConnectTo(String servers) {
        kgit.write("environments/dev/connect.yaml", """
                connectClusters:
                  main:
                    groupId: main
                    replicationFactor: 1
                    worker: { bootstrap.servers: "%s" }
                """.formatted(servers));
    }

    private static Result exits(int code, Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                SINK + " | consumer.override.bootstrap.servers",
                "connector.class: org.example.HttpSink, topics: here, errors.deadletterqueue.topic.name: elsewhere, "
                        + "errors.deadletterqueue.topic.replication.factor: 1 | producer.override.bootstrap.servers"
            })
    void areNotMissedWhereTheClientGoesElsewhere(String config, String key) {
        assertThat(exits(ExitCode.INVALID, plan(config)).out()).contains("error KG152", "topic/elsewhere");
        assertThat(exits(ExitCode.DONE, plan(config + ", " + key + ": other.example.org:9092"))
                        .out())
                .doesNotContain("KG152");
        assertThat(exits(ExitCode.INVALID, plan(config + ", " + key + ": SASL_SSL://kafka.example.org:9092"))
                        .out())
                .as("its own address")
                .contains("error KG152");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                SOURCE + " | schema.history.internal.kafka.bootstrap.servers",
                LICENSED + " | confluent.topic.bootstrap.servers",
                "connector.class: org.example.HttpSink, topics: here, reporter.error.topic.name: elsewhere"
                        + " | reporter.bootstrap.servers"
            })
    void areToldWhereNobodyCanTellAndMissedOrNotWhereTheWorkersAddressIsDeclared(String config, String key) {
        assertThat(exits(ExitCode.INVALID, plan(config)).out()).contains("error KG152");
        String internal = config + ", " + key + ": internal:29092";
        assertThat(exits(ExitCode.DONE, plan(internal)).out())
                .contains("warning KG152", "unless " + key + " is another cluster")
                .contains("declare `bootstrap.servers` under `connectClusters: { main: { worker: ... } }`");
        workersConnectTo("internal:29092");
        assertThat(exits(ExitCode.INVALID, plan(internal)).out()).contains("error KG152");
        workersConnectTo("kafka.example.org:9093");
        assertThat(exits(ExitCode.DONE, plan(internal)).out()).doesNotContain("KG152");
    }

    @Test
    void areNotMissedForAConnectorThatStaysAsItIsEither() {
        platform.cluster.topic("here", 1, 1);
        String address = "consumer.override.bootstrap.servers";
        running("connector.class", "org.example.HttpSink", "topics", "elsewhere");
        assertThat(exits(ExitCode.INVALID, plan(SINK)).out())
                .contains("connectors.yaml:5:", "error KG152: topics names topic/elsewhere, which is neither declared");
        running("connector.class", "org.example.HttpSink", "topics", "elsewhere", address, "other:9092");
        assertThat(exits(ExitCode.DONE, plan(SINK + ", " + address + ": other:9092"))
                        .out())
                .contains("No changes")
                .doesNotContain("KG152");
        running(
                "connector.class",
                "org.example.HttpSink",
                "topics",
                "here",
                "reporter.error.topic.name",
                "elsewhere",
                "reporter.bootstrap.servers",
                "internal:29092");
        assertThat(exits(
                                ExitCode.DONE,
                                plan(
                                        "connector.class: org.example.HttpSink, topics: here,"
                                                + " reporter.error.topic.name: elsewhere, reporter.bootstrap.servers: internal:29092"))
                        .out())
                .as("nobody can tell")
                .contains("No changes")
                .doesNotContain("KG152");
    }

    @Test
    void areNotLookedAtForAConnectorThatIsNotTheTarget() {
        platform.cluster.topic("here", 1, 1);
        running("connector.class", "org.example.HttpSink", "topics", "elsewhere");
        exits(ExitCode.INVALID, plan(SINK));
        exits(ExitCode.DONE, kgit.run("plan", "--target", "topic/here"));
    }

    private void running(String... config) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < config.length; i += 2) {
            all.put(config[i], config[i + 1]);
        }
        platform.cluster.connector(ConnectorKind.id("main", "c"), all);
    }

    @Test
    void ofALicenseAreToldAtALineThatIsAboutIt() {
        Result plan = exits(ExitCode.INVALID, plan(LICENSED));
        assertThat(plan.out())
                .contains("connectors.yaml:6:")
                .contains(
                        "confluent.license is for a license, which is kept in topic/_confluent-command, which is neither")
                .contains("declare the topic under `topics:`, or name another one by `confluent.topic`");
        exits(ExitCode.DONE, plan(LICENSED + ", confluent.topic: here"));
    }

    @Test
    void areNeitherInTheGraphNorInTheWayOfADeleteHere() {
        String elsewhere = "connector.class: org.example.HttpSink, topics: here";
        platform.cluster.topic("here", 1, 1);
        kgit.write("environments/dev/topics.yaml", "topics: { here: { state: absent } }\n");
        assertThat(exits(ExitCode.INVALID, plan(elsewhere)).out()).contains("KG202", "connectors: connector/main/c");
        Result plan = exits(ExitCode.DONE, plan(elsewhere + ", consumer.override.bootstrap.servers: other:9092"));
        assertThat(plan.out()).contains("delete topic/here").doesNotContain("KG202", "KG152");
        assertThat(kgit.run("render", "graph").out()).doesNotContain("|topics|");
        assertThat(platform.cluster
                        .read(() -> java.util.Set.of(TopicKind.id("here")))
                        .state()
                        .resources())
                .isNotEmpty();
    }
}
