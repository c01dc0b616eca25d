package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealServers
class HistoryTest {

    private final String topic = "history-" + UUID.randomUUID().toString().substring(0, 8);
    private final ByHand somebody = new ByHand(Workers.shared().bootstrapServers());

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void repository() {
        kgit = CliFixture.repository(folder, topic + "-project");
        kgit.environment("dev", Workers.shared().bootstrapServers(), "variables: { keep: 2d }\n");
        declare("config: { retention.ms: \"${{ var.keep }}\" }");
    }

    @AfterEach
    void close() {
        somebody.close();
    }

    private void declare(String terms) {
        kgit.write(
                "environments/dev/topics.yaml",
                "topics:\n  " + topic + ": { partitions: 1, replicationFactor: 1, " + terms + " }\n");
    }

    private void applies() {
        Result applied = kgit.run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
    }

    @Test
    void isEmptyBeforeTheFirstApply() {
        kgit.commit("Declare it");
        Result history = kgit.run("history");
        assertThat(history.exit()).as("%s", history).isEqualTo(ExitCode.DONE);
        assertThat(history.out()).contains("Nothing was applied yet.");
    }

    @Test
    void tellsWhichCommitsChangedATopicAndWhichWereApplied() {
        String declared = kgit.commit("Declare it");
        applies();
        kgit.write("environments/dev/other.yaml", "topics: { " + topic + "-other: { partitions: 1 } }\n");
        kgit.commit("Something else");
        kgit.environment("dev", Workers.shared().bootstrapServers(), "variables: { keep: 3d }\n");
        String longer = kgit.commit("Keep everything longer");
        applies();
        somebody.set(topic, "retention.ms", "1000000");
        applies();
        declare("protected: true, config: { retention.ms: \"${{ var.keep }}\" }");
        String guarded = kgit.commit("Protect it");

        Result history = kgit.run("history", "topic/" + topic);
        assertThat(history.exit()).as("%s", history).isEqualTo(ExitCode.DONE);
        assertThat(history.out())
                .containsSubsequence(
                        guarded.substring(0, 10) + "  update  Protect it  by Ann Author, not applied",
                        "protected: (none) -> true",
                        longer.substring(0, 10) + "  update  Keep everything longer  by Ann Author, applied 20",
                        "config.retention.ms: 172800000 (2d) -> 259200000 (3d)",
                        declared.substring(0, 10) + "  create  Declare it  by Ann Author, applied 20",
                        "Applies that changed it on the cluster:",
                        "update  by ann@laptop",
                        "update  by ann@laptop",
                        "create  by ann@laptop")
                .doesNotContain("Something else");

        Result json = kgit.run("history", "topic/" + topic, "--format", "json");
        assertThat(json.out()).contains("\"commit\": \"" + longer + "\"", "\"before\": \"172800000\"");
    }

    @Test
    void tellsTheIdThatNoCommitKnows() {
        kgit.commit("Declare it");
        Result history = kgit.run("history", "topic/nobodys");
        assertThat(history.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(history.err()).contains("KG622");
        assertThat(kgit.run("history", "nonsense").err()).contains("KG701");
    }
}
