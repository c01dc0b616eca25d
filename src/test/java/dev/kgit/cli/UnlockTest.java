package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.Await;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealServers
class UnlockTest {

    private final String topic = "unlock-" + UUID.randomUUID().toString().substring(0, 8);
    private final ByHand somebody = new ByHand(Brokers.shared().bootstrapServers());

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void somethingIsApplied() {
        kgit = CliFixture.repository(folder.resolve("repo"), topic);
        kgit.environment("dev", Brokers.shared().bootstrapServers(), "ledger: { topic: _kgit-" + topic + " }\n");
        declare(1);
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));
    }

    @AfterEach
    void close() {
        somebody.close();
    }

    private void declare(int days) {
        kgit.write(
                "environments/dev/topics.yaml",
                "topics: { " + topic + ": { partitions: 1, config: { retention.ms: " + days + "d } } }\n");
        kgit.commit("Declare it");
    }

    private static Result exits(int code, Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    /** What a killed apply leaves behind, with a lease that is not over soon. */
    private void somebodyDied() {
        somebody.append("_kgit-" + topic, "lease/" + topic + "/dev/dead", """
                {"formatVersion":1,"by":"ben","host":"ci-7","commit":"c0ffee","since":0,"ttlMillis":600000,"broken":false}
                """.getBytes(StandardCharsets.UTF_8));
        Await.until(() -> kgit.run("unlock").out().contains("ben on ci-7"));
    }

    @Test
    void keepsItsOwnWordsWhereASecretIsOneOfThem() {
        kgit.environment(
                "dev",
                Brokers.shared().bootstrapServers(),
                "ledger: { topic: _kgit-" + topic + " }\nvariables: { word: \"${{ secret.WORD }}\" }\n");
        kgit.env("WORD", "apply");

        assertThat(exits(ExitCode.DONE, kgit.run("unlock")).out()).isEqualTo("The apply lock is free.\n");
    }

    @Test
    void showsThatTheLockIsFree() {
        assertThat(exits(ExitCode.DONE, kgit.run("unlock")).out()).isEqualTo("The apply lock is free.\n");
    }

    @Test
    void showsWhoHoldsItAndFreesItOnlyWhenTold() {
        somebodyDied();
        assertThat(exits(ExitCode.REFUSED, kgit.run("unlock")).out()).contains("held by ben on ci-7 since", "c0ffee");
        declare(2);
        assertThat(exits(ExitCode.REFUSED, kgit.run("apply", "--auto-approve")).err())
                .contains("KG653", "ben on ci-7");

        assertThat(exits(ExitCode.DONE, kgit.run("unlock", "--force")).out()).contains("Freed.");
        exits(ExitCode.DONE, kgit.run("apply", "--auto-approve"));
        assertThat(somebody.config(topic, "retention.ms")).isEqualTo("172800000");
    }

    @Test
    void asksWhoeverSitsThere() {
        somebodyDied();
        exits(ExitCode.REFUSED, kgit.as("ann", "laptop").answers("no\n").run("unlock"));
        exits(ExitCode.DONE, kgit.as("ann", "laptop").answers("yes\n").run("unlock"));
        assertThat(kgit.run("unlock").out()).isEqualTo("The apply lock is free.\n");
    }

    @Test
    void saysThatThereIsNoneWithoutALedger() {
        kgit.environment("dev", Brokers.shared().bootstrapServers(), "ledger: off\n");
        assertThat(exits(ExitCode.DONE, kgit.run("unlock")).out())
                .isEqualTo("There is no apply lock: the environment says `ledger: off`.\n");
    }
}
