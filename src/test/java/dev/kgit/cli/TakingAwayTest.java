package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.RealServers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of topics that are declared no longer, elsewhere, as absent, or that somebody has created again. One story in
 * chapters: each goes on where the one before ended.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@RealServers
class TakingAwayTest {

    @TempDir
    static Path folder;

    private Team team;

    @BeforeAll
    void aTeam() throws IOException {
        team = Team.of("leaving", folder);
        team.ann.write(
                "environments/base/payments.yaml",
                "topics: { leaving.payments: { partitions: 1, replicationFactor: 1 } }\n");
        team.anns("Declare payments");
        Team.applies(team.ci);
    }

    @AfterAll
    void theEnd() {
        team.close();
    }

    @Test
    @Order(1)
    void anOrphanIsShownAndPrunedOnlyWhereTheEnvironmentSaysSo() {
        team.ann.git().delete("environments/base/payments.yaml");
        team.anns("Declare payments no longer");
        team.somebody.produce("leaving.payments", 10);
        Result plan = team.ci.run("plan");
        assertThat(plan.exit()).isEqualTo(ExitCode.DONE);
        assertThat(plan.out()).contains("KG216", "topic/leaving.payments", "No changes.");
        Team.applies(team.ci);
        assertThat(team.ci.run("plan").out()).contains("KG216", "topic/leaving.payments");
        assertThat(team.somebody.topics()).contains("leaving.payments");

        String settings = "environments/prod/environment.yaml";
        team.ann.write(settings, team.ann.read(settings) + "prune: true\n");
        team.anns("Prune");
        Result guarded = team.ci.run("apply", "--auto-approve");
        assertThat(guarded.exit()).as("%s", guarded).isEqualTo(ExitCode.REFUSED);
        assertThat(guarded.out()).contains("- delete topic/leaving.payments  BLOCKED  [git,", "KG202", "10 records");
        assertThat(team.somebody.topics()).contains("leaving.payments");

        Result pruned = team.ci.run("apply", "--auto-approve", "--allow", "KG202:topic/leaving.payments");
        assertThat(pruned.exit()).as("%s", pruned).isEqualTo(ExitCode.DONE);
        assertThat(team.somebody.topics()).doesNotContain("leaving.payments");
        Team.changesNothing(team.ci);
    }

    @Test
    @Order(2)
    void filesAndFoldersThatMoveRemoveNothing() {
        team.ann.git().run("mv", "environments/base", "environments/shared");
        team.ann.git().run("mv", "environments/shared/topics.yaml", "environments/shared/streams.yaml");
        String settings = "environments/prod/environment.yaml";
        team.ann.write(settings, team.ann.read(settings) + "extends: [shared]\n");
        team.anns("Move everything");
        Team.changesNothing(team.ci);
        assertThat(team.ci.run("plan").out()).doesNotContain("KG216");
        Team.applies(team.ci);
    }

    @Test
    @Order(3)
    void unprotectingAndDeletingTakeTwoApplies() {
        declareLedgers("protected: true");
        Team.applies(team.ci);
        declareLedgers("protected: true, state: absent");
        refuses("KG201");
        declareLedgers("state: absent");
        refuses("KG212");
        declareLedgers("protected: false");
        Team.applies(team.ci);
        declareLedgers("state: absent");
        Team.applies(team.ci);
        assertThat(team.somebody.topics()).doesNotContain("leaving.archive");
        Team.changesNothing(team.ci);
    }

    @Test
    @Order(4)
    void aTopicThatWasCreatedAgainIsTold() {
        team.somebody.delete("leaving.invoices");
        team.somebody.create("leaving.invoices", Map.of("retention.ms", "604800000"));
        Result plan = team.ci.run("plan");
        assertThat(plan.out()).contains("KG161", "topic/leaving.invoices");
        assertThat(team.ci.run("drift").exit()).isEqualTo(ExitCode.DIFFERENCES);
        Team.applies(team.ci);
        assertThat(team.ci.run("drift").exit()).isEqualTo(ExitCode.DONE);
    }

    private void declareLedgers(String terms) {
        team.ann.write(
                "environments/shared/archive.yaml",
                "topics: { leaving.archive: { partitions: 1, replicationFactor: 1, " + terms + " } }\n");
        team.anns("The archive: " + terms);
    }

    private void refuses(String code) {
        Result refused = team.ci.run("apply", "--auto-approve");
        assertThat(refused.exit()).as("%s", refused).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.out()).contains(code, "BLOCKED");
        assertThat(team.somebody.topics()).contains("leaving.archive");
    }
}
