package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.kinds.topic.TopicKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What there is to say about drift as a whole stands where it is kept, and not on the terminal alone. */
class DriftRemarksTest {

    private final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void aRepository() {
        kgit = CliFixture.repository(folder, "shop")
                .on(platform)
                .environment("dev", "nowhere:9092", "")
                .write("environments/dev/topics.yaml", "topics: { a: { partitions: 1, replicationFactor: 1 } }\n");
        kgit.commit("Begin");
    }

    private static List<String> codes(Result drift) {
        List<String> codes = new ArrayList<>();
        for (JsonNode diagnostic : JsonMapper.shared().readTree(drift.out()).at("/diagnostics")) {
            codes.add(diagnostic.at("/code").asString());
        }
        return codes;
    }

    @Test
    void sayThatNothingWasAppliedYet() {
        Result json = kgit.run("drift", "--format", "json");
        assertThat(codes(json)).containsExactly("KG762");
        assertThat(json.err()).contains("KG762");
        assertThat(kgit.run("drift", "--format", "markdown").out()).contains("KG762", "nothing was ever applied here");
        kgit.run("apply", "--auto-approve");
        assertThat(codes(kgit.run("drift", "--format", "json"))).isEmpty();
    }

    @Test
    void sayThatAnApplyIsRunning() {
        AtomicReference<Result> json = new AtomicReference<>();
        AtomicReference<Result> markdown = new AtomicReference<>();
        platform.cluster.afterEach(action -> {
            json.set(kgit.run("drift", "--format", "json"));
            markdown.set(kgit.run("drift", "--format", "markdown"));
        });
        assertThat(kgit.run("apply", "--auto-approve").exit()).isEqualTo(ExitCode.DONE);
        assertThat(codes(json.get())).contains("KG761");
        assertThat(markdown.get().out()).contains("KG761", "an apply is running, by ann on laptop");
    }

    @Test
    void refusesATargetThatNamesNothing() {
        kgit.run("apply", "--auto-approve");
        for (String[] targets : List.of(
                new String[] {"drift", "--target", "topic/aa"},
                new String[] {"drift", "--target", "topic/a", "--target", "topic/aa"})) {
            Result drift = kgit.run(targets);
            assertThat(drift.exit()).as("%s", drift).isEqualTo(ExitCode.INVALID);
            assertThat(drift.err()).contains("KG701", "--target topic/aa matches nothing", "`topic/a`");
            assertThat(drift.out()).isEmpty();
        }
        assertThat(kgit.run("drift", "--target", "topic/?").exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void takesForATargetWhatWasAppliedOrIsThere() {
        kgit.write("environments/dev/topics.yaml", "topics: { a: { partitions: 1 }, b: { partitions: 1 } }\n");
        kgit.commit("Declare another one");
        kgit.run("apply", "--auto-approve");
        kgit.write("environments/dev/topics.yaml", "topics: { a: { partitions: 1 } }\n");
        kgit.commit("Declare it no longer");
        platform.cluster.topic("somebodys", 1, 1);

        assertThat(kgit.run("drift", "--target", "topic/b").exit()).isEqualTo(ExitCode.DONE);
        assertThat(kgit.run("drift", "--target", "topic/somebodys").exit()).isEqualTo(ExitCode.DONE);

        platform.cluster.remove(TopicKind.id("b"));
        Result gone = kgit.run("drift", "--target", "topic/b");
        assertThat(gone.exit()).as("%s", gone).isEqualTo(ExitCode.DIFFERENCES);
        assertThat(kgit.run("forget", "topic/b").exit()).isEqualTo(ExitCode.DONE);
        assertThat(kgit.run("drift", "--target", "topic/b").err()).contains("KG701");
    }

    @Test
    void takesNoTargetForATypoWhereNobodyKnowsWhatWasApplied() {
        kgit.run("apply", "--auto-approve");
        platform.log.forgeBroken("shop", "dev");
        Result drift = kgit.run("drift", "--target", "topic/applied-once");
        assertThat(drift.exit()).as("%s", drift).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(drift.err() + drift.out()).contains("KG650").doesNotContain("KG701");
    }
}
