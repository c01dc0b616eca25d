package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever meets another owner is told how that one has the resource, and what to do in that case. */
class OneOfTwoOwnersTest {

    private static final String ORDERS = "orders: { partitions: 1, replicationFactor: 1 }";

    private final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    private CliFixture shop;

    @BeforeEach
    void aShopThatHasATopic() {
        shop = project("shop");
        declare(shop, ORDERS + ", kept: { partitions: 1, replicationFactor: 1 }");
        applies(shop);
    }

    private CliFixture project(String name) {
        CliFixture project = CliFixture.repository(folder.resolve(name), name).on(platform);
        project.environment("dev", "nowhere:9092", "");
        return project;
    }

    private static void declare(CliFixture project, String topics) {
        project.write("environments/dev/topics.yaml", "topics: { " + topics + " }\n");
        project.commit("Declare " + topics);
    }

    private static Result exits(int code, Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    private static void applies(CliFixture project) {
        exits(ExitCode.DONE, project.run("apply", "--auto-approve"));
    }

    @Test
    void isToldOfTheLedgerMoveWhereTheProjectWasRenamed() {
        shop.write("kgit.yaml", "apiVersion: kgit/v1\nproject: store\n");
        shop.commit("Rename the project");
        Result plan = exits(ExitCode.REFUSED, shop.run("plan"));
        assertThat(plan.out())
                .contains("KG214", "shop/dev was applied from this same repository", "if it was renamed")
                .contains("kgit ledger -e dev move shop/dev store/dev");
        exits(ExitCode.DONE, shop.run("ledger", "move", "shop/dev", "store/dev"));
        assertThat(exits(ExitCode.DONE, shop.run("plan")).out())
                .contains("No changes.")
                .doesNotContain("KG214");
    }

    @Test
    void isToldOfTheLedgerMoveWhereTheEnvironmentWasRenamedAlsoAtARow() {
        shop.git().run("mv", "environments/dev", "environments/live");
        shop.write(
                "environments/live/topics.yaml",
                "topics: { orders: { partitions: 1, replicationFactor: 1, config: { segment.ms: 1d } } }\n");
        shop.commit("Rename the environment, and change something");
        Result plan = exits(ExitCode.REFUSED, shop.run("plan"));
        assertThat(plan.out()).contains("~ update topic/orders", "kgit ledger -e live move shop/dev shop/live");
    }

    @Test
    void isNotToldOfAMoveWhereBothEnvironmentsAreThere() {
        shop.environment("copied", "nowhere:9092", "");
        shop.write("environments/copied/topics.yaml", shop.read("environments/dev/topics.yaml"));
        shop.commit("Copy an environment");
        Result plan = exits(ExitCode.DONE, shop.run("plan", "-e", "copied"));
        assertThat(plan.out()).contains("KG214", "one of the two").doesNotContain("kgit ledger");
    }

    @Test
    void isNotToldOfAMoveWhereAnotherRepositoryHasIt() {
        CliFixture billing = project("billing");
        declare(billing, ORDERS);
        Result plan = exits(ExitCode.REFUSED, billing.run("plan"));
        assertThat(plan.out())
                .contains("KG214", "managed by shop/dev", "one of the two has to take it out", "allow: [take-over]")
                .doesNotContain("kgit ledger");
    }

    @Test
    void isToldThatTheOtherDoesNotDeclareItAnyMore() {
        declare(shop, "kept: { partitions: 1, replicationFactor: 1 }");
        applies(shop); // prune is off: it stays in the ledger
        CliFixture billing = project("billing");
        declare(billing, ORDERS);
        Result plan = exits(ExitCode.REFUSED, billing.run("plan"));
        assertThat(plan.out())
                .contains("KG214", "shop/dev on this cluster, whose files do not declare it any more")
                .contains("`kgit forget -e dev topic/orders` over there")
                .doesNotContain("one of the two");
        exits(ExitCode.DONE, shop.run("forget", "topic/orders"));
        applies(billing);
        assertThat(exits(ExitCode.DONE, billing.run("plan")).out()).doesNotContain("KG214");
    }

    @Test
    void isToldWhoTookItOver() {
        CliFixture billing = project("billing");
        declare(billing, "orders: { partitions: 1, replicationFactor: 1, allow: [take-over] }");
        applies(billing);
        Result plan = exits(ExitCode.REFUSED, shop.run("plan"));
        assertThat(plan.out())
                .contains("KG214", "topic/orders was taken over by billing/dev", "take it out of the files here");
        declare(shop, "kept: { partitions: 1, replicationFactor: 1 }");
        assertThat(exits(ExitCode.DONE, shop.run("plan")).out())
                .contains("KG217")
                .doesNotContain("KG214");
    }
}
