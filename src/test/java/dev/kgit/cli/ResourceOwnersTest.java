package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two projects on one cluster. */
@RealServers
class ResourceOwnersTest {

    private final String topic = "owned-" + UUID.randomUUID().toString().substring(0, 8);
    private final ByHand somebody = new ByHand(Workers.shared().bootstrapServers());

    @TempDir
    Path folder;

    private CliFixture shop;
    private CliFixture billing;

    @BeforeEach
    void theShopHasATopic() {
        shop = project("shop");
        billing = project("billing");
        declare(shop, "config: { retention.ms: 2d }");
        applies(shop);
    }

    @AfterEach
    void close() {
        somebody.close();
    }

    private CliFixture project(String name) {
        CliFixture project = CliFixture.repository(folder.resolve(name), topic + "-" + name);
        project.environment("dev", Workers.shared().bootstrapServers(), "prune: true\n");
        project.write("environments/dev/own.yaml", "topics: { " + topic + "-" + name + ": { partitions: 1 } }\n");
        return project;
    }

    private void declare(CliFixture project, String terms) {
        project.write("environments/dev/topics.yaml", "topics: { " + topic + ": { partitions: 1, " + terms + " } }\n");
        project.commit("Declare it");
    }

    private static void applies(CliFixture project) {
        Result applied = project.run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
    }

    private void refused(Result result, String owner) {
        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.REFUSED);
        assertThat(result.out()).contains("KG214", topic + "-" + owner + "/dev", "allow: [take-over]");
    }

    @Test
    void doNotChangeEachOthersTopics() {
        declare(billing, "config: { retention.ms: 1d }, allow: [data-loss]");
        refused(billing.run("plan"), "shop");
        refused(billing.run("apply", "--auto-approve"), "shop");
        assertThat(somebody.config(topic, "retention.ms")).isEqualTo("172800000");
        declare(billing, "state: absent, allow: [data-loss]");
        refused(billing.run("apply", "--auto-approve"), "shop");
        assertThat(somebody.topics()).contains(topic);
    }

    @Test
    void doNotDeclareTheSameTopicEvenWhereTheyAgree() {
        declare(billing, "config: { retention.ms: 2d }");
        refused(billing.run("plan"), "shop");
    }

    @Test
    void areNotJoinedByAnotherEnvironmentWithTheSameAddresses() {
        shop.environment("copied", Workers.shared().bootstrapServers(), "");
        shop.write("environments/copied/topics.yaml", shop.read("environments/dev/topics.yaml"));
        shop.commit("Copy an environment");
        Result copied = shop.run("apply", "--auto-approve", "-e", "copied");
        assertThat(copied.exit()).as("%s", copied).isEqualTo(ExitCode.DONE);
        assertThat(copied.out()).contains("KG214", topic + "-shop/dev");

        declare(shop, "config: { retention.ms: 3d }");
        Result rightful = shop.run("apply", "--auto-approve", "-e", "dev");
        assertThat(rightful.exit()).as("%s", rightful).isEqualTo(ExitCode.DONE);
        assertThat(somebody.config(topic, "retention.ms")).isEqualTo("259200000");
    }

    @Test
    void haveNothingToDoAfterATakeOverByTheSwitch() {
        declare(billing, "config: { retention.ms: 3d }");
        Result taken = billing.run("apply", "--auto-approve", "--allow", "KG214:*");
        assertThat(taken.exit()).as("%s", taken).isEqualTo(ExitCode.DONE);
        Result plan = billing.run("plan", "--detailed-exitcode");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out()).contains("KG214");
    }

    @Test
    void handATopicOver() {
        declare(billing, "config: { retention.ms: 3d }, allow: [take-over]");
        applies(billing);
        assertThat(somebody.config(topic, "retention.ms")).isEqualTo("259200000");
        refused(shop.run("apply", "--auto-approve"), "billing");

        shop.git().delete("environments/dev/topics.yaml");
        shop.commit("Billing has it now");
        Result letGo = shop.run("plan");
        assertThat(letGo.exit()).as("%s", letGo).isEqualTo(ExitCode.DONE);
        assertThat(letGo.out())
                .contains("KG217", topic)
                .doesNotContain("- delete")
                .doesNotContain("KG216");
        applies(shop);
        assertThat(somebody.topics()).contains(topic);

        declare(billing, "config: { retention.ms: 3d }");
        Result plan = billing.run("plan", "--detailed-exitcode");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out()).doesNotContain("KG214");
    }

    @Test
    void neverPruneWhatSomebodyCreatedUnderTheNameOfAnOrphan() {
        somebody.delete(topic);
        somebody.create(topic, Map.of());
        shop.git().delete("environments/dev/topics.yaml");
        shop.commit("The shop needs it no longer");
        applies(shop);
        // The apply before has written the ledger anew, and must not have taken the new topic for its own.
        Result plan = shop.run("plan", "--detailed-exitcode");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out()).contains("KG216", "KG161", topic);
        applies(shop);
        assertThat(somebody.topics()).contains(topic);
    }
}
