package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people type before they know kgit: each answer says what is wrong, where, and what to write. */
class FirstMistakesTest {

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void repository() {
        kgit = CliFixture.repository(folder, "first-mistakes");
        kgit.environment("dev", "localhost:1", "");
        kgit.write("environments/base/topics.yaml", "topics: { orders: { partitions: 1 } }\n");
    }

    @Test
    void kgitAloneNamesTheCommands() {
        Result alone = kgit.run();

        assertThat(alone.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(alone.err())
                .contains("which command?", "validate, plan, apply, drift")
                .doesNotContain("subcommand");
    }

    @Test
    void anEnvironmentOrIdBehindTheVerbIsKnownForWhatItIs() {
        for (String verb : new String[] {"validate", "plan", "drift", "doctor"}) {
            assertThat(kgit.run(verb, "prod").err()).contains("Did you mean: kgit " + verb + " -e prod");
        }
        assertThat(kgit.run("plan", "topic/orders").err()).contains("kgit plan --target topic/orders");
    }

    @Test
    void aFormThatThereIsNotNamesThoseThatThereAreBeforeAnythingIsAsked() {
        assertThat(kgit.run("validate", "--format", "junit").err()).contains("KG707", "there are: text, json, github");
        assertThat(kgit.run("plan", "--format", "junit").err())
                .contains("KG707", "there are: text, json, markdown, github")
                .doesNotContain("KG400");
        assertThat(kgit.run("fmt", "--format", "json").err()).contains("it is text alone");
        assertThat(kgit.run("drift", "--help").out().replaceAll("\\s+", " "))
                .contains("How the result is written: text, json, markdown, junit, prometheus, sarif. Default: text.");
    }

    @Test
    void aPathThatLeadsNowhereIsToldAsThat() {
        assertThat(kgit.run("validate", "--format", "json", "-o", "nope/x.json").err())
                .contains("KG706", "there is no folder nope", "make that folder first");
        assertThat(kgit.run("validate", "--format", "json", "-o", "environments")
                        .err())
                .contains("KG706", "it is a folder");
        assertThat(kgit.run("fmt", "nope.yaml").err()).contains("KG715", "there is no such file");
        assertThat(kgit.run("fmt", "environments/base/topcs.yaml").err())
                .contains("did you mean `environments/base/topics.yaml`?");
        assertThat(kgit.run("-C", "kgit.yaml", "validate").err()).contains("KG702", "is a file", "write -C .");
        assertThat(kgit.run("-C", "nope", "validate").err()).contains("KG702", "there is no folder nope");
    }

    @Test
    void filesWithTheOtherEndingAreFound() throws Exception {
        Files.move(
                folder.resolve("environments/dev/environment.yaml"),
                folder.resolve("environments/dev/environment.yml"));
        assertThat(kgit.run("validate").err()).contains("there is environments/dev/environment.yml", "rename it");
        assertThat(kgit.run("validate", "-e", "dev").err()).contains("there is environments/dev/environment.yml");

        Files.move(folder.resolve("kgit.yaml"), folder.resolve("kgit.yml"));
        assertThat(kgit.run("validate").err()).contains("KG702", "there is a kgit.yml", "rename it");
    }

    @Test
    void aMistypedEnvironmentHasADidYouMean() {
        assertThat(kgit.run("validate", "-e", "dve").err()).contains("KG703", "did you mean `dev`?");
        kgit.env("KGIT_ENV", "dve");
        assertThat(kgit.run("validate").err()).contains("KG703", "'dve', which $KGIT_ENV names", "did you mean `dev`?");
        kgit.env("KGIT_ENV", "");
    }

    @Test
    void aMistypedMechanismIsKnownBeforeAnybodyIsAsked() {
        kgit.env("JAAS", "some jaas config");
        for (String mechanism :
                new String[] {"SCRAM-SHA-265", "scram-sha-512", "SCRAM_SHA_512", "PLIAN", "SCRAMSHA256"}) {
            kgit.write(
                    "environments/dev/environment.yaml",
                    "kafka: { bootstrap.servers: \"localhost:1\", security.protocol: SASL_PLAINTEXT,\n  sasl.mechanism: "
                            + mechanism + ", sasl.jaas.config: \"${{ secret.JAAS }}\" }\n");
            for (String verb : new String[] {"validate", "plan"}) {
                Result result = kgit.run(verb);
                assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.INVALID);
                assertThat(result.out() + result.err())
                        .contains("environments/dev/environment.yaml:2:", "KG404", mechanism, "did you mean `");
            }
        }
    }

