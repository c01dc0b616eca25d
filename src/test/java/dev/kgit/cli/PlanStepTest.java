package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.ManySeconds;
import dev.kgit.git.GitProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code plan.sh} and {@code check.sh} trust in a pull request's clone: real Git, and a kgit that says what it is asked. */
@ManySeconds
class PlanStepTest {

    /** Git's keys that name a program, or a file that may name one; {@code %s} is the program. */
    private static final List<String> COMMANDS = List.of(
            "core.sshCommand=%s",
            "core.gitProxy=%s",
            "core.fsmonitor=%s",
            "core.hooksPath=.",
            "core.editor=%s",
            "core.pager=%s",
            "core.askPass=%s",
            "core.alternateRefsCommand=%s",
            "credential.helper=!%s",
            "credential.https://example.org.helper=!%s",
            "filter.trap.clean=%s",
            "filter.trap.smudge=%s",
            "filter.trap.process=%s",
            "diff.external=%s",
            "diff.trap.command=%s",
            "diff.trap.textconv=%s",
            "merge.trap.driver=%s",
            "gpg.program=%s",
            "gpg.ssh.program=%s",
            "gpg.ssh.defaultKeyCommand=%s",
            "pager.fetch=%s",
            "remote.origin.url=ssh://nowhere.invalid/x",
            "remote.origin.uploadpack=%s",
            "url.ext::%s.insteadOf=file",
            "protocol.ext.allow=always",
            "sequence.editor=%s",
            "interactive.diffFilter=%s",
            "trailer.trap.command=%s",
            "uploadpack.packObjectsHook=%s",
            "gc.recentObjectsHook=%s",
            "submodule.sub.update=!%s",
            "fetch.recurseSubmodules=true",
            "alias.fetch=!%s",
            "include.path=more");

    @TempDir
    Path folder;

    private GitProgram author;
    private Path job;
    private Steps steps;

    @BeforeEach
    void aClone() throws Exception {
        GitProgram origin = GitProgram.init(folder.resolve("origin.git"), "--bare");
        author = GitProgram.init(folder.resolve("author"));
        author.run("remote", "add", "origin", origin.folder().toString());
        author.write("kafka/kgit.yaml", "project: shop\n").commit("Main");
        author.run("push", "--quiet", "origin", "main", "main:release/1");
        author.run("checkout", "--quiet", "-b", "feature");
        author.write("kafka/environments/topics.yaml", "topics: {}\n").commit("Feature");
        author.run("push", "--quiet", "origin", "feature");
        job = cloned();
        steps = new Steps(job.resolve("kafka"), folder.resolve("scratch"))
                .kgit("for report; do :; done\necho '<!-- kgit -->' >\"$report\"\necho \"asked: $*\"\n");
    }

    /** As GitLab clones: the branch of the merge request, and not the one that it goes to. */
    private Path cloned() {
        new GitProgram(folder).run("clone", "--quiet", "--branch", "feature", "--single-branch", "origin.git", "job");
        return folder.resolve("job");
    }

    private Steps gitHub(String more) throws Exception {
        Path event = Files.writeString(
                folder.resolve("event.json"), "{\"repository\": {\"default_branch\": \"main\"}" + more + "}");
        return steps.with("GITHUB_EVENT_PATH", event.toString()).with("GITHUB_BASE_REF", "mine");
    }

