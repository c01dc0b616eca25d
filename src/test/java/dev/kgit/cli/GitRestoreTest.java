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

/** The commands that {@code kgit rollback} prints lead back when they are run as they stand. */
class GitRestoreTest {

    private final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void aRetentionThatWasRaised() {
        kgit = CliFixture.repository(folder, "shop").on(platform);
        kgit.environment("dev", "nowhere:9092", "");
        retention("1d");
        retention("7d");
        platform.cluster.evidence(TopicKind.id("a"), new TopicUsage(List.of(100L), List.of(100L), 100L, List.of()));
    }

    private void retention(String time) {
        kgit.write(
                "environments/dev/topics.yaml",
                "topics: { a: { partitions: 1, replicationFactor: 1, config: { retention.ms: " + time + " } },"
                        + " b: { partitions: 1, replicationFactor: 1, config: { segment.ms: " + time + " } } }\n");
        kgit.commit("Keep it for " + time);
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));
    }

    private static Result exits(int code, Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    @Test
    void isNotToldOfAPlanThatIsBlocked() {
        Result blocked = exits(ExitCode.REFUSED, kgit.run("rollback", "HEAD~1"));
        assertThat(blocked.out()).contains("KG204");
        assertThat(blocked.err())
                .contains("see in the plan what blocks it")
                .doesNotContain("git restore", "kgit apply", "exactly this plan");
    }

    @Test
    void hasTheOptionsThatThePlanWasMadeWith() {
        Result told =
                exits(ExitCode.DONE, kgit.run("rollback", "--target", "topic/*", "--allow", "KG204:topic/a", "HEAD~1"));
        assertThat(told.err()).contains("kgit apply -e dev --target 'topic/*' --allow KG204:topic/a --expect sha256:");

        kgit.git().run("checkout", "--quiet", "HEAD~1", "--", "environments");
        kgit.commit("Go back");
        String apply = told.err()
                .lines()
                .filter(line -> line.startsWith("  kgit "))
                .findFirst()
                .orElseThrow();
        exits(
                ExitCode.DONE,
                kgit.run(apply.strip()
                        .replace("'", "")
                        .substring("kgit ".length())
                        .split(" ")));
        assertThat(exits(ExitCode.DONE, kgit.run("plan")).out()).contains("No changes.");
    }
}
