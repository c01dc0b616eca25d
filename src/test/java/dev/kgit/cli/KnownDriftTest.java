package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RealServers
class KnownDriftTest {

    private static final Instant MONDAY = Instant.parse("2026-01-05T02:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-01-06T02:00:00Z");

    @TempDir
    Path folder;

    private static JsonNode items(CliFixture kgit) {
        return JsonMapper.shared().readTree(kgit.read("drift.json")).at("/items");
    }

    @Test
    void alarmsOnceForEachThing() {
        CliFixture kgit = CliFixture.repository(folder, "known")
                .environment("dev", Brokers.shared().bootstrapServers(), "ledger: off\n")
                .write("environments/dev/topics.yaml", "topics: { known-a: { partitions: 1 } }\n");
        String[] job = {"drift", "--known", "drift.json", "--format", "json", "-o", "drift.json"};

        assertThat(kgit.clock(Clock.fixed(MONDAY, ZoneOffset.UTC)).run(job).exit())
                .isEqualTo(ExitCode.DIFFERENCES);
        assertThat(items(kgit).at("/0/known").asBoolean()).isFalse();
        assertThat(items(kgit).at("/0/firstSeen").asString()).isEqualTo(MONDAY.toString());

        kgit.clock(Clock.fixed(TUESDAY, ZoneOffset.UTC));
        assertThat(kgit.run(job).exit()).isEqualTo(ExitCode.DONE);
        assertThat(items(kgit).at("/0/known").asBoolean()).isTrue();
        assertThat(items(kgit).at("/0/firstSeen").asString()).isEqualTo(MONDAY.toString());

        kgit.write(
                "environments/dev/topics.yaml", "topics: { known-a: { partitions: 1 }, known-b: { partitions: 1 } }\n");
        Result text = kgit.run("drift", "--known", "drift.json");
        assertThat(text.exit()).isEqualTo(ExitCode.DIFFERENCES);
        assertThat(text.out()).contains("topic/known-b").doesNotContain("topic/known-a");
        assertThat(text.err()).contains("1 known already and not shown");
        assertThat(kgit.run(job).exit()).isEqualTo(ExitCode.DIFFERENCES);
        assertThat(items(kgit).at("/0/firstSeen").asString()).isEqualTo(MONDAY.toString());
        assertThat(items(kgit).at("/1/firstSeen").asString()).isEqualTo(TUESDAY.toString());
    }

    @Test
    void takesNothingElseForAFormerRun() {
        CliFixture kgit = CliFixture.repository(folder, "known").environment("dev", "localhost:1", "");
        kgit.write("other.json", "{}");
        Result result = kgit.run("drift", "--known", "other.json");
        assertThat(result.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(result.err()).contains("KG681");
    }
}
