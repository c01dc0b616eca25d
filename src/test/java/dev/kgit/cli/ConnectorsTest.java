package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.AloneOnTheWorker;
import dev.kgit.fixture.FaultyProxy;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kgit's own words about connectors, from the command line to a real worker. */
@RealServers
@AloneOnTheWorker
class ConnectorsTest {

    private static final String SECRET = "open-sesame-2718";

    private final String name = "moody-" + UUID.randomUUID().toString().substring(0, 8);
    private final FaultyProxy proxy = FaultyProxy.before(Workers.shared().url());

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void aRepository() {
        kgit = CliFixture.repository(folder.resolve("repo"), name + "-project");
        kgit.environment(
                "dev",
                Workers.shared().bootstrapServers(),
                "connect: { main: { url: \"" + proxy.url() + "\" } }\nguards: { requireCleanTree: false }\n"
                        + "variables: { handshake: \"${{ secret.HANDSHAKE }}\" }\n");
    }

    @AfterEach
    void deleteAndClose() {
        declare("state: absent");
        assertThat(kgit.run("apply", "--auto-approve").exit()).isEqualTo(ExitCode.DONE);
        proxy.close();
    }

    private void declare(String... lines) {
        kgit.write(
                "environments/dev/connectors.yaml",
                "connectors:\n  " + name + ":\n    " + String.join("\n    ", lines) + "\n");
        kgit.commit("Change");
    }

    private void declareHandshake(String handshake, String mood) {
        kgit.env("HANDSHAKE", handshake);
        declareInTheClear("\"${{ var.handshake }}\"", mood);
    }

    private void declareInTheClear(String handshake, String mood) {
        declare(
                "config:",
                "  connector.class: dev.kgit.fixture.MoodyConnector",
                "  handshake: " + handshake,
                "  mood: " + mood);
    }

    private void deletedByHand() throws Exception {
        URI connector = URI.create(Workers.shared().url() + "/connectors/" + name);
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(connector).DELETE().build(), BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(204);
    }

    private void assertNoSecret(Result result) {
        assertThat(result.toString()).doesNotContain(SECRET, "another-" + SECRET);
    }

    /** There and back: the name that it had first has left offsets behind. */
    @Test
    void aRenamedOneIsMoved() {
        declareInTheClear("\"${{ var.handshake }}\"", "fine");
        kgit.env("HANDSHAKE", SECRET);
        assertThat(kgit.run("apply", "--auto-approve").exit()).isEqualTo(ExitCode.DONE);

        rename(name, name + "-v2");
        rename(name + "-v2", name);

        assertThat(new ConnectByHand(Workers.shared().url()).state(name)).isEqualTo("running");
    }

    private void rename(String from, String to) {
        String declared = kgit.read("environments/dev/connectors.yaml")
                .replaceAll("    formerly: .*\n", "")
                .replace("  " + from + ":\n", "  " + to + ":\n    formerly: " + from + "\n");
        kgit.write("environments/dev/connectors.yaml", declared);
        kgit.commit("Rename " + from);
        Result plan = kgit.run("plan");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out())
                .contains("~ update connector/main/" + to, "name: " + from + " -> " + to, "KG167")
                .contains("0 to create, 1 to change, 0 to delete");
        assertNoSecret(plan);

        Result applied = kgit.run("apply", "--auto-approve");

        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
        assertNoSecret(applied);
        assertThat(kgit.run("plan", "--detailed-exitcode").exit()).isEqualTo(ExitCode.DONE);
        assertThat(kgit.run("drift").exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void whatOnlyThePluginCallsASecretIsNotWrittenInTheClear() {
        kgit.env("HANDSHAKE", "not-asked-for");
        declareInTheClear(SECRET, "fine");

        Result plan = kgit.run("plan");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.INVALID);
        assertThat(plan.out()).contains("config.handshake: (sensitive)", "KG366", "in the clear");
        assertNoSecret(plan);
    }

