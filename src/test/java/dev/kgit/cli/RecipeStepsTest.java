package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.FakeForge;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import dev.kgit.git.GitProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps in examples/ci, on a real broker and real Git repositories; the forge is the only one who plays. */
@RealServers
@Order(2)
class RecipeStepsTest {

    private final String topic = "recipe-" + UUID.randomUUID().toString().substring(0, 8);
    private final String planMarker = "<!-- kgit:plan " + topic + "/prod -->";
    private final ByHand somebody = new ByHand(Workers.shared().bootstrapServers());

    @TempDir
    Path folder;

    private FakeForge forge;
    private CliFixture author;
    private Steps github;

    /** Main is pushed, the author has a branch, and the job has a clone of it as actions/checkout makes it. */
    @BeforeEach
    void aPullRequest() throws Exception {
        forge = new FakeForge();
        GitProgram origin = GitProgram.init(folder.resolve("origin.git"), "--bare");
        author = CliFixture.repository(folder.resolve("author"), topic);
        author.git().run("remote", "add", "origin", origin.folder().toString());
        author.environment("prod", Workers.shared().bootstrapServers(), "");
        author.write("environments/prod/topics.yaml", "topics: {}\n");
        author.commit("Main");
        author.git().run("push", "--quiet", "origin", "main");
        author.git().run("checkout", "--quiet", "-b", "feature");
        declare(topic + ": { partitions: 1, config: { retention.ms: 7d } }");
        origin.in(folder)
                .run("clone", "--quiet", "--branch", "feature", origin.folder().toString(), "job");
        Path event = Files.writeString(
                folder.resolve("event.json"), """
                {"number": 7, "pull_request": {"number": 7, "head": {"sha": "%s"}},
                 "repository": {"default_branch": "main"}}
                """.formatted(author.git().run("rev-parse", "HEAD")));
        github = new Steps(folder.resolve("job"), folder.resolve("scratch"))
                .with("KGIT_ENV", "prod")
                .with("GITHUB_ACTIONS", "true")
                .with("GITHUB_BASE_REF", "main")
                .with("GITHUB_EVENT_PATH", event.toString())
                .with("GITHUB_REPOSITORY", "o/r")
                .with("GITHUB_API_URL", forge.url())
                .with("GITHUB_TOKEN", FakeForge.TOKEN);
    }

    @AfterEach
    void close() {
        somebody.close();
        forge.close();
    }

    private void declare(String topics) {
        author.write("environments/prod/topics.yaml", "topics:\n  " + topics + "\n");
        author.commit("Declare");
        author.git().run("push", "--quiet", "--force", "origin", "HEAD");
    }

    private void pull() {
        new GitProgram(folder.resolve("job")).run("fetch", "--quiet", "--tags", "origin");
        new GitProgram(folder.resolve("job")).run("reset", "--quiet", "--hard", "refs/remotes/origin/feature");
    }

    private static void exits(int code, Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        assertThat(result.out() + result.err()).doesNotContain(FakeForge.TOKEN);
    }

    @Test
    void aPullRequestHasOneCommentThatIsKeptUpToDate() throws Exception {
        for (int i = 0; i < 150; i++) {
            forge.comment("somebody", "looks good");
        }
        // Whoever may write a comment could write one that looks like kgit's, and edit it later.
        forge.comment("mallory", planMarker + "\nNo changes.\n");

        exits(ExitCode.DONE, github.run("plan.sh"));
        assertThat(forge.commentsOf(FakeForge.BOT))
                .singleElement()
                .asString()
                .startsWith(planMarker)
                .contains("**create** `topic/" + topic + "` (git, low risk)", "retention.ms: 604800000");

        declare(topic + ": { partitions: 1, config: { retention.ms: 1d } }");
        pull();
        Path summary = folder.resolve("summary.md");
        exits(
                ExitCode.DONE,
                github.with("GITHUB_STEP_SUMMARY", summary.toString()).run("plan.sh"));
        assertThat(forge.commentsOf(FakeForge.BOT))
                .singleElement()
                .asString()
                .contains("retention.ms: 86400000")
                .doesNotContain("604800000");
        assertThat(forge.commentsOf("mallory")).containsExactly(planMarker + "\nNo changes.\n");
        assertThat(summary).content().startsWith(planMarker);
        assertThat(somebody.topics()).doesNotContain(topic);
    }

    @Test
    void aPlanThatIsNoLongerTrueDoesNotStayInTheComment() throws Exception {
        exits(ExitCode.DONE, github.run("plan.sh"));

        declare(topic + ": { partition: 1 }");
        pull();
        exits(ExitCode.INVALID, github.run("plan.sh"));
        assertThat(forge.commentsOf(FakeForge.BOT))
                .singleElement()
                .asString()
                .startsWith(planMarker)
                .contains("There is no result", "KG020")
                .doesNotContain("--expect");

        somebody.create(topic, Map.of());
        somebody.produce(topic, 3);
        declare(topic + ": { partitions: 2 }");
        pull();
        exits(ExitCode.REFUSED, github.run("plan.sh"));
        assertThat(forge.commentsOf(FakeForge.BOT))
                .singleElement()
                .asString()
                .contains("**BLOCKED**")
                .doesNotContain("--expect");
    }

