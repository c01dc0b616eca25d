package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.Await;
import dev.kgit.fixture.RealServers;
import dev.kgit.git.GitProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform that kgit never saw, with all that people do to one, taken into a new repository as it is. */
@RealServers
@Order(2)
class ImportOfAStrangerTest {

    private static final String SECRET = "hunter2-is-not-for-files";

    @TempDir
    Path folder;

    private final long seed = Long.getLong("kgit.seed", 4397145755279L);
    private final Random random = new Random(seed);

    @Test
    void isFollowedByAnEmptyPlanHoweverItIsGrouped() throws IOException {
        System.out.println("ImportOfAStrangerTest: -Dkgit.seed=" + seed);
        try (OwnPlatform platform = OwnPlatform.start(3);
                ByHand kafka = new ByHand(platform.bootstrapServers())) {
            topics(kafka);
            connectors(
                    new ConnectByHand(platform.worker().url()),
                    platform.worker().file("sink.out"));
            for (String grouping : List.of("none", "prefix")) {
                CliFixture kgit = CliFixture.in(GitProgram.init(folder.resolve(grouping)));
                done(kgit.run(
                        "init",
                        "--bootstrap",
                        platform.bootstrapServers(),
                        "--connect",
                        platform.worker().url()));
                Result imported = kgit.run("import", "--group-by", grouping);
                done(imported);
                assertThat(imported.err())
                        .contains("internal topics of the platform left out")
                        .doesNotContain("KG711");
                kgit.commit("Import");
                String files = kgit.git().run("grep", "-h", "-e", "", "HEAD", "--", "environments");
                assertThat(files)
                        .doesNotContain(SECRET)
                        .contains("${{ secret.A_SECRET_SINK_DB_PASSWORD }}")
                        .contains("connectClusters:", "connect-offsets")
                        .doesNotContain("_schemas:")
                        .doesNotContain("__mine:")
                        .containsPattern("retention.ms: (1h|1d|7d|90061001|-1)\n");
                kgit.env("A_SECRET_SINK_DB_PASSWORD", SECRET);
                done(kgit.run("plan", "--detailed-exitcode"));
                Result again = kgit.run("import");
                done(again);
                assertThat(again.out()).contains("nothing to import");
                if (grouping.equals("prefix")) {
                    assertThat(kgit.git().run("ls-files")).contains("environments/dev/topics/orders.yaml");
                    done(kgit.run("apply", "--auto-approve"));
                    assertThat(kgit.run("drift").out()).contains("Drift: 1 in-flight.");
                }
            }
        }
    }

    private void done(Result result) {
        assertThat(result.exit()).as("seed %s: %s", seed, result).isEqualTo(ExitCode.DONE);
        assertThat(result.out() + result.err()).doesNotContain(SECRET);
    }

    private void topics(ByHand kafka) {
        List<NewTopic> topics = new ArrayList<>();
        for (String prefix : List.of("orders.", "payments-", "a_b_", "")) {
            for (int i = 0; i < 8; i++) {
                int partitions = 1 + random.nextInt(4);
                short factor = (short) (1 + random.nextInt(3));
                topics.add(new NewTopic(prefix + "t" + i, partitions, factor).configs(Meddler.someConfig(random)));
            }
        }
        for (String name : List.of("on", "null", "012", "1e3", "_", "-", "Yes", "x--y", "_schemas", "__mine")) {
            topics.add(new NewTopic(name, 1, (short) 1));
        }
        topics.add(
                new NewTopic("throttled", 1, (short) 1).configs(Map.of("leader.replication.throttled.replicas", "*")));
        topics.add(new NewTopic("uneven", 2, (short) 1));
        ByHand.get(kafka.admin().createTopics(topics).all());
        Await.until(() -> kafka.topics().contains("uneven") && kafka.topics().contains("t7"));
        ByHand.get(kafka.admin()
                .alterPartitionReassignments(Map.of(
                        new TopicPartition("uneven", 0), Optional.of(new NewPartitionReassignment(List.of(3, 1)))))
                .all());
        Await.until(() -> ByHand.get(kafka.admin().listPartitionReassignments().reassignments())
                .isEmpty());
    }

    private void connectors(ConnectByHand connect, String sink) {
        Map<String, String> source = new TreeMap<>(Map.of(
                "connector.class", "org.apache.kafka.connect.file.FileStreamSourceConnector",
                "tasks.max", "1",
                "file", "/dev/null",
                "topic", "orders.t0",
                "note", " leading # hash: colon\nand a line ${not.a.lookup} ${{ var.x }}"));
        for (String state : List.of("running", "paused", "stopped")) {
            connect.put("a-" + state + "-source", source);
            Await.until(() -> connect.hasRunningTask("a-" + state + "-source"));
            if (!state.equals("running")) {
                connect.turn("a-" + state + "-source", state);
            }
        }
        connect.put(
                "a-secret-sink",
                new TreeMap<>(Map.of(
                        "connector.class", "org.apache.kafka.connect.file.FileStreamSinkConnector",
                        "tasks.max", "1",
                        "topics", "orders.t0,orders.t1",
                        "file", sink,
                        "db.password", SECRET)));
        Await.until(() -> connect.hasRunningTask("a-secret-sink"));
    }
}
