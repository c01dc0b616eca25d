package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.git.GitProgram;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands where the result would stand, when there is none. */
class FailureOutputTest {

    @TempDir
    Path folder;

    private CliFixture kgit;

    /** A desired-state repository that is a folder of a Git repository, as many have it. */
    @BeforeEach
    void aRepositoryInAFolder() throws IOException {
        GitProgram.init(folder);
        kgit = CliFixture.in(new GitProgram(folder.resolve("kafka")));
        kgit.write("kgit.yaml", "apiVersion: kgit/v1\nproject: shop\n");
        kgit.environment("prod", "127.0.0.1:1", "");
        kgit.write("environments/prod/topics.yaml", "topics:\n  orders: { partition: 1 }\n");
    }

    @Test
    void annotationsNameFilesAsTheGitRepositoryDoes() {
        String there = "::error file=kafka/environments/prod/topics.yaml,line=2,col=13,title=KG020::unknown key";
        for (String verb : new String[] {"validate", "plan"}) {
            Result wrong = kgit.run(verb, "--format", "github");
            assertThat(wrong.exit()).as("%s", wrong).isEqualTo(ExitCode.INVALID);
            assertThat(wrong.out()).as("%s", wrong).startsWith(there);
        }
    }

    @Test
    void aCommentSaysWhyThereIsNoPlan() {
        Result wrong = kgit.run("plan", "--format", "markdown", "-o", "../plan.md");
        assertThat(wrong.exit()).as("%s", wrong).isEqualTo(ExitCode.INVALID);
        assertThat(kgit.read("../plan.md"))
                .startsWith("<!-- kgit:plan shop/prod -->\n")
                .contains("**There is no result: the files or the flags are wrong.**", "KG020");
        assertThat(wrong.err()).contains("KG020");
    }

    @Test
    void anIssueSaysThatDriftCouldNotBeLookedFor() {
        kgit.write("environments/prod/topics.yaml", "topics:\n  orders: { partitions: 1 }\n");
        Result unreachable = kgit.run("drift", "--format", "markdown", "--timeout", "2s");
        assertThat(unreachable.exit()).as("%s", unreachable).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(unreachable.out())
                .startsWith("<!-- kgit:drift shop/prod -->\n")
                .contains("**There is no result: Kafka or Connect could not be read.**");
    }

    @Test
    void aBrokenRootIsToldWithoutItsName() {
        kgit.write("kgit.yaml", "apiVersion: kgit/v1\n");
        Result wrong = kgit.run("plan", "--format", "markdown");
        assertThat(wrong.exit()).as("%s", wrong).isEqualTo(ExitCode.INVALID);
        assertThat(wrong.out()).startsWith("<!-- kgit:plan %3F/prod -->\n");
    }

    @Test
    void annotationsAndCommentsNeedNoRepository() {
        CliFixture elsewhere = CliFixture.in(new GitProgram(folder));
        for (String form : new String[] {"github", "markdown"}) {
            Result wrong = elsewhere.run("plan", "--format", form);
            assertThat(wrong.exit()).as("%s", wrong).isEqualTo(ExitCode.INVALID);
            assertThat(wrong.out()).contains("KG702");
            assertThat(wrong.err()).contains("KG702").doesNotContain("\tat ");
        }
    }

    @Test
    void aReportThatCannotBeWrittenIsToldBesideTheFailure() {
        kgit.write("environments/prod/topics.yaml", "topics:\n  orders: { partitions: 1 }\n");
        Result lost = kgit.run("plan", "--timeout", "1s", "--format", "markdown", "-o", "nowhere/plan.md");
        assertThat(lost.exit()).as("%s", lost).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(lost.err()).contains("KG400", "KG706").doesNotContain("\tat ");

        Result unwritable = kgit.run("validate", "--format", "github", "-o", "nowhere/annotations.txt");
        assertThat(unwritable.exit()).as("%s", unwritable).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(unwritable.err()).containsOnlyOnce("error KG706").doesNotContain("\tat ");
    }

    @Test
    void aVerbWhoseResultIsNoCommentWritesNone() {
        Result unsuited = kgit.run("validate", "--format", "markdown");
        assertThat(unsuited.exit()).as("%s", unsuited).isEqualTo(ExitCode.INVALID);
        assertThat(unsuited.out()).isEmpty();
    }
}
