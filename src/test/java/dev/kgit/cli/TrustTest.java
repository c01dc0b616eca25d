package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pull request can do to the plan that is made of it: nothing but what its resource files say. */
@RealServers
@Order(2)
class TrustTest {

    private final String topic = "trust-" + UUID.randomUUID().toString().substring(0, 8);
    private final ByHand somebody = new ByHand(Workers.shared().bootstrapServers());

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void mainAndAPullRequest() {
        kgit = CliFixture.repository(folder.resolve("repo"), topic + "-project");
        kgit.env("CI_TOKEN", "s3cret-of-the-runner");
        kgit.environment(
                "dev",
                Workers.shared().bootstrapServers(),
                "variables: { keep: 2d }\nguards: { maxDeletes: 0, requireCleanTree: false }\n");
        kgit.write(
                "environments/dev/topics.yaml",
                "topics: { " + topic + ": { partitions: 1, config: { retention.ms: \"${{ var.keep }}\" } } }\n");
        kgit.commit("Main");
        kgit.git().run("checkout", "--quiet", "-b", "pull-request");
    }

    @AfterEach
    void close() {
        somebody.close();
    }

    private Result planned() {
        kgit.commit("Harmless");
        return kgit.run("plan", "--trust", "main", "--timeout", "20s");
    }

