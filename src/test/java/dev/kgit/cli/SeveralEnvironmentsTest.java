package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RealServers
class SeveralEnvironmentsTest {

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void threeEnvironments() {
        String servers = Brokers.shared().bootstrapServers();
        kgit = CliFixture.repository(folder, "several")
                .environment("dev", servers, "extends: []\nledger: off\n")
                .environment("lost", "localhost:1", "extends: []\n")
                .environment("wrong", servers, "extends: []\n")
                .write("environments/dev/topics.yaml", "topics: { several-a: { partitions: 1 } }\n")
                .write("environments/lost/topics.yaml", "topics: { several-b: { partitions: 1 } }\n")
                .write("environments/wrong/topics.yaml", "topics: { several-c: { partitons: 1 } }\n");
    }

    @Test
    void plansEachInItsOwnRightWhateverBecomesOfTheOthers() {
        Result result = kgit.run("plan", "--all", "--timeout", "20s");

        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(result.out())
                .containsSubsequence("== dev ==", "topic/several-a", "== lost ==", "KG400", "== wrong ==", "KG020")
                .containsPattern("environment +create +update +delete +blocked +unreadable +result +exit")
                .containsPattern("dev +1 +0 +0 +0 +0 +ok +0")
                .containsPattern("lost +- +- +- +- +- +unreachable +4")
                .containsPattern("wrong +- +- +- +- +- +invalid +1");
    }

    @Test
    void findsNoDriftOnlyWhereSomethingWasCompared() {
        String servers = Brokers.shared().bootstrapServers();
        kgit.environment("one", servers, "extends: [dev]\nledger: { topic: _several-one }\n")
                .environment("other", servers, "extends: [dev]\nledger: { topic: _several-other }\n");
        Result result = kgit.run("drift", "-e", "one", "-e", "other");

        assertThat(result.out())
                .containsPattern("one +nothing applied yet +0")
                .containsPattern("other +nothing applied yet +0")
                .doesNotContain("ok");
    }

    @Test
    void tellsThemApartInJson() {
        Result result = kgit.run("-e", "dev", "plan", "-e", "wrong", "--format", "json");

        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.INVALID);
        JsonNode environments = JsonMapper.shared().readTree(result.out()).at("/environments");
        assertThat(environments.size()).isEqualTo(2);
        assertThat(environments.at("/0/environment").asString()).isEqualTo("dev");
        assertThat(environments.at("/0/exitCode").asInt()).isZero();
        assertThat(environments.at("/0/summary/create").asInt()).isEqualTo(1);
        assertThat(environments.at("/1/exitCode").asInt()).isEqualTo(1);
        assertThat(environments.at("/1/diagnostics/0/code").asString()).isEqualTo("KG020");
    }

    @Test
    void leavesTheOutputOfASingleEnvironmentAsItIs() {
        Result once = kgit.run("plan", "-e", "dev", "--format", "json");

        assertThat(kgit.run("plan", "-e", "dev", "-e", "dev", "--format", "json")
                        .out())
                .isEqualTo(once.out());
        assertThat(JsonMapper.shared().readTree(once.out()).has("environments")).isFalse();
    }

    @Test
    void validatesAllOfThem() {
        Result result = kgit.run("validate", "--all", "--format", "markdown");

        assertThat(result.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(result.err()).contains("no markdown form");
        assertThat(kgit.run("validate", "-e", "dev", "-e", "lost").exit()).isEqualTo(ExitCode.DONE);
        assertThat(kgit.run("validate", "--all").out()).containsPattern("wrong +1 +0 +invalid +1");
    }

    @Test
    void areTooManyForOtherCommands() {
        for (String verb : List.of("apply", "doctor", "history", "unlock")) {
            Result result = kgit.run(verb, "-e", "dev", "-e", "lost");
            assertThat(result.exit()).as("%s %s", verb, result).isEqualTo(ExitCode.INVALID);
            assertThat(result.err()).contains("KG730").contains("dev, lost");
        }
        assertThat(kgit.run("plan", "--all", "--out", "some.plan").err()).contains("KG731");
        assertThat(kgit.run("drift", "--all", "--format", "junit").err()).contains("KG731");
    }

    @Test
    void comeToTheWorstOfTheirExitCodes() {
        List<Integer> order = List.of(70, 64, 5, 4, 1, 3, 2, 0);
        for (int worse = 0; worse < order.size(); worse++) {
            for (int better = worse; better < order.size(); better++) {
                assertThat(ExitCode.worst(List.of(order.get(better), order.get(worse))))
                        .isEqualTo(order.get(worse));
            }
        }
    }
}
