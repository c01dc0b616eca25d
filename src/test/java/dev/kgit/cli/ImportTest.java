package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.AloneOnTheWorker;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A platform that kgit never saw, imported. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RealServers
@AloneOnTheWorker
class ImportTest {

    private static final String API_KEY = "0badc0de5eed1234-not-for-files";

    private final HttpClient http = HttpClient.newHttpClient();
    private Admin admin;

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeAll
    void livePlatform() throws Exception {
        Properties client = new Properties();
        client.put("bootstrap.servers", Workers.shared().bootstrapServers());
        admin = Admin.create(client);
        create("imp.orders", 3, Map.of("retention.ms", "604800000", "max.message.bytes", "1048576"));
        create("imp.payments", 1, Map.of("cleanup.policy", "compact,delete", "min.cleanable.dirty.ratio", "0.1"));
        create("imp.odd", 2, Map.of("retention.ms", "-1", "retention.bytes", "1000001", "compression.type", "zstd"));
        create("imp-plain", 1, Map.of());
        Map<String, String> source = new TreeMap<>(Map.of(
                "connector.class", "org.apache.kafka.connect.file.FileStreamSourceConnector",
                "tasks.max", "1",
                "topic", "imp.orders",
                "file", "/dev/null",
                "errors.log.enable", "true"));
        connector("imp-running", source);
        source.putAll(Map.of(
                "headers",
                "Content-Type:application/json|Authorization:ApiKey " + API_KEY,
                "my.password",
                API_KEY,
                "confluent.license",
                "",
                "db.password",
                "${file:" + Workers.shared().secretsFile(Map.of("password", "looked-up")) + ":password}",
                "some.timeout.ms",
                "7d",
                "batch.timeout.ms",
                "60000",
                "looks.like.kgit",
                "${{ var.nothing }} and 'quotes' \"both\" # : {}",
                "octal",
                "012",
                "switch",
                "on"));
        connector("imp-paused", source);
        put("/connectors/imp-paused/pause", "");
        connector("imp-stopped", source);
        put("/connectors/imp-stopped/stop", "");
        await("imp-paused", "PAUSED");
        await("imp-stopped", "STOPPED");
        await("imp-running", "RUNNING");
    }

    @AfterAll
    void close() {
        for (String name : List.of("imp-running", "imp-paused", "imp-stopped")) {
            send("DELETE", "/connectors/" + name, "");
        }
        admin.deleteTopics(List.of("imp.orders", "imp.payments", "imp.odd", "imp-plain"));
        admin.close();
    }

    @BeforeEach
    void repository() {
        kgit = CliFixture.repository(folder, "imports")
                .environment(
                        "dev",
                        Workers.shared().bootstrapServers(),
                        "connect: { main: { url: \"" + Workers.shared().url() + "\" } }\n"
                                + "guards: { requireCleanTree: false }\n");
    }

    private void secrets() throws IOException {
        for (String name : List.of("IMP_PAUSED", "IMP_STOPPED")) {
            kgit.env(name + "_HEADERS", "Content-Type:application/json|Authorization:ApiKey " + API_KEY);
            kgit.env(name + "_MY_PASSWORD", API_KEY);
        }
    }

    @Test
    void isFollowedByAnEmptyPlan() throws IOException {
        Result imported = kgit.run("import", "--filter", "imp*", "--filter", "connect-*");
        assertThat(imported.exit()).as(imported.toString()).isZero();
        assertThat(everyFile()).doesNotContain(API_KEY);
        secrets();
        Result plan = kgit.run("plan", "--detailed-exitcode");
        assertThat(plan.exit()).as(plan.toString()).isZero();
    }

    @Test
    void leavesTheInternalTopicsOfAConnectClusterToTheProjectThatManagesThem() {
        String ledger = "ledger: { topic: imports-ledger }\n";
        kgit.write("environments/dev/environment.yaml", kgit.read("environments/dev/environment.yaml") + ledger);
        kgit.run("import", "--filter", "connect-*");
        kgit.commit("Take over the Connect cluster");
        Result applied = kgit.run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isZero();
        CliFixture other = CliFixture.repository(folder.resolve("other"), "imports-other")
                .write("environments/dev/environment.yaml", kgit.read("environments/dev/environment.yaml"));

        Result imported = other.run("import", "--filter", "connect-*");

        assertThat(imported.out()).as("%s", imported).contains("nothing to import");
        assertThat(imported.err()).contains("internal topics of the platform left out");
        assertThat(other.run("plan", "--detailed-exitcode").exit()).isZero();
    }

    @Test
    void addsToWhatIsThereWithForceAndLosesNothing() {
        String file = "environments/dev/topics.yaml";
        kgit.run("import", "--filter", "imp.orders");
        String there = kgit.read(file)
                        .replace("retention.ms: 7d", "retention.ms: 6d # ours")
                        .replace("  imp.orders:\n", "  # first\n  imp.orders:\n    protected: true\n")
                + "  imp.not-there:\n    partitions: 1\n";
        kgit.write(file, there);

        Result refused = kgit.run("import", "--filter", "imp.odd");
        assertThat(refused.exit()).as("%s", refused).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("KG710", "--force");
        Result one = kgit.run("import", "--force", "--filter", "imp.odd");

        assertThat(one.exit()).as("%s", one).isEqualTo(ExitCode.DONE);
        assertThat(kgit.read(file)).startsWith(there).contains("  imp.odd:\n    partitions: 2\n");
        String added = kgit.read(file);
        Result all = kgit.run("import", "--force", "--filter", "imp.o*");
        assertThat(all.exit()).as("%s", all).isEqualTo(ExitCode.DONE);
        assertThat(all.out()).contains("topic/imp.orders config.retention.ms: 518400000 -> 604800000");
        assertThat(kgit.read(file)).isEqualTo(added.replace("6d # ours", "7d # ours"));
    }

    @Test
    void namesWhatAFileElsewhereWouldLose() {
        kgit.run("import", "--filter", "imp.orders", "-o", "look");
        kgit.write("look/topics.yaml", kgit.read("look/topics.yaml") + "  # mine\n  imp.mine: { protected: true }\n");
        String there = kgit.read("look/topics.yaml");
        Result refused = kgit.run("import", "--filter", "imp.odd", "-o", "look", "--force");
        assertThat(refused.exit()).as("%s", refused).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("KG710", "topics.imp.orders", "topics.imp.mine", "# mine");
        assertThat(kgit.read("look/topics.yaml")).isEqualTo(there);
    }

    private String everyFile() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.walk(folder.resolve("environments"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append("=== ").append(folder.relativize(file)).append('\n').append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private void create(String name, int partitions, Map<String, String> config) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.of((short) 1)).configs(config)))
                .all()
                .get();
    }

    private void connector(String name, Map<String, String> config) {
        put("/connectors/" + name + "/config", JsonMapper.builder().build().writeValueAsString(config));
    }

    private void await(String connector, String state) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String status = send("GET", "/connectors/" + connector + "/status", "");
            if (status.contains("\"connector\":{\"state\":\"" + state)) {
                return;
            }
            seen.add(status);
            Thread.sleep(100);
        }
        throw new AssertionError(connector + " never was " + state + ": " + seen.get(seen.size() - 1));
    }

    private void put(String path, String body) {
        String answer = send("PUT", path, body);
        assertThat(answer).doesNotContain("error_code");
    }

    private String send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(Workers.shared().url() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
