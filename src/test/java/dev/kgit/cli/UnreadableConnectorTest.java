package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.AloneOnTheWorker;
import dev.kgit.fixture.FaultyProxy;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import dev.kgit.sandbox.FreePorts;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connector, or a whole Connect cluster, of which a real worker tells nothing. */
@RealServers
@AloneOnTheWorker
class UnreadableConnectorTest {

    private static final String GONE =
            "Failed to find any class that implements Connector and which name matches dev.gone.Sink";
    private static final String CONNECTOR =
            "\n    config: { connector.class: dev.kgit.fixture.MoodyConnector, tasks.max: 1, mood: ";

    private final String name = "unread-" + UUID.randomUUID().toString().substring(0, 8);
    private final FaultyProxy proxy = FaultyProxy.before(Workers.shared().url());
    private final String nowhere = "http://127.0.0.1:" + FreePorts.take(1).get(0);

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void aRepository() {
        kgit = CliFixture.repository(folder.resolve("repo"), name);
        environment("");
        kgit.write(
                "environments/dev/topics.yaml",
                "topics: { " + name + "-t: { partitions: 1, replicationFactor: 1, state: present } }\n");
    }

    private void environment(String more) {
        kgit.environment(
                "dev",
                Workers.shared().bootstrapServers(),
                "connect: { main: { url: \"" + proxy.url() + "\" }" + more + " }\n"
                        + "guards: { requireCleanTree: false }\n");
    }

    private void connectors(String firstMood, String... names) {
        StringBuilder yaml = new StringBuilder("connectors:");
        for (String one : names) {
            yaml.append("\n  \"").append(one).append("\":\n    connectCluster: main");
            yaml.append(CONNECTOR)
                    .append(one.equals(names[0]) ? firstMood : "fine")
                    .append(" }");
        }
        kgit.write("environments/dev/connectors.yaml", yaml + "\n");
        kgit.commit("Declare");
    }

    @AfterEach
    void deleteAndClose() {
        proxy.close();
        kgit.environment(
                "dev",
                Workers.shared().bootstrapServers(),
                "connect: { main: { url: \"" + Workers.shared().url() + "\" } }\n"
                        + "guards: { requireCleanTree: false }\n");
        kgit.write(
                "environments/dev/connectors.yaml",
                "connectors: { " + name + "-a: { state: absent }, " + name + "-b: { state: absent } }\n");
        kgit.write("environments/dev/topics.yaml", "topics: { " + name + "-t: { state: absent } }\n");
        kgit.commit("Delete");
        kgit.run("apply", "--auto-approve");
    }

    private Result exits(int code, String... args) {
        Result result = kgit.run(args);
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    private void refusesToTellOf(String connector) {
        proxy.alwaysError("GET /connectors\\?.*", 500, "Failed to find any class that implements Connector")
                .alwaysError("GET /connectors/" + connector + "/.*", 500, GONE);
    }

    @Test
    void isARowWithTheWorkersWords() {
        connectors("fine", name + "-a", name + "-b");
        exits(ExitCode.DONE, "apply", "--auto-approve");
        refusesToTellOf(name + "-b");
        connectors("gloomy", name + "-a", name + "-b");

        Result plan = exits(ExitCode.UNAVAILABLE, "plan");
        assertThat(plan.out())
                .contains("? unreadable connector/main/" + name + "-b", GONE)
                .contains("~ update connector/main/" + name + "-a");
        Result drift = exits(ExitCode.UNAVAILABLE, "drift");
        assertThat(drift.out()).contains("? unreadable connector/main/" + name + "-b", GONE);
        exits(ExitCode.UNAVAILABLE, "apply", "--auto-approve", "--allow-unreadable");
        assertThat(exits(ExitCode.UNAVAILABLE, "plan").out())
                .contains("Nothing seen that differs, but 1 could not be read.");
    }

    /** A proxy's page in its place, which says nothing of the worker. */
    @Test
    void isNotWaitedForUntilTheEndWhereItsAnswerIsAPage() {
        connectors("fine", name + "-a", name + "-b");
        exits(ExitCode.DONE, "apply", "--auto-approve");
        proxy.alwaysError("GET /connectors\\?.*", 500, "Failed to find any class that implements Connector")
                .answer("GET /connectors/" + name + "-b/.*", 9999, 500, "text/html", "<html>oops</html>");
        connectors("gloomy", name + "-a", name + "-b");
        Result plan = exits(ExitCode.UNAVAILABLE, "plan");
        assertThat(plan.out())
                .contains("? unreadable connector/main/" + name + "-b", "HTTP 500")
                .contains("~ update connector/main/" + name + "-a");
    }

    @Test
    void hasANameThatTheRestServerRefuses() {
        connectors("fine", name + "%a", name + "-b");
        Result validate = exits(ExitCode.DONE, "validate");
        assertThat(validate.err() + validate.out()).contains("KG128", name + "%a");
        Result plan = exits(ExitCode.UNAVAILABLE, "plan");
        assertThat(plan.out())
                .contains("? unreadable connector/main/" + name + "%a", "HTTP 400", "refuses this name in a path")
                .contains("+ create connector/main/" + name + "-b", "+ create topic/" + name + "-t");
    }

    @Test
    void isOfOneConnectClusterOfTwo() {
        environment(", other: { url: \"" + nowhere + "\" }");
        kgit.write(
                "environments/dev/connectors.yaml",
                "connectors:\n  " + name + "-a:\n    connectCluster: main" + CONNECTOR + "fine }\n  " + name
                        + "-o:\n    connectCluster: other" + CONNECTOR + "fine }\n");
        kgit.commit("Declare in two");
        Result plan = exits(ExitCode.UNAVAILABLE, "plan", "--timeout", "5s");
        assertThat(plan.out())
                .contains("? unreadable connector/other/" + name + "-o", "can't be reached")
                .contains("+ create connector/main/" + name + "-a");
    }

    @Test
    void isNoneWhereNothingIsDeclaredInTheConnectClusterThatIsDown() {
        environment(", other: { url: \"" + nowhere + "\" }");
        connectors("fine", name + "-a");
        Result plan = exits(ExitCode.DONE, "plan");
        assertThat(plan.out()).contains("warning KG458", nowhere, "+ create topic/" + name + "-t");
        exits(ExitCode.DONE, "apply", "--auto-approve");
        Result drift = exits(ExitCode.DONE, "drift");
        assertThat(drift.out() + drift.err()).contains("KG458", "No drift");
        Result imported = exits(ExitCode.UNAVAILABLE, "import", "--filter", name + "*");
        assertThat(imported.err()).contains("KG458");
    }
}
