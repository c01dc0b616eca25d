package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.RealServers;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ann and Ben work on one platform, through pull requests; a CI job applies what is merged. One story in chapters: each
 * goes on where the one before ended.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@RealServers
class GitStoryTest {

    private static final String DAY = "86400000";

    @TempDir
    static Path folder;

    private Team team;

    @BeforeAll
    void aTeam() throws IOException {
        team = Team.of("story", folder);
    }

    @AfterAll
    void theEnd() {
        team.close();
    }

    @Test
    @Order(1)
    void annsFirstCommitIsPlannedAndApplied() {
        Result plan = team.ci.run("plan");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out())
                .contains("+ create topic/story.orders  [git,")
                .contains("+ create topic/story.invoices  [git,");
        assertThat(team.ci.run("plan", "--detailed-exitcode").exit()).isEqualTo(ExitCode.DIFFERENCES);

        Team.applies(team.ci);
        assertThat(team.somebody.topics()).contains("story.orders", "story.invoices");
        Team.changesNothing(team.ci);
        Result history = team.ci.run("history");
        assertThat(history.out()).contains("ci@runner-1", "complete", "2 create", "Declare orders and invoices");
    }

    @Test
    @Order(2)
    void twoBranchesAndAHandMadeChangeAreToldApart() {
        Team.branch(team.ann, "retention");
        team.ann.write(
                "environments/prod/topics.yaml", "topics: { story.orders: { config: { retention.ms: 14d } } }\n");
        team.ann.commit("Keep orders for two weeks");
        Team.branch(team.ben, "payments");
        team.ben.write(
                "environments/base/payments.yaml",
                "topics: { story.payments: { partitions: 1, replicationFactor: 1 } }\n");
        team.ben.commit("Declare payments");
        team.somebody.set("story.invoices", "retention.ms", DAY);
        team.somebody.set("story.orders", "retention.ms", DAY);

        Result anns = team.ann.run("plan");
        assertThat(anns.exit()).isEqualTo(ExitCode.DONE);
        assertThat(anns.out())
                .contains("~ update topic/story.orders  [both,")
                .contains("~ update topic/story.invoices  [drift,")
                .doesNotContain("payments");

        Result bens = team.ben.run("plan");
        assertThat(bens.out())
                .contains("+ create topic/story.payments  [git,")
                .contains("~ update topic/story.orders  [drift,")
                .contains("~ update topic/story.invoices  [drift,");

        Result drift = team.ci.run("drift");
        assertThat(drift.exit()).isEqualTo(ExitCode.DIFFERENCES);
        assertThat(drift.out()).contains("story.orders", "story.invoices").doesNotContain("payments");
    }

    @Test
    @Order(3)
    void annsMergeIsAppliedAndHealsTheDrift() {
        Team.merge(team.ann, "retention");
        Team.pull(team.ci);
        Team.applies(team.ci);
        assertThat(team.somebody.config("story.orders", "retention.ms")).isEqualTo("1209600000");
        assertThat(team.somebody.config("story.invoices", "retention.ms")).isEqualTo("604800000");
        assertThat(team.ci.run("drift").exit()).isEqualTo(ExitCode.DONE);
        Team.changesNothing(team.ci);
    }

    @Test
    @Order(4)
    void bensBranchWouldTakeAnnsWorkBackAndIsRefused() {
        // Also before Ben has ever heard of Ann's commit: what is applied is not part of what he has.
        Result unaware = team.ben.run("plan");
        assertThat(unaware.exit()).as("%s", unaware).isEqualTo(ExitCode.REFUSED);
        assertThat(unaware.out()).contains("KG610", "topic/story.payments");
        assertThat(team.ben.run("apply", "--auto-approve").exit()).isEqualTo(ExitCode.REFUSED);

        team.ben.git().run("fetch", "--quiet");
        Result behind = team.ben.run("plan");
        assertThat(behind.exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(behind.out()).contains("KG610").contains("~ update topic/story.orders  [git,");
        assertThat(team.somebody.topics()).doesNotContain("story.payments");

        assertThat(team.ben.run("plan", "--allow-behind").exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    @Order(5)
    void aStaleSavedPlanIsRefusedByName() {
        team.ben.git().run("merge", "--quiet", "--no-edit", "origin/main");
        Result planned = team.ben.run("plan", "--out", "../payments.plan");
        assertThat(planned.exit()).as("%s", planned).isEqualTo(ExitCode.DONE);
        assertThat(planned.out())
                .contains("+ create topic/story.payments  [git,")
                .doesNotContain("story.orders");

        team.somebody.set("story.invoices", "retention.ms", DAY);
        Result stale = team.ben.run("apply", "../payments.plan");
        assertThat(stale.exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(stale.err()).contains("KG677", "topic/story.invoices");
        assertThat(team.somebody.topics()).doesNotContain("story.payments");

        team.somebody.set("story.invoices", "retention.ms", "604800000");
        team.ben.write("environments/base/other.yaml", "topics: { story.other: { partitions: 1 } }\n");
        team.ben.commit("Something else");
        Result otherCommit = team.ben.run("apply", "../payments.plan");
        assertThat(otherCommit.exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(otherCommit.err()).contains("KG676");
        team.ben.git().run("reset", "--quiet", "--hard", "HEAD~1");

        Result applied = team.ben.run("apply", "../payments.plan");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
        assertThat(team.somebody.topics()).contains("story.payments");
        Team.merge(team.ben, "payments");
        Team.pull(team.ci);
        // The merge commit declares what Ben has applied already: nothing to do, and the ledger takes the new commit.
        Team.changesNothing(team.ci);
        Team.applies(team.ci);
    }
}