    private Steps gitLab() {
        return steps.with("CI_PROJECT_URL", folder.resolve("origin").toUri().toString())
                .with("CI_DEFAULT_BRANCH", "main")
                .with("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "mine")
                .with("CI_JOB_TOKEN", "of-the-job");
    }

    private static void plans(String trust, Result result) {
        assertThat(result.exit()).as("%s", result).isZero();
        assertThat(result.out()).contains("asked: plan --trust " + trust + " --format markdown");
        assertThat(result.err()).contains("environment.yaml are read from " + trust + "\n");
    }

    private static void refuses(int code, String why, Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        assertThat(result.err()).contains(why);
        assertThat(result.out()).doesNotContain("asked");
    }

    @Test
    void refusesWhereNobodySaysWhatIsTrusted() throws Exception {
        refuses(ExitCode.USAGE, "KGIT_TRUST", steps.run("plan.sh"));
        refuses(
                ExitCode.USAGE,
                "KGIT_TRUST",
                steps.with("CHANGE_TARGET", "main").run("plan.sh"));
    }

    @Test
    void saysSoWhereAPlanIsNotTrusted() throws Exception {
        Result plan = gitLab().with("KGIT_TRUST", "none").run("plan.sh");
        assertThat(plan.exit()).as("%s", plan).isZero();
        assertThat(plan.err()).contains("this plan is not trusted");
        assertThat(plan.out()).contains("asked: plan --format");
    }

    @Test
    void trustsTheDefaultBranchWhateverThePullRequestWantsToBeMergedInto() throws Exception {
        plans("refs/remotes/origin/main", gitHub("").run("plan.sh"));
    }

    @Test
    void fetchesTheDefaultBranchThatGitLabsCloneDoesNotHave() throws Exception {
        plans("refs/remotes/origin/main", gitLab().run("plan.sh"));
        assertThat(new GitProgram(job).run("rev-parse", "refs/remotes/origin/main"))
                .isEqualTo(author.run("rev-parse", "main"));
        refuses(
                ExitCode.UNAVAILABLE,
                "can't be fetched",
                gitLab().with("CI_DEFAULT_BRANCH", "gone").run("plan.sh"));
    }

    @Test
    void trustsTheBranchThatIsMergedIntoOnlyIfTheOwnersListHasIt() throws Exception {
        gitLab().with("KGIT_TRUSTED_BRANCHES", "main release/*");
        refuses(ExitCode.REFUSED, "'mine' is not one of the trusted branches", steps.run("plan.sh"));
        steps.with("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "").with("KGIT_TRUSTED_BRANCHES", "*");
        refuses(ExitCode.REFUSED, "''", steps.run("plan.sh"));
        steps.with("KGIT_TRUSTED_BRANCHES", "main release/*");
        steps.with("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "release/1");
        plans("refs/remotes/origin/release/1", steps.run("plan.sh"));
        // Where forges protect release/*, anybody may make this one.
        steps.with("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "release/mine/1");
        refuses(ExitCode.REFUSED, "'release/mine/1' is not one of", steps.run("plan.sh"));
        steps.with("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "release/1");
        plans(
                "refs/heads/feature",
                steps.with("KGIT_TRUST", "refs/heads/feature").run("plan.sh"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "origin/main", "HEAD", "refs/", "0123456789abcdef", "--allow-behind"})
    void takesNoNameThatSomebodyElseCouldGive(String name) throws Exception {
        refuses(
                ExitCode.USAGE,
                "it has to be a full ref",
                gitHub("").with("KGIT_TRUST", name).run("plan.sh"));
    }

    @Test
    void takesAHash() throws Exception {
        String hash = author.run("rev-parse", "main");
        plans(hash, steps.with("KGIT_TRUST", hash).run("plan.sh"));
    }

    @Test
    void plansNoMergeOfAnOlderPush() throws Exception {
        String pushed = author.run("rev-parse", "feature");
        plans(
                "refs/remotes/origin/main",
                gitHub(", \"pull_request\": {\"head\": {\"sha\": \"" + pushed + "\"}}")
                        .run("plan.sh"));
        String newer = author.commit("Newer");
        refuses(
                ExitCode.UNAVAILABLE,
                "run this job again",
                gitHub(", \"pull_request\": {\"head\": {\"sha\": \"" + newer + "\"}}")
                        .run("plan.sh"));
    }

    @Test
    void runsNothingThatAPullRequestBrings() throws Exception {
        Path mark = folder.resolve("mark");
        Path trap = folder.resolve("trap");
        Steps.executable(trap, "#!/bin/sh\necho \"$0 $*\" >>'" + mark + "'\nexit 1\n");
        // A bare repository in kgit's own folder, with hooks and all.
        GitProgram bare = GitProgram.init(folder.resolve("bare"), "--bare");
        for (String command : COMMANDS) {
            String[] entry = command.formatted(trap).split("=", 2);
            bare.run("config", "--file", "config", "--add", entry[0], entry[1]);
        }
        String config = bare.read("config");
        author.write("kafka/config", config).write("kafka/more", config.replace("[include]\n\tpath = more\n", ""));
        author.write("kafka/HEAD", "ref: refs/heads/main\n").write("kafka/refs/heads/.keep", "");
        author.write("kafka/objects/.keep", "");
        for (String hook : List.of("reference-transaction", "post-checkout", "post-merge", "fsmonitor-watchman")) {
            author.write("kafka/" + hook, "").write("kafka/hooks/" + hook, "");
            Steps.executable(author.folder().resolve("kafka/" + hook), Files.readString(trap));
            Steps.executable(author.folder().resolve("kafka/hooks/" + hook), Files.readString(trap));
        }
        // What git, curl and jq take from a home folder, and what git takes from a working tree.
        for (String home : List.of("", "kafka/")) {
            author.write(home + ".gitconfig", config).write(home + ".config/git/config", config);
            author.write(home + ".jq", "no program").write(home + ".curlrc", "proxy = nowhere");
            author.write(home + ".gitattributes", "* filter=trap diff=trap merge=trap\n");
            author.write(
                    home + ".gitmodules",
                    "[submodule \"sub\"]\n\tpath = sub\n\turl = ssh://nowhere.invalid/x\n" + "\tupdate = !" + trap
                            + "\n\tfetchRecurseSubmodules = true\n");
        }
        author.commit("Traps");
        author.run("push", "--quiet", "origin", "feature");
        new GitProgram(job).run("pull", "--quiet");

        for (String home : List.of("", "kafka")) {
            steps.with("HOME", job.resolve(home).toString())
                    .with(
                            "XDG_CONFIG_HOME",
                            job.resolve(home).resolve(".config").toString());
            Result plan =
                    gitLab().with("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main").run("plan.sh");
            assertThat(mark).as("%s", plan).doesNotExist();
            plans("refs/remotes/origin/main", plan);
            plans("refs/remotes/origin/main", gitHub("").run("plan.sh"));
            steps.without("GITHUB_EVENT_PATH");
        }
    }

    @Test
    void aCheckHasNoTokensAndNoHomeAmongTheFiles() throws Exception {
        steps.kgit("env >&2\n");
        for (String name : List.of("GITHUB_TOKEN", "KGIT_GITLAB_TOKEN", "CI_JOB_TOKEN", "CI_REPOSITORY_URL")) {
            steps.with(name, "canary");
        }
        Result check = steps.with("HOME", job.toString()).run("check.sh");
        assertThat(check.exit()).as("%s", check).isZero();
        assertThat(check.err()).contains("PATH=").doesNotContain("canary", "HOME=");
    }
}
