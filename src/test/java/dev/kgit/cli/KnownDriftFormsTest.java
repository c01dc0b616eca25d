package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a former run has told stands all the same: no form of {@code drift --known} calls that no drift. */
class KnownDriftFormsTest {

    private static final String TOPIC = ": { partitions: 1, replicationFactor: 1, config: { segment.ms: 1d } }\n";

    private final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void twoTopicsOfWhichOneWasChangedByHand() {
        kgit = CliFixture.repository(folder, "shop")
                .on(platform)
                .environment("dev", "nowhere:9092", "")
                .write("environments/dev/topics.yaml", "topics:\n  a" + TOPIC + "  b" + TOPIC);
        kgit.commit("Begin");
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));
        platform.cluster.topicConfig("a", "segment.ms", "1");
        exits(ExitCode.DIFFERENCES, kgit.run("drift", "--format", "json", "-o", "known.json"));
    }

    private static Result exits(int code, Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    private Result known(String format) {
        return kgit.run("drift", "--known", "known.json", "--format", format);
    }

    @Test
    void neverSayNoDriftWhileSomeStands() {
        for (String format : new String[] {"text", "markdown", "junit"}) {
            assertThat(exits(ExitCode.DONE, known(format)).out())
                    .as(format)
                    .contains("No new drift, 1 known")
                    .doesNotContainIgnoringCase("no drift");
        }
        assertThat(known("junit").out()).contains("failures=\"0\"", "skipped=\"1\"", "<skipped", "topic/a changed");
        JsonNode json =
                JsonMapper.shared().readTree(exits(ExitCode.DONE, known("json")).out());
        assertThat(json.at("/summary/known").asInt()).isEqualTo(1);
        assertThat(json.at("/items/0/known").asBoolean()).isTrue();
        assertThat(exits(ExitCode.DONE, known("prometheus")).out())
                .contains("kgit_drift_known{project=\"shop\",environment=\"dev\"} 1");
        JsonNode sarif = JsonMapper.shared()
                .readTree(exits(ExitCode.DONE, known("sarif")).out());
        assertThat(sarif.at("/runs/0/results/0/baselineState").asString()).isEqualTo("unchanged");
    }

    @Test
    void countWhatIsKnownBesideWhatIsNew() {
        platform.cluster.topicConfig("b", "segment.ms", "1");
        for (String format : new String[] {"text", "markdown"}) {
            assertThat(exits(ExitCode.DIFFERENCES, known(format)).out())
                    .as(format)
                    .contains("New drift: 1 changed, 1 known.", "topic/b")
                    .doesNotContain("topic/a");
        }
        assertThat(known("junit").out()).contains("tests=\"2\" failures=\"1\"", "skipped=\"1\"");
        JsonNode sarif = JsonMapper.shared().readTree(known("sarif").out());
        assertThat(sarif.at("/runs/0/results/1/baselineState").asString()).isEqualTo("new");
    }

    @Test
    void sayNothingOfAFormerRunWhereThereWasNone() {
        Result text = exits(ExitCode.DIFFERENCES, kgit.run("drift"));
        assertThat(text.out()).contains("Drift: 1 changed.").doesNotContain("known");
        assertThat(kgit.run("drift", "--format", "sarif").out()).doesNotContain("baselineState");
    }

    @Test
    void sayNoDriftAgainWhereTheKnownIsGone() {
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));
        assertThat(exits(ExitCode.DONE, known("text")).out())
                .contains("No drift.")
                .doesNotContain("known");
    }
}
