package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.kinds.topic.TopicKind;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another project has taken over is lost for good, until it is taken back by a consent of its own. */
class TakeOverTest {

    private final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    private CliFixture shop;
    private CliFixture billing;

    @BeforeEach
    void theShopHasATopic() {
        shop = project("shop");
        billing = project("billing");
        declare(shop, "config: { retention.ms: 1d }");
        applies(shop);
    }

    private CliFixture project(String name) {
        return CliFixture.repository(folder.resolve(name), name)
                .on(platform)
                .write(
                        "environments/dev/environment.yaml",
                        "kafka: { bootstrap.servers: nowhere:9092 }\nprune: true\n"
                                + "guards: { maxDeletes: 50, maxDeletePercent: 100, maxChangePercent: 100 }\n")
                .write(
                        "environments/dev/own.yaml",
                        "topics: { " + name + ": { partitions: 1, replicationFactor: 1 } }\n");
    }

    private static void declare(CliFixture project, String terms) {
        project.write(
                "environments/dev/topics.yaml",
                "topics: { x: { partitions: 1, replicationFactor: 1, " + terms + " } }\n");
        project.commit("Declare x: " + terms);
    }

    private static void declaresNothing(CliFixture project) {
        project.git().delete("environments/dev/topics.yaml");
        project.commit("Declare x no longer");
    }

    private static Result exits(int code, Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    private static Result applies(CliFixture project) {
        return exits(ExitCode.DONE, project.run("apply", "--auto-approve"));
    }

    private static void isRefused(CliFixture project) {
        assertThat(exits(ExitCode.REFUSED, project.run("apply", "--auto-approve"))
                        .out())
                .contains("KG214");
    }

    private void isThere() {
        assertThat(platform.cluster
                        .read(() -> Set.of(TopicKind.id("x")))
                        .state()
                        .ids())
                .containsExactly(TopicKind.id("x"));
    }

    private void takesOver(CliFixture project, String retention, String reason) {
        declare(project, "config: { retention.ms: " + retention + " }, allow: { take-over: " + reason + " }");
        applies(project);
    }

    @Test
    void lastsWhereTheNewOwnerLetsItGo() {
        takesOver(billing, "2d", "agreed");
        declaresNothing(shop);
        declaresNothing(billing);
        exits(ExitCode.DONE, billing.run("forget", "topic/x"));

        assertThat(applies(shop).out()).doesNotContain("- delete");
        isThere();
    }

    @Test
    void lastsWhereTheOldOwnerIsRenamed() {
        takesOver(billing, "2d", "agreed");
        shop.write("kgit.yaml", "apiVersion: kgit/v1\nproject: store\n");
        shop.commit("Rename the project");
        exits(ExitCode.DONE, shop.run("ledger", "move", "shop/dev", "store/dev"));
        isRefused(shop);
    }

    @Test
    void isKnownOfARunThatDied() {
        declare(billing, "config: { retention.ms: 2d }, allow: { take-over: agreed }");
        platform.cluster.afterEach(action -> {
            platform.log.dies();
            throw new AssertionError("killed");
        });
        exits(ExitCode.BUG, billing.run("apply", "--auto-approve"));
        platform.cluster.afterEach(action -> {});
        platform.log.lives();
        isRefused(shop);
        applies(billing);
        isRefused(shop);
    }

    @Test
    void isTakenBackByAConsentOfItsOwnAndNotByOneThatWasUsed() {
        takesOver(billing, "2d", "agreed");
        takesOver(shop, "3d", "agreed otherwise");
        isRefused(billing);

        declare(billing, "config: { retention.ms: 3d }, allow: { take-over: agreed }");
        assertThat(exits(ExitCode.REFUSED, billing.run("plan")).out())
                .as("just as it is, under a consent that was used")
                .contains("KG214");
        declare(shop, "config: { retention.ms: 4d }");
        applies(shop);
        takesOver(billing, "5d", "agreed once more");
        isRefused(shop);
    }

    @Test
    void holdsForWhatWasSentAndNotSeen() {
        declare(billing, "state: absent");
        platform.cluster.remove(TopicKind.id("x"));
        platform.cluster.afterEach(action -> {
            platform.log.dies();
            throw new AssertionError("killed");
        });
        exits(ExitCode.BUG, shop.run("apply", "--auto-approve"));
        platform.cluster.afterEach(action -> {});
        platform.log.lives();
        isRefused(billing);
        isThere();
    }

    /** The first owner still lists it, since it has not applied since. */
    @Test
    void isLostToAThirdProjectTooAlsoWhereTheOneInBetweenRetires() {
        takesOver(billing, "2d", "agreed");
        CliFixture warehouse = project("warehouse");
        takesOver(warehouse, "3d", "agreed with billing");
        isRefused(billing);
        isRefused(shop);
        exits(ExitCode.DONE, billing.run("ledger", "retire", "billing/dev", "--force"));
        isRefused(shop);
        declare(billing, "state: absent, allow: { data-loss: no more }");
        isRefused(billing);
        isThere();
    }

    @Test
    void isNoneWhereTheBrokerRefusesIt() {
        declare(billing, "config: { no.such.key: 1 }, allow: { take-over: agreed }");
        exits(ExitCode.INCOMPLETE, billing.run("apply", "--auto-approve", "--no-broker-check"));
        declare(shop, "config: { retention.ms: 4d }");
        applies(shop);
        declaresNothing(billing);
        applies(billing);
        declaresNothing(shop);
        assertThat(applies(shop).out()).contains("- delete topic/x");
    }

    @Test
    void isNoDriftOfTheOldOwner() {
        takesOver(billing, "2d", "agreed");
        assertThat(exits(ExitCode.DONE, shop.run("drift")).out()).doesNotContain("topic/x");
    }

    @Test
    void needsNoConsentWhereNobodyHasItAnyMore() {
        declaresNothing(shop);
        exits(ExitCode.DONE, shop.run("forget", "topic/x"));
        declare(billing, "config: { retention.ms: 1d }");
        applies(billing);
        platform.cluster.topicConfig("x", "retention.ms", "1000");
        assertThat(applies(billing).out()).doesNotContain("KG214");
    }
}