    @Test
    void whatOnlyThePluginCallsASecretNeverShows() throws Exception {
        declareHandshake(SECRET, "fine");
        Result create = kgit.run("plan");
        assertThat(create.out()).contains("config.handshake: (sensitive)", "config.mood: fine");
        assertNoSecret(create);
        assertNoSecret(kgit.run("plan", "--format", "json", "-v"));
        assertNoSecret(kgit.run("plan", "--timings"));
        assertNoSecret(kgit.run("plan", "--format", "markdown"));
        assertNoSecret(kgit.run("plan", "--out", "p.plan"));
        assertThat(kgit.read("p.plan")).doesNotContain(SECRET);
        Result applied = kgit.run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
        assertNoSecret(applied);

        deletedByHand();
        Result missing = kgit.run("drift");
        assertThat(missing.exit()).as("%s", missing).isEqualTo(ExitCode.DIFFERENCES);
        assertThat(missing.out()).contains("missing connector/main/" + name);
        assertNoSecret(missing);
        assertThat(kgit.run("apply", "--auto-approve").exit()).isEqualTo(ExitCode.DONE);

        declareHandshake("another-" + SECRET, "tasks-fail");
        Result update = kgit.run("plan");
        assertThat(update.out()).contains("config.handshake: (sensitive) -> (sensitive), changed");
        assertNoSecret(update);
        Result failed = kgit.run("apply", "--auto-approve");
        assertThat(failed.exit()).as("%s", failed).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(failed.err()).contains("ConnectException", "withheld");
        assertNoSecret(failed);
        assertNoSecret(kgit.run("plan"));
        assertNoSecret(kgit.run("drift", "--format", "json"));
    }

    @Test
    void whatOnlyTheFilesCallASecretDoesNotShowInAFailureThatQuotesAnEarlierOne() {
        kgit.env("HANDSHAKE", SECRET);
        declare(
                "config:",
                "  connector.class: dev.kgit.fixture.MoodyConnector",
                "  greeting: \"${{ var.handshake }}\"",
                "  mood: tasks-fail");
        Result failed = kgit.run("apply", "--auto-approve");
        assertThat(failed.exit()).as("%s", failed).isEqualTo(ExitCode.INCOMPLETE);
        assertNoSecret(failed);

        kgit.env("HANDSHAKE", "rotated-31415");
        Result plan = kgit.run("plan", "--out", "p.plan");
        assertThat(plan.out()).contains("KG159", "ConnectException", "withheld");
        assertNoSecret(plan);
        assertThat(kgit.read("p.plan")).doesNotContain(SECRET);
        for (String format : List.of("text", "json", "markdown")) {
            assertNoSecret(kgit.run("plan", "--format", format));
            assertNoSecret(kgit.run("drift", "--format", format));
        }
    }

    @Test
    void staysThisProjectsHoweverOftenItFails() {
        kgit.env("HANDSHAKE", SECRET);
        declareInTheClear("\"${{ var.handshake }}\"", "tasks-fail");
        for (int i = 0; i < 3; i++) {
            Result failed = kgit.run("apply", "--auto-approve");
            assertThat(failed.exit()).as("%s", failed).isEqualTo(ExitCode.INCOMPLETE);
            assertThat(kgit.run("ledger", "-v").out())
                    .as("after apply %s", i + 1)
                    .contains("connector/main/" + name);
            Result drift = kgit.run("drift");
            assertThat(drift.exit()).as("%s", drift).isEqualTo(ExitCode.DIFFERENCES);
            assertThat(drift.out()).contains("failed connector/main/" + name);
        }
    }

    @Test
    void theWorkerIsNotAskedWhereThatIsSaid() {
        declareHandshake(SECRET, "fine");

        Result unchecked = kgit.run("plan", "--no-connect-check");
        assertThat(unchecked.exit()).as("%s", unchecked).isEqualTo(ExitCode.DONE);
        assertThat(unchecked.out()).contains("KG714");
        assertThat(proxy.count("PUT .*/validate")).isZero();

        kgit.run("plan");
        assertThat(proxy.count("PUT .*/validate")).isOne();
    }

    @Test
    void aSecondApplyWritesNothing() {
        declareHandshake(SECRET, "fine");
        assertThat(kgit.run("apply", "--auto-approve").exit()).isEqualTo(ExitCode.DONE);
        long written = proxy.count("(PUT|POST|PATCH|DELETE) .*");

        assertThat(kgit.run("apply", "--auto-approve").exit()).isEqualTo(ExitCode.DONE);

        assertThat(proxy.count("(PUT|POST|PATCH|DELETE) .*")).isEqualTo(written);
    }
}
