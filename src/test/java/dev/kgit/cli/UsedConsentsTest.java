package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicUsage;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A consent is for one change, also where what it was meant for was empty, is gone, or its lines come back. */
class UsedConsentsTest {

    private static final String ABSENT = "old: { state: absent, allow: { data-loss: nobody reads it } }";

    private final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void aTopic() {
        kgit = CliFixture.repository(folder.resolve("repo"), "shop")
                .on(platform)
                .write(
                        "environments/dev/environment.yaml",
                        "kafka: { bootstrap.servers: nowhere:9092 }\nprune: true\n"
                                + "guards: { maxDeletes: 50, maxDeletePercent: 100, maxChangePercent: 100 }\n");
        committed("old: { partitions: 1, replicationFactor: 1 }");
        exits(ExitCode.DONE, apply());
    }

    private String committed(String line) {
        kgit.write(
                "environments/dev/topics.yaml",
                "topics:\n  kept: { partitions: 1, replicationFactor: 1 }\n"
                        + (line.isEmpty() ? "" : "  " + line + "\n"));
        return kgit.commit("Declare " + line);
    }

    private static Result exits(int code, Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    private Result apply(String... more) {
        String[] all = new String[more.length + 2];
        all[0] = "apply";
        all[1] = "--auto-approve";
        System.arraycopy(more, 0, all, 2, more.length);
        return kgit.run(all);
    }

    private void somebodyMakesItAnewAndWrites() {
        platform.cluster.topic("old", 1, 1);
        platform.cluster.evidence(TopicKind.id("old"), new TopicUsage(List.of(500L), List.of(500L), null, List.of()));
    }

    private boolean isThere() {
        return platform.cluster.read(() -> Set.of(TopicKind.id("old"))).state().get(TopicKind.id("old")) != null;
    }

    @Test
    void areUsedByADeleteOfAnEmptyTopicToo() {
        committed(ABSENT);
        exits(ExitCode.DONE, apply());
        assertThat(isThere()).isFalse();
        somebodyMakesItAnewAndWrites();
        assertThat(exits(ExitCode.REFUSED, apply()).out()).contains("KG202", "this consent was used");
        assertThat(isThere()).isTrue();
    }

    @Test
    void stayUsedWhereTheLinesWereOutAndComeBack() {
        String absent = committed(ABSENT);
        exits(ExitCode.DONE, apply());
        committed("");
        exits(ExitCode.DONE, apply());
        somebodyMakesItAnewAndWrites();
        kgit.git().run("checkout", "--quiet", absent);
        assertThat(exits(ExitCode.REFUSED, apply("--allow-behind")).out()).contains("this consent was used");
        assertThat(isThere()).isTrue();
    }

    @Test
    void areUsedByARunThatHasLostItsLease() {
        committed("old: { partitions: 2, replicationFactor: 1, allow: [partition-increase] }\n"
                + "  z: { partitions: 1, replicationFactor: 1 }");
        platform.cluster.evidence(TopicKind.id("old"), new TopicUsage(List.of(5L), List.of(5L), null, List.of()));
        platform.cluster.afterEach(action -> {
            if (action.id().equals(TopicKind.id("old"))) {
                platform.ledger("shop", "dev").breakLease();
            }
        });
        exits(ExitCode.INCOMPLETE, apply());
        platform.cluster.afterEach(action -> {});
        committed("old: { partitions: 3, replicationFactor: 1, allow: [partition-increase] }");
        assertThat(exits(ExitCode.REFUSED, apply()).out()).contains("this consent was used");
    }
}
