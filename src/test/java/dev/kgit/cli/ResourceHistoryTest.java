package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits that are not valid, and more of them than are looked at. */
class ResourceHistoryTest {

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void repository() {
        kgit = CliFixture.repository(folder, "shop").on(new FakePlatform()).environment("dev", "nowhere:9092", "");
    }

    private String declares(String topics) {
        kgit.write("environments/dev/topics.yaml", "topics: " + topics + "\n");
        return kgit.commit("Declare " + topics).substring(0, 10);
    }

    private Result history(String... more) {
        String[] command = new String[more.length + 2];
        command[0] = "history";
        command[1] = "topic/orders";
        System.arraycopy(more, 0, command, 2, more.length);
        Result history = kgit.run(command);
        assertThat(history.exit()).as("%s", history).isEqualTo(ExitCode.DONE);
        return history;
    }

    @Test
    void comparesWithTheNearestCommitThatIsValid() {
        String first = declares("{ orders: { partitions: 1 } }");
        String broken = declares("{ orders: { partitions: many } }");
        String brokenToo = declares("{ orders: { partition: 3 } }");
        String third = declares("{ orders: { partitions: 3 } }");
        declares("{ orders: { partitions: 3 }, other: { partitions: 1 } }");

        Result history = history();
        assertThat(history.out())
                .containsSubsequence(third + "  update", "partitions: 1 -> 3", first + "  create")
                .doesNotContain(broken, brokenToo);
        assertThat(history.err()).contains("passed over, as their files are not valid: " + brokenToo + ", " + broken);
    }

    @Test
    void beginsBehindCommitsThatWereNeverValid() {
        declares("{ orders: { partitions: many } }");
        String valid = declares("{ orders: { partitions: 3 } }");
        assertThat(history().out()).contains(valid + "  create");
    }

    @Test
    void tellsThatOlderCommitsWereNotLookedAt() {
        declares("{ orders: { partitions: 1 } }");
        declares("{ orders: { partitions: 2 } }");
        String third = declares("{ orders: { partitions: 3 } }");
        Result one = history("-n", "1");
        assertThat(one.out()).contains(third).doesNotContain("create");
        assertThat(one.err()).contains("only the latest 1 commit");
        assertThat(history("-n", "3").err()).doesNotContain("only the latest");
    }
}
