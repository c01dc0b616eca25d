package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.AloneOnTheWorker;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as a yes to a plan. */
@RealServers
@AloneOnTheWorker
class ApprovalTest {

    private final String topic = "consent-" + UUID.randomUUID().toString().substring(0, 8);
    private final ByHand somebody = new ByHand(Workers.shared().bootstrapServers());

    @TempDir
    Path folder;

    private CliFixture kgit;
    private Path file;

    @BeforeEach
    void repository() {
        file = folder.resolve("dev.plan");
        kgit = CliFixture.repository(folder.resolve("repo"), topic + "-project");
        kgit.environment("dev", Workers.shared().bootstrapServers(), "");
        kgit.environment("other", Workers.shared().bootstrapServers(), "");
        kgit.write("environments/base/topics.yaml", "topics: { " + topic + ": { partitions: 1 } }\n");
        kgit.commit("Declare it");
        kgit.env("KGIT_ENV", "dev");
    }

    @AfterEach
    void close() {
        somebody.close();
    }

    private void refuses(Result result, String code) {
        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.REFUSED);
        assertThat(result.err()).contains(code);
        assertThat(somebody.topics()).doesNotContain(topic);
    }

    @Test
    void isTheFingerprintThatAReviewerSaw() {
        String seen = kgit.fingerprint();
        kgit.write("environments/base/topics.yaml", "topics: { " + topic + ": { partitions: 2 } }\n");
        kgit.commit("Changed after the review");
        refuses(kgit.run("apply", "--expect", seen), "KG6");
        kgit.git().run("revert", "--no-edit", "HEAD");
        Result applied = kgit.run("apply", "--expect", seen);
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
        assertThat(somebody.topics()).contains(topic);
    }

    @Test
    void isAFingerprintThatLooksLikeOne() {
        Result result = kgit.run("apply", "--expect", "yes");
        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.USAGE);
        assertThat(somebody.topics()).doesNotContain(topic);
    }

    @Test
    void isNotAPlanThatWasEditedOrCut() throws IOException {
        saved();
        String content = Files.readString(file);
        Files.writeString(file, content.replace("\"after\": \"1\"", "\"after\": \"9\""));
        refuses(kgit.run("apply", file.toString()), "KG672");
        Files.writeString(file, content.substring(0, content.length() / 2));
        refuses(kgit.run("apply", file.toString()), "KG672");
        Files.writeString(file, content + " ");
        refuses(kgit.run("apply", file.toString()), "KG672");
    }

    @Test
    void isNotAPlanOfAnotherEnvironmentNorProject() {
        saved();
        refuses(kgit.run("apply", "-e", "other", file.toString()), "KG675");
        kgit.write("kgit.yaml", "apiVersion: kgit/v1\nproject: " + topic + "-another\n");
        kgit.commit("Another project");
        refuses(kgit.run("apply", file.toString()), "KG675");
    }

    @Test
    void knowsTheEnvironmentThatItIsFor() {
        saved();
        kgit.env("KGIT_ENV", "");
        assertThat(kgit.run("plan").err()).contains("which environment?");
        Result applied = kgit.run("apply", file.toString());
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
        assertThat(somebody.topics()).contains(topic);
    }

    @Test
    void isNotWhatKgitPrintsToLookAt() throws IOException {
        Files.writeString(file, kgit.run("plan", "--format", "json").out());
        Result result = kgit.run("apply", file.toString());
        assertThat(result.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(result.err()).contains("KG671");
        Files.writeString(file, "yes");
        assertThat(kgit.run("apply", file.toString()).exit()).isEqualTo(ExitCode.INVALID);
        assertThat(kgit.run("apply", "no-such.plan").err()).contains("KG705");
        assertThat(somebody.topics()).doesNotContain(topic);
    }

    @Test
    void isAPlanThatNobodyTouchedAndHoldsNoSecret() throws IOException {
        kgit.env("TOKEN", "s3cret-t0ken");
        kgit.environment(
                "dev",
                Workers.shared().bootstrapServers(),
                "connect: { main: { url: \"" + Workers.shared().url()
                        + "\" } }\nvariables: { token: \"${{ secret.TOKEN }}\" }\n");
        kgit.write(
                "environments/base/connectors.yaml",
                "connectors: { " + topic + ": { config: { connector.class: dev.kgit.fixture.MoodyConnector,"
                        + " handshake: \"${{ var.token }}\" } } }\n");
        kgit.commit("A connector with a secret");
        saved();
        assertThat(Files.readString(file)).contains("config.handshake").doesNotContain("s3cret-t0ken");
        Result applied = kgit.run("apply", file.toString());
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
        ConnectByHand worker = new ConnectByHand(Workers.shared().url());
        assertThat(worker.config(topic)).containsEntry("handshake", "s3cret-t0ken");
        worker.delete(topic);
        assertThat(kgit.run("apply", file.toString()).exit()).as("only once").isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void isToldWithTheOptionsThatThePlanWasMadeWith() {
        String target = "topic/" + topic;
        kgit.write("environments/base/more.yaml", "topics: { " + topic + "-more: { partitions: 1 } }\n");
        kgit.commit("Another topic");
        Result plan = kgit.run("plan", "--target", target, "--throttle", "50MiB", "--out", file.toString());
        assertThat(plan.err())
                .contains("apply it with: kgit apply -e dev --target " + target + " --throttle 50MiB " + file);
        assertThat(kgit.run("plan", "--target", target, "--format", "markdown").out())
                .contains("kgit apply --env dev --target " + target + " --expect sha256:");
        Result applied = kgit.run("apply", "-e", "dev", "--target", target, "--throttle", "50MiB", file.toString());
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
        assertThat(somebody.topics()).contains(topic).doesNotContain(topic + "-more");
    }

    @Test
    void isAYesAtTheTerminalAndNothingElse() {
        refuses(kgit.run("apply"), "KG504");
        Result no = kgit.answers("y\n").run("apply");
        assertThat(no.exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(somebody.topics()).doesNotContain(topic);
        Result yes = kgit.answers("yes\n").run("apply");
        assertThat(yes.exit()).as("%s", yes).isEqualTo(ExitCode.DONE);
        assertThat(somebody.topics()).contains(topic);
    }

    private void saved() {
        Result plan = kgit.run("plan", "--out", file.toString());
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
    }
}