    @Test
    void planOnlyItsResourceFiles() {
        kgit.write("environments/dev/more.yaml", "topics: { " + topic + "-more: { partitions: 1 } }\n");
        Result plan = planned();
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out())
                .contains("create topic/" + topic + "-more", "retention.ms: 172800000")
                .doesNotContain("KG704");
    }

    @Test
    void canNotSendCredentialsElsewhere() {
        kgit.environment("dev", "attacker.example:9092", "");
        Result plan = planned();
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out()).contains("KG704", "environments/dev/environment.yaml differs from main");
    }

    @Test
    void canNotReadSecretsIntoAPlan() {
        kgit.environment(
                "dev",
                Workers.shared().bootstrapServers(),
                "variables: { keep: 2d, stolen: \"${{ env.CI_TOKEN }}\" }\nguards: { requireCleanTree: false }\n");
        kgit.write(
                "environments/dev/more.yaml", "topics: { \"" + topic + "-${{ var.stolen }}\": { partitions: 1 } }\n");
        Result asName = planned();
        assertThat(asName.exit()).as("%s", asName).isEqualTo(ExitCode.INVALID);
        kgit.write(
                "environments/dev/more.yaml",
                "topics: { " + topic + "-more: { partitions: 1, description: \"${{ var.stolen }}\" } }\n");
        Result asValue = planned();
        assertThat(asValue.exit()).as("%s", asValue).isEqualTo(ExitCode.INVALID);
        assertThat(asName.out() + asName.err() + asValue.out() + asValue.err()).doesNotContain("s3cret-of-the-runner");
        kgit.write("environments/dev/more.yaml", "topics: { " + topic + "-${{ env.CI_TOKEN }}: { partitions: 1 } }\n");
        assertThat(planned().exit()).isEqualTo(ExitCode.INVALID);
    }

    @Test
    void canNotChangeVariablesNorGuards() {
        Result applied = kgit.run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
        kgit.environment(
                "dev",
                Workers.shared().bootstrapServers(),
                "variables: { keep: 1d }\nguards: { maxDeletes: 100 }\nprune: true\n");
        kgit.write("environments/dev/topics.yaml", "topics: { " + topic + ": { state: absent } }\n");
        Result plan = planned();
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.REFUSED);
        assertThat(plan.out()).contains("KG208", "BLOCKED");
    }

    @Test
    void canNotSpeakForAnotherProjectNorWidenItsScope() {
        kgit.git().run("checkout", "--quiet", "main");
        kgit.write(
                "kgit.yaml", "apiVersion: kgit/v1\nproject: " + topic + "\nscope: { topics: [\"" + topic + "*\"] }\n");
        kgit.commit("Scope");
        kgit.git().run("checkout", "--quiet", "-B", "pull-request");
        kgit.write("kgit.yaml", "apiVersion: kgit/v1\nproject: somebody-else\n");
        Result plan = planned();
        assertThat(plan.out()).contains("Project " + topic + ",", "KG704", "kgit.yaml differs from main");
        kgit.write("environments/dev/more.yaml", "topics: { payments: { partitions: 1 } }\n");
        Result outside = planned();
        assertThat(outside.exit()).as("%s", outside).isEqualTo(ExitCode.INVALID);
        assertThat(outside.err()).contains("KG107", "payments");
    }

    @Test
    void canNotShowWhatLooksLikeASecret() {
        kgit.git().run("checkout", "--quiet", "main");
        kgit.environment(
                "dev",
                Workers.shared().bootstrapServers(),
                "connect: { main: { url: \"" + Workers.shared().url()
                        + "\" } }\nvariables: { keep: 2d }\nguards: { requireCleanTree: false }\n");
        String sink = "connectors: { " + topic
                + ": { config: { connector.class: org.apache.kafka.connect.file.FileStreamSinkConnector, topics: "
                + topic + ", a.token: shown-value, b.token: hidden-value }, plaintext: [%s] } }\n";
        kgit.write("environments/dev/sink.yaml", sink.formatted("a.token").replace(", b.token: hidden-value", ""));
        kgit.commit("Sink");
        kgit.git().run("checkout", "--quiet", "-B", "pull-request");
        kgit.write("environments/dev/sink.yaml", sink.formatted("a.token, b.token"));

        Result plan = planned();

        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out())
                .contains("config.a.token: shown-value", "config.b.token: (sensitive)")
                .doesNotContain("hidden-value");
    }

    @Test
    void canNotAddAnEnvironmentOfItsOwn() {
        kgit.environment("evil", "attacker.example:9092", "");
        kgit.commit("Harmless");
        Result plan = kgit.run("plan", "-e", "evil", "--trust", "main");
        assertThat(plan.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(plan.err()).contains("KG703");
    }

    @Test
    void canNotReachFilesOfTheRunner() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.json"), "{\"password\":\"s3cret-of-the-runner\"}");
        Files.createSymbolicLink(folder.resolve("repo/environments/dev/sink.json"), secret);
        kgit.write("environments/dev/sink.yaml", "connectors: { sink: { configFile: sink.json } }\n");
        Result plan = planned();
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.INVALID);
        assertThat(plan.out() + plan.err()).doesNotContain("s3cret-of-the-runner");
    }

    @Test
    void saysWhichCommitItDoesNotKnow() {
        kgit.commit("Harmless");
        Result plan = kgit.run("plan", "--trust", "origin/main");
        assertThat(plan.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(plan.err()).contains("KG606", "origin/main");
    }

    @Test
    void canNotSteerTheReferenceByATag() {
        kgit.git().run("update-ref", "refs/remotes/origin/main", "main");
        kgit.environment("dev", "attacker.example:9092", "");
        kgit.commit("Harmless");
        kgit.git().run("tag", "origin/main");
        Result plan = kgit.run("plan", "--trust", "origin/main");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.INVALID);
        assertThat(plan.err()).contains("KG604", "refs/tags/origin/main", "refs/remotes/origin/main");
        Result named = kgit.run("plan", "--trust", "refs/remotes/origin/main", "--timeout", "20s");
        assertThat(named.exit()).as("%s", named).isEqualTo(ExitCode.DONE);
        assertThat(named.out()).contains("KG704", "environments/dev/environment.yaml differs");
    }

    @Test
    void canNotSteerTheReferenceByABareRepositoryInsideTheTree() throws Exception {
        kgit.environment("dev", "attacker.example:9092", "");
        kgit.commit("Harmless");
        Path deploy = folder.resolve("repo/deploy");
        kgit.git().run("clone", "--quiet", "--bare", ".", deploy.toString());
        kgit.git().in(deploy).run("update-ref", "refs/heads/main", "refs/heads/pull-request");
        kgit.write("deploy/refs/.keep", "").write("deploy/objects/.keep", "");
        kgit.write("deploy/kgit.yaml", kgit.read("kgit.yaml"));
        kgit.write("deploy/environments/dev/environment.yaml", kgit.read("environments/dev/environment.yaml"));
        kgit.commit("Harmless as well");
        Result plan = kgit.run("plan", "-C", "deploy", "--trust", "main");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.INVALID);
        assertThat(plan.err())
                .as("the folder is new, so main has no environment there")
                .contains("KG703");
    }

    @Test
    void canNotSteerTheReferenceByASubmodule() throws Exception {
        CliFixture other = CliFixture.repository(folder.resolve("other"), topic + "-project");
        other.environment("dev", "attacker.example:9092", "");
        other.commit("The attacker's own main");
        kgit.git().run("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../other", "deploy");
        kgit.commit("Harmless");
        Result plan = kgit.run("plan", "-C", "deploy", "--trust", "origin/main");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.INVALID);
        assertThat(plan.err()).contains("KG609", "submodule");
    }

    /** Kafka's clients would read any file into a property, and tell it in the error that follows. */
    @Test
    void keepsKafkasConfigProvidersOffInItsOwnJvm() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.properties"), "pw=s3cret-of-the-runner\n");
        kgit.write("environments/dev/environment.yaml", """
                kafka:
                  bootstrap.servers: %s
                  config.providers: file
                  config.providers.file.class: org.apache.kafka.common.config.provider.FileConfigProvider
                  security.protocol: "${file:%s:pw}"
                """.formatted(
                        Workers.shared().bootstrapServers(), secret));
        Process plan = kgit.start("plan");
        String said = new String(plan.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(plan.waitFor()).as(said).isIn(ExitCode.INVALID, ExitCode.UNAVAILABLE);
        assertThat(said).contains("KG4").doesNotContain("s3cret-of-the-runner");
    }
}
