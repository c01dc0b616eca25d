package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.Await;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answer to drift that is right, on a real broker. */
@RealServers
class AdoptTest {

    @TempDir
    Path folder;

    private CliFixture repository(String project) {
        return CliFixture.repository(folder, project)
                .environment(
                        "dev",
                        Brokers.shared().bootstrapServers(),
                        "variables: { week: 7d }\nguards: { requireCleanTree: false }\n");
    }

    private static ByHand byHand() {
        return new ByHand(Brokers.shared().bootstrapServers());
    }

    @Test
    void changesOneValueInTheLayerThatDeclaresItAndLeavesTheRest() {
        CliFixture kgit = repository("adopt-layers")
                .write("environments/base/topics.yaml", """
                        # the shop
                        topics:
                          adopt.orders:           # first of all
                            partitions: 1
                            config: { max.message.bytes: 1MiB, retention.ms: "${{ var.week }}" }
                        """)
                .write("environments/dev/topics.yaml", """
                        topics:
                          adopt.orders:
                            config:
                              segment.bytes: 10MiB   # small here
                        """);
        kgit.commit("Begin");
        Result apply = kgit.run("apply", "--auto-approve");
        assertThat(apply.exit()).as("%s", apply).isEqualTo(ExitCode.DONE);
        try (ByHand hand = byHand()) {
            hand.set("adopt.orders", "segment.bytes", "20971520");
            hand.set("adopt.orders", "max.message.bytes", "2097152");
            Await.until(() -> kgit.run("plan").out().contains("max.message.bytes"));
        }

        Result adopt = kgit.run("adopt", "topic/adopt.orders");

        assertThat(adopt.exit()).as("%s", adopt).isEqualTo(ExitCode.DONE);
        assertThat(adopt.out())
                .contains(
                        "environments/dev/topics.yaml:4: topic/adopt.orders config.segment.bytes: 10485760 -> 20971520");
        assertThat(kgit.read("environments/base/topics.yaml")).isEqualTo("""
                # the shop
                topics:
                  adopt.orders:           # first of all
                    partitions: 1
                    config: { max.message.bytes: 2MiB, retention.ms: "${{ var.week }}" }
                """);
        assertThat(kgit.read("environments/dev/topics.yaml")).isEqualTo("""
                topics:
                  adopt.orders:
                    config:
                      segment.bytes: 20MiB   # small here
                """);
        assertThat(kgit.run("plan", "--detailed-exitcode").exit()).isEqualTo(ExitCode.DONE);
        assertThat(kgit.run("adopt", "topic/adopt.orders").err()).contains("nothing to adopt");
    }

    @Test
    void declaresWhatNobodyDeclaredInTheEnvironmentsOwnFiles() {
        CliFixture kgit = repository("adopt-stray");
        try (ByHand hand = byHand()) {
            hand.create("adopt-stray", Map.of("retention.ms", "3600000"));
        }
        Result adopt = kgit.run("adopt", "topic/adopt-stray");
        assertThat(adopt.exit()).as("%s", adopt).isEqualTo(ExitCode.DONE);
        assertThat(kgit.read("environments/dev/topics.yaml")).contains("adopt-stray:", "retention.ms: 1h");
        assertThat(kgit.run("plan", "--detailed-exitcode").exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void saysWhatItCannotTakeUpAndTakesTheRest() {
        CliFixture kgit = repository("adopt-rest")
                .write(
                        "environments/dev/topics.yaml",
                        "topics:\n  adopt-rest: { partitions: 1, config: { retention.ms: 7d } }\n  adopt-none: {}\n");
        try (ByHand hand = byHand()) {
            hand.create("adopt-rest", Map.of("retention.ms", "3600000"));
            hand.create("_confluent-adopt", Map.of());
        }
        Result adopt = kgit.run("adopt", "topic/adopt-*", "topic/nobody", "topic/_confluent-adopt");
        assertThat(adopt.exit()).as("%s", adopt).isEqualTo(ExitCode.REFUSED);
        assertThat(adopt.out()).contains("604800000 -> 3600000");
        assertThat(adopt.err())
                .contains("KG712", "topic/adopt-none is not there live")
                .contains("KG701", "topic/nobody matches nothing")
                .contains("KG716", "topic/_confluent-adopt keeps the platform alive, and is not adopted");
        assertThat(kgit.read("environments/dev/topics.yaml"))
                .isEqualTo(
                        "topics:\n  adopt-rest: { partitions: 1, config: { retention.ms: 1h } }\n  adopt-none: {}\n");
    }

    @Test
    void changesNoFileWhereTheClusterCannotBeRead() {
        CliFixture kgit = CliFixture.repository(folder, "adopt-lost")
                .environment("dev", "localhost:1", "")
                .write("environments/dev/topics.yaml", "topics: { a: { partitions: 1 } }\n");
        Result adopt = kgit.run("adopt", "topic/a", "--timeout", "2s");
        assertThat(adopt.exit()).as("%s", adopt).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(kgit.read("environments/dev/topics.yaml")).isEqualTo("topics: { a: { partitions: 1 } }\n");
    }
}