    @Test
    void aPullRequestCanNotChooseItsSettings() throws Exception {
        author.environment("prod", "attacker.example:9092", "");
        declare(topic + ": { partitions: 1 }");
        // Nor by making the branch that it wants to be merged into, nor by a tag that has the trusted branch's short
        // name.
        author.git().run("push", "--quiet", "origin", "HEAD:refs/heads/mine", "HEAD:refs/tags/origin/main");
        pull();

        Result plan = github.with("GITHUB_BASE_REF", "mine").run("plan.sh");

        exits(ExitCode.DONE, plan);
        assertThat(plan.out()).contains("KG704", "refs/remotes/origin/main");
        assertThat(plan.err()).contains("environment.yaml are read from refs/remotes/origin/main\n");
    }

    @Test
    void aForksPullRequestIsCheckedAndTellsNobody() throws Exception {
        github.without("GITHUB_TOKEN");
        exits(ExitCode.DONE, github.run("check.sh"));

        declare(topic + ": { partition: 1 }");
        pull();
        Result wrong = github.run("check.sh");
        exits(ExitCode.INVALID, wrong);
        assertThat(wrong.out()).contains("::error file=environments/prod/topics.yaml,line=2,");
        exits(ExitCode.INVALID, github.run("plan.sh"));
        assertThat(forge.requests()).isEmpty();
    }

    @Test
    void namesOfBranchesAreNamesAndNothingElse() throws Exception {
        String hostile = "main$(touch${IFS}pwned);touch${IFS}pwned";
        github.with("GITHUB_BASE_REF", hostile).with("KGIT_TRUSTED_BRANCHES", "release/* main*");
        exits(ExitCode.INVALID, github.run("plan.sh"));
        assertThat(folder.resolve("job/pwned")).doesNotExist();
    }

    @Test
    void aForgeThatRefusesIsNotSilence() throws Exception {
        Result plan = github.with("GITHUB_TOKEN", "wrong").run("plan.sh");
        exits(ExitCode.UNAVAILABLE, plan);
        assertThat(plan.err()).contains("401", "Bad credentials");
        assertThat(plan.out()).contains("**create** `topic/" + topic + "`");
    }

    @Test
    void aMergeIsAppliedAndOnlyTheExpectedPlanWhereOneIs() throws Exception {
        Result other = github.with("KGIT_EXPECT", "sha256:" + "0".repeat(64)).run("apply.sh");
        exits(ExitCode.REFUSED, other);
        assertThat(other.err()).contains("KG679");
        assertThat(somebody.topics()).doesNotContain(topic);

        exits(ExitCode.DONE, github.without("KGIT_EXPECT").run("plan.sh"));
        String comment = forge.commentsOf(FakeForge.BOT).get(0);
        String fingerprint = comment.replaceAll("(?s).*--expect (sha256:[0-9a-f]{64}).*", "$1");
        exits(ExitCode.DONE, github.with("KGIT_EXPECT", fingerprint).run("apply.sh"));
        assertThat(somebody.topics()).contains(topic);
        exits(ExitCode.DONE, github.without("KGIT_EXPECT").run("apply.sh"));
    }

    @Test
    void whatIsBlockedStopsAllOfAMergeUnlessThatIsSwitchedOn() throws Exception {
        String blocked = topic + ".blocked";
        somebody.create(blocked, Map.of());
        somebody.produce(blocked, 3);
        declare(topic + ": { partitions: 1 }\n  " + blocked + ": { partitions: 2 }");
        pull();
        exits(ExitCode.REFUSED, github.run("apply.sh"));
        assertThat(somebody.topics()).doesNotContain(topic);
        Result applied = github.with("KGIT_SKIP_BLOCKED", "true").run("apply.sh");
        exits(ExitCode.REFUSED, applied);
        assertThat(applied.err()).contains("skipped (blocked): topic/" + blocked);
        assertThat(somebody.topics()).contains(topic);
    }

