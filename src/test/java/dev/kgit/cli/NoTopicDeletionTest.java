package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that delete no topics are known before a delete is sent. */
@RealServers
class NoTopicDeletionTest {

    @TempDir
    Path folder;

    @Test
    void blocksDeletesInThePlanAndIsToldByDoctor() {
        try (Brokers brokers = Brokers.start(1, Map.of("delete.topic.enable", "false"))) {
            CliFixture kgit = CliFixture.repository(folder.resolve("repo"), "kept")
                    .environment("dev", brokers.bootstrapServers(), "")
                    .write("environments/dev/topics.yaml", "topics: { kept: { partitions: 1 } }\n");
            kgit.commit("Begin");
            assertThat(kgit.run("apply", "--auto-approve").exit()).isEqualTo(ExitCode.DONE);
            assertThat(kgit.run("doctor").out()).contains("note     kafka: KG311", "delete.topic.enable=false");

            kgit.write("environments/dev/topics.yaml", "topics: { kept: { state: absent } }\n");
            kgit.commit("Delete");
            Result plan = kgit.run("plan");
            assertThat(plan.exit()).as("%s", plan).isNotEqualTo(ExitCode.DONE);
            assertThat(plan.out()).contains("- delete topic/kept  BLOCKED", "KG311", "delete.topic.enable=false");
            assertThat(kgit.run("doctor").out()).contains("plans that delete some are blocked");
        }
    }
}
