package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import org.junit.jupiter.api.Test;

/** Going back over a change of environment.yaml, which stays as it is. */
class RollbackSettingsTest extends OwnershipFixture {

    private static final String SETTINGS = "environments/dev/environment.yaml";

    @Test
    void saysThatTheyStay() {
        String settings = kgit.read(SETTINGS);
        kgit.write(SETTINGS, settings + "variables: { count: 1 }\n");
        topics("a: { partitions: \"${{ var.count }}\", replicationFactor: 1 }");
        String first = kgit.commit("One");
        applies();
        kgit.write(SETTINGS, settings + "variables: { count: 2 }\n");
        kgit.commit("Two");
        applies("--allow", "KG206:topic/a");

        Result back = exits(ExitCode.DONE, kgit.run("rollback", "HEAD~1"));

        assertThat(back.out())
                .contains("No changes.", "KG623", SETTINGS, "settings stay as they are here")
                .contains("git restore --source=" + first.substring(0, 10));
        assertThat(kgit.run("rollback", "HEAD").out()).doesNotContain("KG623");

        kgit.git().run("restore", "--source=" + first, "--staged", "--worktree", "--", SETTINGS);
        kgit.commit("Settings of then");
        assertThat(kgit.run("rollback", first).out()).doesNotContain("KG623").contains("partitions: 2 -> 1");
    }

    @Test
    void saysThatAnEnvironmentWasNotThereYet() {
        String first = kgit.commit("Only dev");
        kgit.write("environments/new/environment.yaml", kgit.read(SETTINGS));
        kgit.write("environments/new/topics.yaml", "topics: { b: { partitions: 1, replicationFactor: 1 } }\n");
        kgit.commit("Another");
        Result back = kgit.run("rollback", "-e", "new", first);
        assertThat(back.out() + back.err()).contains("KG623", "environments/new/environment.yaml");
    }
}