    @Test
    void driftIsOneIssueThatIsOpenedKeptUpToDateAndClosed() throws Exception {
        exits(ExitCode.DONE, github.run("apply.sh"));
        exits(ExitCode.DONE, github.run("drift.sh"));
        assertThat(forge.openIssues()).isEmpty();
        forge.issue("mallory", "<!-- kgit:drift " + topic + "/prod -->\nNothing to see here.\n");

        somebody.set(topic, "retention.ms", "86400000");
        exits(ExitCode.DIFFERENCES, github.run("drift.sh"));
        assertThat(forge.openIssues()).hasSize(2).last().asString().contains("found 86400000");
        assertThat(forge.titleOfIssue(1)).isEqualTo("kgit drift: " + topic + " / prod");

        somebody.set(topic, "retention.ms", "3600000");
        exits(ExitCode.DIFFERENCES, github.run("drift.sh"));
        assertThat(forge.openIssues()).hasSize(2).last().asString().contains("found 3600000");

        somebody.set(topic, "retention.ms", "604800000");
        exits(ExitCode.DONE, github.run("drift.sh"));
        assertThat(forge.openIssues()).singleElement().asString().contains("Nothing to see here.");
        assertThat(forge.closedIssues()).singleElement().asString().contains("No drift.");
    }

    @Test
    void gitLabIsToldTheSame() throws Exception {
        // GitLab's clone has the branch of the merge request, and not the one that it goes to.
        new GitProgram(folder.resolve("job")).run("update-ref", "-d", "refs/remotes/origin/main");
        Steps gitlab = new Steps(folder.resolve("job"), folder.resolve("scratch"))
                .with("KGIT_ENV", "prod")
                .with("CI_API_V4_URL", forge.url() + "/api/v4")
                .with("CI_PROJECT_ID", "1")
                .with("CI_MERGE_REQUEST_IID", "7")
                .with("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "mine")
                .with("CI_DEFAULT_BRANCH", "main")
                .with("CI_PROJECT_URL", folder.resolve("origin").toUri().toString())
                .with("CI_JOB_TOKEN", "of-the-job")
                .with("KGIT_GITLAB_TOKEN", FakeForge.TOKEN);
        forge.comment("mallory", planMarker + "\nNo changes.\n");
        exits(ExitCode.DONE, gitlab.run("plan.sh"));
        exits(ExitCode.DONE, gitlab.run("plan.sh"));
        assertThat(forge.commentsOf(FakeForge.BOT)).singleElement().asString().contains("**create** `topic/" + topic);

        exits(ExitCode.DONE, gitlab.run("apply.sh"));
        somebody.set(topic, "retention.ms", "86400000");
        exits(ExitCode.DIFFERENCES, gitlab.run("drift.sh"));
        exits(ExitCode.DIFFERENCES, gitlab.run("drift.sh"));
        assertThat(forge.openIssues()).singleElement().asString().contains("found 86400000");
        somebody.set(topic, "retention.ms", "604800000");
        exits(ExitCode.DONE, gitlab.run("drift.sh"));
        assertThat(forge.openIssues()).isEmpty();
        exits(ExitCode.UNAVAILABLE, gitlab.with("KGIT_GITLAB_TOKEN", "wrong").run("plan.sh"));
    }

    @Test
    void aCronJobClonesAndLeavesNothingBehind() throws Exception {
        exits(ExitCode.DONE, github.run("apply.sh"));
        somebody.set(topic, "retention.ms", "86400000");
        Path scratch = Files.createDirectory(folder.resolve("tmp"));
        Steps cron = new Steps(scratch, folder.resolve("scratch"))
                .kgitAsAProcess()
                .with("TMPDIR", scratch.toString())
                .with("KGIT_ENV", "prod")
                .with("KGIT_GIT_BRANCH", "feature")
                .with("KGIT_GIT_URL", folder.resolve("origin.git").toUri().toString());

        Result drift = cron.run("clone.sh", Steps.FOLDER.resolve("drift.sh").toString());

        exits(ExitCode.DIFFERENCES, drift);
        assertThat(drift.out()).contains("found 86400000", "(drift, ");
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void installsNothingButTheArchiveThatWasMeant() throws Exception {
        Path release = Files.createDirectories(folder.resolve("kgit-1/bin"));
        Steps.executable(release.resolve("kgit"), "#!/bin/sh\necho kgit 1\n");
        Path archive = folder.resolve("kgit-1.tar.gz");
        new ProcessBuilder("tar", "-czf", archive.toString(), "-C", folder.toString(), "kgit-1")
                .start()
                .waitFor();
        Path installed = folder.resolve("prefix/bin/kgit");

        assertThat(install(archive, "0".repeat(64))).isNotZero();
        assertThat(installed).doesNotExist();
        assertThat(folder.resolve("prefix/share/kgit")).isEmptyDirectory();

        assertThat(install(archive, sha256(archive))).isZero();
        assertThat(installed).isExecutable();
        assertThat(install(archive, sha256(archive))).as("once more").isZero();
    }

    private int install(Path archive, String checksum) throws Exception {
        ProcessBuilder install = new ProcessBuilder(
                        Path.of("install.sh").toAbsolutePath().toString(),
                        archive.toUri().toString(),
                        checksum)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        install.environment().put("KGIT_PREFIX", folder.resolve("prefix").toString());
        return install.start().waitFor();
    }

    private static String sha256(Path file) throws Exception {
        byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return java.util.HexFormat.of().formatHex(digest);
    }
}
