package dev.kgit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.net.httpserver.HttpServer;
import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.Await;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever names, values and words a repository, a ledger or a worker holds: no line of any command's output begins with them,
 * and none of them steers a terminal or the CI system that reads the log. Each verb is walked, those to come as well.
 */
@RealServers
@Order(2)
class HostileTextTest {

    private static final String EVIL =
            "\n::error ::pwned\r\u001b[31m\u0085\u202Eevil\u2066\u2028\u200B\uFEFF##[command]##vso[task.x]";
    private static final String FILE = "\n::error ::pwned\r\u001b[31m\u202Eevil##[x].yaml";
    private static final String AT_THE_START = "::error ::pwned.yaml";

    /** These start servers wherever the files are right. */
    private static final Set<String> STARTING = Set.of("sandbox", "demo");

    private static final Pattern ANNOTATION = Pattern.compile("::(error|warning|notice) (file|title)=.*");

    private final String project = "hostile-" + Long.toHexString(System.nanoTime());

    @TempDir
    Path folder;

    private final StringBuilder all = new StringBuilder();
    private CliFixture kgit;
    private HttpServer worker;

    @BeforeEach
    void evilWorker() throws IOException {
        worker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        worker.createContext("/", exchange -> {
            byte[] body = ("{\"error_code\":400,\"message\":" + yaml(EVIL) + "}").getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(400, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        worker.start();
        kgit = CliFixture.repository(folder.resolve("repo"), project);
        kgit.env("USER", EVIL).env("HOSTNAME", EVIL).env("SHELL", EVIL).answers("no\n".repeat(50));
    }

    @AfterEach
    void close() {
        worker.stop(0);
    }

    @Test
    void staysInItsLineWhereTheFilesAreWrong() {
        kgit.write("kgit.yaml", "apiVersion: kgit/v1\nproject: " + project + "\n" + yaml(EVIL) + ": 1\n");
        kgit.environment(EVIL, "localhost:1", "");
        kgit.environment(
                "dev",
                "localhost:1",
                "variables: { " + yaml(EVIL) + ": " + yaml(EVIL) + " }\nextends: [" + yaml(EVIL) + "]\n");
        kgit.environment("sandbox", "localhost:1", yaml(EVIL) + ": 1\n");
        for (String environment : List.of("dev", "sandbox", EVIL)) {
            kgit.write("environments/" + environment + "/" + FILE, "a: &x " + yaml(EVIL) + "\nb: *y\n");
            kgit.write("environments/" + environment + "/topics.yaml", topics());
            kgit.write(
                    "environments/" + environment + "/connect.yaml",
                    "connectors: { " + yaml(EVIL) + ": { config: { "
                            + yaml(EVIL) + ": " + yaml(EVIL) + ", topics: " + yaml(EVIL) + " }, dependsOn: ["
                            + yaml(EVIL)
                            + "] }, other: { configFile: " + yaml(EVIL) + " } }\n");
        }
        kgit.write(AT_THE_START, "topics:   { a: [ }\n");
        kgit.write("environments/" + AT_THE_START, "topics:   {}\n");
        kgit.commit(EVIL);

        for (String verb : Subcommands.declared().keySet()) {
            tails().forEach(tail -> harmless(verb, tail));
        }
        kgit.write("kgit.yaml", "apiVersion: kgit/v1\nproject: " + project + "\n");
        for (String verb : Subcommands.declared().keySet()) {
            tails().forEach(tail -> harmless(verb, tail));
        }
        assertThat(all.toString().split("pwned", -1)).hasSizeGreaterThan(1_000);
    }

    @Test
    void staysInItsLineWhereTheFilesAreRight() {
        String name = project + "-topic";
        kgit.write(
                "kgit.yaml",
                "apiVersion: kgit/v1\nproject: " + project + "\nscope: { topics: [\"" + project + "*\"] }\n");
        kgit.environment("dev", Brokers.shared().bootstrapServers(), "ledger: { topic: " + project + "_kgit }\n");
        kgit.environment(
                "words",
                Brokers.shared().bootstrapServers(),
                "ledger: { topic: " + project + "_kgit }\nconnect: { main: { url: \"http://localhost:"
                        + worker.getAddress().getPort() + "\" } }\n");
        String file = "topics: { " + name + ": { partitions: 1, description: " + yaml(EVIL) + ", labels: { owner: "
                + yaml(EVIL) + " } } }\n";
        kgit.write("environments/dev/" + FILE, file);
        kgit.write("environments/words/" + FILE, file);
        kgit.write(
                "environments/words/connect.yaml",
                "connectClusters: { main: { groupId: " + project + ", internalTopics: { "
                        + "config: { name: " + project + "-c }, offset: { name: " + project + "-o }, status: { name: "
                        + project
                        + "-s } }, worker: { "
                        + yaml(EVIL) + ": " + yaml(EVIL) + " } } }\nconnectors: { "
                        + yaml("c\u202E\u2066##[x]\u200Bevil") + ": { config: { "
                        + "connector.class: " + yaml(EVIL) + ", " + yaml(EVIL) + ": " + yaml(EVIL) + " } } }\n");
        kgit.write(AT_THE_START, "topics:   {}\n");
        kgit.git().run("checkout", "--quiet", "-b", "\u202Eevil\uFEFF##vso");
        kgit.git().run("add", "--all");
        kgit.git()
                .run(
                        "commit",
                        "--quiet",
                        "--author",
                        "\u001b[31m\u202E##[x] <evil@example.org>",
                        "-m",
                        "##[x]\u001b[31m\u202E\u2028evil");
        Result applied = kgit.run("apply", "-e", "dev", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
        harmless("apply", applied);
        kgit.write(
                "environments/dev/" + FILE,
                file.replace("partitions: 1", "partitions: 1, config: { retention.ms: 1d }"));
        kgit.git().run("commit", "--quiet", "--all", "-m", "##[x]\u001b[31m\u202E\u2028evil");
        try (ByHand somebody = new ByHand(Brokers.shared().bootstrapServers())) {
            somebody.append(
                    project + "_kgit",
                    "lease/" + project + "/dev/dead",
                    ("{\"formatVersion\":1,\"by\":"
                                    + yaml(EVIL) + ",\"host\":" + yaml(EVIL) + ",\"commit\":" + yaml(EVIL)
                                    + ",\"since\":0,\"ttlMillis\":600000,\"broken\":false}")
                            .getBytes(UTF_8));
        }
        // At once: no claim lasts longer than a minute, whatever it says.
        Await.until(() -> {
            Result unlock = kgit.run("unlock", "-e", "dev");
            harmless("unlock", unlock);
            return unlock.out().contains("pwned");
        });
        harmless("apply", List.of("-e", "dev", "--auto-approve"));

        for (String verb : Subcommands.declared().keySet()) {
            if (STARTING.contains(verb)) {
                continue;
            }
            for (List<String> tail : tails()) {
                harmless(verb, with(tail, "-e", "dev"));
                if (!tail.contains("-e") && tail.size() < 2) {
                    harmless(verb, with(tail, "-e", "words"));
                }
            }
            harmless(verb, List.of("-e", "dev", "topic/" + name));
            harmless(verb, List.of("-e", "dev", "--auto-approve"));
            harmless(verb, List.of("-e", "words", "--format", "env"));
            harmless(verb, List.of("-e", "words", "graph"));
        }
        // Who holds the lock was told, by the refusal and by unlock.
        assertThat(all).contains("KG653", "held by \\n::error ::pwned");
    }

    private static List<String> with(List<String> tail, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(tail);
        return all;
    }

    private List<List<String>> tails() {
        List<List<String>> tails = new ArrayList<>(List.of(
                List.of(),
                List.of("-v", "--timings"),
                List.of("--all"),
                List.of("-e", EVIL),
                List.of("-C", folder.resolve("repo").toString(), "-e", EVIL),
                List.of("-C", EVIL + "/nowhere"),
                List.of(EVIL),
                List.of(AT_THE_START),
                List.of("environments/" + AT_THE_START),
                List.of("@" + AT_THE_START),
                List.of("--" + EVIL),
                List.of("--format", EVIL),
                List.of("--timeout", EVIL),
                List.of("--target", EVIL),
                List.of("-o", EVIL + "/" + EVIL),
                List.of("--out", EVIL + "/" + EVIL),
                List.of("--known", EVIL),
                List.of("--trust", EVIL),
                List.of("--ci", EVIL),
                List.of("--allow", EVIL),
                List.of("--plugins", EVIL)));
        for (Kgit.Format format : Kgit.Format.values()) {
            tails.add(List.of("--format", format.name()));
        }
        return tails;
    }

    private void harmless(String verb, List<String> tail) {
        List<String> line = new ArrayList<>(List.of(verb, "--timeout", "2s"));
        if (STARTING.contains(verb) && !tail.contains("-C")) {
            line.addAll(List.of("-C", folder.resolve("repo").toString()));
        }
        line.addAll(tail);
        harmless(String.join(" ", line), kgit.run(line.toArray(String[]::new)));
    }

    private void harmless(String line, Result result) {
        all.append(result.out()).append(result.err());
        harmless(line, result.out());
        harmless(line, result.err());
    }

    private static void harmless(String line, String output) {
        // The last of these is what the streams put in the place of what should not have come to them.
        IntPredicate obeyed = c -> (Character.isISOControl(c) && c != '\n' && c != '\t')
                || Set.of((int) Character.FORMAT, (int) Character.LINE_SEPARATOR, (int) Character.PARAGRAPH_SEPARATOR)
                        .contains(Character.getType(c))
                || c == 0xFFFD;
        boolean steers = output.codePoints().anyMatch(obeyed) || output.contains("##[") || output.contains("##vso[");
        boolean commands = output.lines()
                .map(String::stripLeading)
                .anyMatch(each ->
                        each.startsWith("::") && !ANNOTATION.matcher(each).matches());
        if (steers || commands) {
            fail("%s prints:\n%s", line, output);
        }
    }

    /** In double quotes, as YAML and JSON both read it. */
    private static String yaml(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars()
                .forEach(c -> quoted.append(
                        c >= ' ' && c <= '~' && c != '"' && c != '\\' ? "" + (char) c : String.format("\\u%04x", c)));
        return quoted.append('"').toString();
    }

    private static String topics() {
        return "topics: { " + yaml(EVIL) + ": { partitions: " + yaml(EVIL) + ", " + yaml(EVIL) + ": 1, config: { "
                + yaml(EVIL) + ": " + yaml(EVIL) + ", cleanup.policy: " + yaml(EVIL) + ", retention.ms: \"${{ var."
                + EVIL.replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\u001b", "\\e")
                        .replace("\u0085", "\\N")
                + " }}\" }, allow: [" + yaml(EVIL) + "] } }\n";
    }
}
