package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.AloneOnTheWorker;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets wherever one can stand (declared whole and in part, taken away, rotated, put there by hand, looked up by the worker,
 * repeated by a failing plugin), told in every way: each command that there is, in each form that there is. A command or form
 * that is added is held by this without being named.
 */
@RealServers
@AloneOnTheWorker
class SecretsNeverShowTest {

    private static final String WHOLE = "wh0le-c4nary/8f2a";
    private static final String PART = "p4rt+c4nary=91bc";
    private static final String OLD = "0ld-c4nary-77de";
    private static final String BY_HAND = "h4nd-c4nary-35fa";
    private static final String LOOKED_UP = "l00ked-up-c4nary-42";
    private static final String SASL = "s4sl-c4nary-61ac";
    private static final List<String> CANARIES = List.of(WHOLE, PART, OLD, BY_HAND, LOOKED_UP, SASL);

    /** They start servers and play a repository of their own. */
    private static final Set<String> OF_THEIR_OWN = Set.of("sandbox", "demo");

    private final String name = "canary-" + UUID.randomUUID().toString().substring(0, 8);
    private final String id = "connector/main/" + name;
    private final ConnectByHand worker = new ConnectByHand(Workers.shared().url());

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void aRepository() {
        kgit = CliFixture.repository(folder.resolve("repo"), name + "-project")
                .env("WHOLE", WHOLE)
                .env("PART", OLD)
                .env("SASL", SASL);
        kgit.git().write(".gitignore", "/looks/\n"); // what import and init write to be looked at
        settings("");
    }

    private void settings(String more) {
        kgit.environment(
                "dev",
                Workers.shared().bootstrapServers(),
                "connect: { main: { url: \"" + Workers.shared().url()
                        + "\", headers: { X-Token: \"${{ secret.SASL }}\" } } }\n"
                        + "ledger: { topic: _kgit-" + name + " }\n"
                        + "guards: { requireCleanTree: false }\n"
                        + "variables: { whole: \"${{ secret.WHOLE }}\", part: \"${{ secret.PART }}\" }\n" + more);
    }

    @AfterEach
    void delete() {
        worker.delete(name);
        worker.delete(name + "-hand");
    }

    private void declare(String... config) {
        kgit.write(
                "environments/dev/connectors.yaml",
                "connectors:\n  " + name
                        + ":\n    config:\n      connector.class: dev.kgit.fixture.MoodyConnector\n      "
                        + String.join("\n      ", config) + "\n");
        kgit.commit("Change");
    }

    private void declareAll(String mood) {
        String file = Workers.shared().secretsFile(Map.of("pw", LOOKED_UP));
        declare(
                "mood: " + mood,
                "handshake: \"${{ var.whole }}\"",
                "greeting: \"${file:" + file + ":pw} and ${{ var.part }}!\"",
                "some.uri: \"amqp://user:${{ var.part }}@host/${{ var.whole }}\"");
    }

    /** Runs everything that there is to be run, and holds what comes of it. */
    private void nothingShows(String when) throws IOException {
        for (List<String> line : commandLines()) {
            Result result = kgit.run(line.toArray(String[]::new));
            assertThat(result.exit()).as("%s: %s: %s", when, line, result).isNotEqualTo(ExitCode.BUG);
            assertHidden(when + ": " + line, result.toString());
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertHidden(when + ": " + file, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        // What adopt has written is not for the next step.
        kgit.git().run("checkout", "--quiet", "--", ".");
        kgit.git().run("clean", "--quiet", "--force", "-d");
    }

    private List<List<String>> commandLines() {
        Map<String, List<List<String>>> arguments = new TreeMap<>(Map.of(
                "adopt", List.of(List.of(id), List.of("connector/main/" + name + "-hand"), List.of("connector/*")),
                "history", List.of(List.of(), List.of(id)),
                "rollback", List.of(List.of("HEAD"), List.of("HEAD~1")),
                "explain", List.of(List.of("KG105")),
                "import", List.of(List.of("--filter", name + "*", "-o", "looks/import", "--force")),
                "init", List.of(List.of("looks/init")),
                "plan",
                        List.of(
                                List.of(),
                                List.of("--out", "looks/plan"),
                                List.of("--trust", "HEAD"),
                                List.of("--resend", id)),
                "drift", List.of(List.of(), List.of("--target", id), List.of("--all")),
                "render", List.of(List.of(), List.of("graph"))));
        List<List<String>> lines = new ArrayList<>();
        for (String verb : Subcommands.declared().keySet()) {
            if (OF_THEIR_OWN.contains(verb)) {
                continue;
            }
            for (List<String> more : arguments.getOrDefault(verb, List.of(List.of()))) {
                lines.add(line(verb, more, "-v", "--timings"));
                for (Kgit.Format format : Kgit.Format.values()) {
                    lines.add(line(verb, more, "--format", format.name()));
                }
            }
        }
        return lines;
    }

    private static List<String> line(String verb, List<String> arguments, String... options) {
        List<String> line = new ArrayList<>(List.of(verb));
        line.addAll(arguments);
        line.addAll(List.of(options));
        return line;
    }

    private static void assertHidden(String what, String text) {
        String small = text.toLowerCase(Locale.ROOT);
        for (String canary : CANARIES) {
            String encoded = Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(canary.getBytes(StandardCharsets.UTF_8))
                    .toLowerCase(Locale.ROOT);
            assertThat(small)
                    .as("%s shows %s", what, canary)
                    .doesNotContain(canary, encoded.substring(0, encoded.length() - 1))
                    .doesNotContain(
                            canary.replace("/", "%2f").replace("+", "%2b").replace("=", "%3d"));
        }
    }

    private void apply(int exit) {
        Result applied = kgit.run("apply", "--auto-approve", "-v", "--timings");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(exit);
        assertHidden("apply", applied.toString());
    }

    @Test
    void inNoCommandAndNoForm() throws IOException {
        declareAll("fine");
        nothingShows("declared");
        apply(ExitCode.DONE);
        nothingShows("applied");

        declareAll("tasks-fail");
        apply(ExitCode.INCOMPLETE);
        nothingShows("repeated by a failing plugin");

        kgit.env("PART", PART);
        nothingShows("rotated");
        declareAll("fine");
        apply(ExitCode.DONE);

        declare("mood: fine");
        nothingShows("taken away");
        settings("defaults: { topics: { partitions: 1 } }\n");
        kgit.write(
                "environments/dev/environment.yaml",
                kgit.read("environments/dev/environment.yaml")
                        .replaceAll("variables: .*\n", "variables: { other: x }\n"));
        kgit.commit("Forget the variables too");
        nothingShows("taken away with their variables");

        Map<String, String> config = new TreeMap<>(worker.config(name));
        config.put("handshake", BY_HAND);
        config.put("greeting", "x " + WHOLE.toUpperCase(Locale.ROOT) + " y");
        worker.put(name, config);
        worker.put(name + "-hand", config);
        settings("");
        kgit.commit("Know the secrets again");
        nothingShows("put there by hand");
        apply(ExitCode.DONE);

        kgit.write("environments/dev/connectors.yaml", "topics: { " + name + ": { state: absent } }\n");
        settings("prune: true\n");
        kgit.commit("Take the connector away");
        nothingShows("pruned");
        apply(ExitCode.DONE);
        nothingShows("gone");
    }
}
