package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicUsage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a consent says is told with what it opens, and that it opens nothing any more is told before it is needed again. */
class UsedConsentTest {

    private final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void aTopicWithData() {
        kgit = CliFixture.repository(folder, "shop").on(platform);
        kgit.environment("dev", "nowhere:9092", "");
        declare("config: { retention.ms: 7d }");
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));
        platform.cluster.evidence(TopicKind.id("old"), new TopicUsage(List.of(100L), List.of(100L), 100L, List.of()));
        declare("config: { retention.ms: 2d }, allow: { data-loss: nobody reads it }");
    }

    private void declare(String terms) {
        kgit.write(
                "environments/dev/topics.yaml",
                "topics: { old: { partitions: 1, replicationFactor: 1, " + terms + " } }\n");
        kgit.commit("Declare " + terms);
    }

    private static Result exits(int code, Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    @Test
    void isToldWithItsReasonAndAsUsedUpAfterwards() {
        Result plan = exits(ExitCode.DONE, kgit.run("plan"));
        assertThat(plan.out())
                .contains("allowed by `allow: { data-loss: nobody reads it }`")
                .doesNotContain("KG221");
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));

        Result after = exits(ExitCode.DONE, kgit.run("plan", "--detailed-exitcode"));
        assertThat(after.out()).contains("No changes.", "info KG221", "topic/old (data-loss)", "another reason");
        assertThat(exits(ExitCode.DONE, kgit.run("plan", "--target", "topic/old"))
                        .out())
                .contains("KG221");

        declare("config: { retention.ms: 1d }, allow: { data-loss: nobody reads it }");
        Result blocked = exits(ExitCode.REFUSED, kgit.run("plan"));
        assertThat(blocked.out()).contains("this consent was used at commit").doesNotContain("KG221");

        declare("config: { retention.ms: 2d }");
        assertThat(exits(ExitCode.DONE, kgit.run("plan")).out()).doesNotContain("KG221");
    }

    @Test
    void isNotToldAsUsedUpWhereTheEnvironmentConsentsForGood() {
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));
        kgit.environment("dev", "nowhere:9092", "defaults: { topics: { allow: [data-loss] } }\n");
        kgit.commit("Nobody's data is at stake");
        assertThat(exits(ExitCode.DONE, kgit.run("plan")).out()).doesNotContain("KG221");
    }
}