    @Test
    void aStoreThatCantBeReadIsNamedWithItsPropertyAndPlace() {
        kgit.write(
                "environments/dev/environment.yaml",
                "kafka:\n  bootstrap.servers: localhost:1\n  security.protocol: SSL\n"
                        + "  ssl.truststore.location: /nope/trust.jks\n  ssl.keystore.location: kgit.yaml\n");
        Result result = kgit.run("plan");

        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.INVALID);
        assertThat(result.err())
                .contains("environments/dev/environment.yaml:4:28: error KG404: ssl.truststore.location names"
                        + " /nope/trust.jks: there is no such file")
                .contains("ssl.keystore.location");

        kgit.environment(
                "dev",
                "localhost:1",
                "connect: { main: { url: \"https://localhost:1\", tls: { truststore: /nope/trust.jks } } }\n");
        assertThat(kgit.run("plan", "--timeout", "1s").err())
                .contains("KG459", "tls.truststore /nope/trust.jks: there is no such file", "connect.main.tls");
    }

    @Test
    void aQueryInTheUrlOfAWorkerIsRefusedByTheFilesAlone() {
        for (String url : new String[] {"http://localhost:8083?a=b", "http://localhost:8083/x#y"}) {
            kgit.environment("dev", "localhost:1", "connect: { main: { url: \"" + url + "\" } }\n");
            Result result = kgit.run("validate");
            assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.INVALID);
            assertThat(result.out()).contains("environments/dev/environment.yaml:2:", "KG021", "base URL");
        }
    }

    @Test
    void namesWhatIsWaitedForWhereNobodyAnswers() {
        assertThat(kgit.run("plan", "--timeout", "7s").err())
                .startsWith("still reading from Kafka at localhost:1; each answer is waited for up to 7 s (--timeout)")
                .contains("KG400");
        assertThat(kgit.run("plan", "-q", "--timeout", "6s").err()).startsWith("error KG400");
    }

    @Test
    void initLeavesAGitignoreThatIsThereAsItIs() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve(".gitignore"), "target/\n.env\n");
        Result init = kgit.run("init", "other");

        assertThat(init.exit()).as("%s", init).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(other.resolve(".gitignore"))).isEqualTo("target/\n.env\n");
        assertThat(init.err())
                .contains("other/.gitignore is left as it is", "*.plan")
                .doesNotContain(".env");
        assertThat(init.out()).doesNotContain(".gitignore");
    }

    @Test
    void aTargetOrIdWithoutItsKindOrMistypedHasADidYouMean() {
        kgit.on(new FakePlatform());
        assertThat(kgit.run("plan", "--target", "orders").err())
                .contains("KG701", "--target orders matches nothing", "did you mean `topic/orders`?");
        assertThat(kgit.run("plan", "--target", "topic/oders").err()).contains("did you mean `topic/orders`?");
        assertThat(kgit.run("adopt", "topic/oders").err()).contains("KG701", "did you mean `topic/orders`?");
        assertThat(kgit.run("adopt", "orders").err()).contains("did you mean `topic/orders`?");
    }

    @Test
    void aTargetWithAnEmojiMatches() {
        kgit.environment("dev", "localhost:1", "connect: { main: { url: \"http://localhost:1\" } }\n");
        kgit.write(
                "environments/base/connectors.yaml",
                "connectors: { \"sink-\ud83d\ude00\": { config: { connector.class: org.example.Sink } } }\n");
        kgit.on(new FakePlatform());
        for (String target :
                new String[] {"connector/main/sink-\ud83d\ude00", "connector/main/sink-?", "connector/*\ud83d\ude00"}) {
            Result plan = kgit.run("plan", "--target", target);
            assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
            assertThat(plan.out()).contains("sink-\ud83d\ude00");
        }
    }

    /** Examples and sentences stand whole where the terminal is wide enough, and are broken where it is not. */
    @Test
    void helpIsAsWideAsTheTerminal() {
        assertThat(kgit.run("plan", "--help").out())
                .contains("  kgit plan -e prod --format markdown --trust origin/main      for a pull request\n");
        for (int width : new int[] {60, 80, 120}) {
            kgit.env("COLUMNS", "" + width);
            for (String verb : Subcommands.declared().keySet()) {
                assertThat(kgit.run(verb, "--help").out().lines())
                        .as(verb)
                        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
            }
        }
    }
}
