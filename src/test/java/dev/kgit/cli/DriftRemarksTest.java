package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
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
}
