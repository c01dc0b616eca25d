package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.model.ResourceId;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The project {@code shop} on a platform in memory, with all guards on numbers out of the way. */
abstract class OwnershipFixture {

    static final ResourceId SINK = ConnectorKind.id("main", "sink");

    final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    CliFixture kgit;

    @BeforeEach
    void aRepository() {
        kgit = repository("repo", "shop");
    }

    CliFixture repository(String name, String project) {
        return CliFixture.repository(folder.resolve(name), project)
                .on(platform)
                .write(
                        "environments/dev/environment.yaml",
                        "kafka: { bootstrap.servers: nowhere:9092 }\nconnect: { main: { url: http://nowhere:8083 } }\n"
                                + "prune: true\n"
                                + "guards: { maxDeletes: 50, maxDeletePercent: 100, maxChangePercent: 100 }\n");
    }

    void topics(String... lines) {
        StringBuilder yaml = new StringBuilder("topics:\n");
        for (String line : lines) {
            yaml.append("  ").append(line).append('\n');
        }
        kgit.write("environments/dev/topics.yaml", lines.length == 0 ? "topics: {}\n" : yaml.toString());
    }

    String committed(String... lines) {
        topics(lines);
        return kgit.commit("Declare " + String.join(", ", lines));
    }

    static String topic(String name) {
        return name + ": { partitions: 1, replicationFactor: 1 }";
    }

    Result exits(int code, Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    Result applies(String... more) {
        return exits(ExitCode.DONE, apply(more));
    }

    Result apply(String... more) {
        return kgit.run(Stream.concat(Stream.of("apply", "--auto-approve"), Stream.of(more))
                .toArray(String[]::new));
    }

    void changesNothing() {
        Result plan = exits(ExitCode.DONE, kgit.run("plan", "--detailed-exitcode"));
        assertThat(plan.out()).contains("No changes.");
    }

    LedgerEntry entry() {
        return platform.ledger("shop", "dev").read().mine().orElseThrow();
    }

    Set<ResourceId> managed() {
        return entry().managed().keySet();
    }

    boolean isThere(String topic) {
        return platform.cluster.read(() -> Set.of(TopicKind.id(topic))).state().get(TopicKind.id(topic)) != null;
    }

    void changesNothing(String option) {
        exits(ExitCode.DONE, kgit.run("plan", "--detailed-exitcode", option));
    }

    void holds(String topic, long records) {
        platform.cluster.evidence(
                TopicKind.id(topic), new TopicUsage(List.of(records), List.of(records), records, List.of()));
    }

    static String old(String rest) {
        return "old: { partitions: 1, replicationFactor: 1, " + rest + " }";
    }

    void sink(String config) {
        kgit.write(
                "environments/dev/connectors.yaml",
                "connectors: { sink: { connectCluster: main, config: { " + config + " } } }\n");
    }
}
