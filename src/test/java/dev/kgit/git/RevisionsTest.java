package dev.kgit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.model.KgitException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name of a commit has one meaning, or none: nobody who can push a branch or a tag changes what it means. */
class RevisionsTest {

    @TempDir
    Path temp;

    private GitProgram git;
    private String one;
    private String two;

    @BeforeEach
    void twoCommits() throws IOException {
        git = GitProgram.init(temp.resolve("repo")).write("kgit.yaml", "project: p\n");
        one = git.commit("one");
        two = git.commit("two");
    }

    @Test
    void areHashesFullRefsAndShortNames() {
        git.run("tag", "v1", one);
        git.run("tag", "-a", "-m", "annotated", "v1.1", one);
        git.run("update-ref", "refs/remotes/origin/main", one);
        git.run("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
        assertThat(commit(two)).contains(two);
        assertThat(commit(two.substring(0, 8))).contains(two);
        assertThat(commit("refs/heads/main")).contains(two);
        assertThat(commit("refs/remotes/origin/main")).contains(one);
        assertThat(commit("refs/tags/v1.1")).contains(one);
        assertThat(commit("main")).contains(two);
        assertThat(commit("v1")).contains(one);
        assertThat(commit("v1.1")).contains(one);
        assertThat(commit("origin/main")).contains(one);
        assertThat(commit("origin")).contains(one);
        assertThat(commit("HEAD")).contains(two);
    }

    @Test
    void goBackByGenerationsAndParents() {
        git.run("checkout", "--quiet", "-b", "side", one);
        String side = git.commit("side");
        git.run("checkout", "--quiet", "main");
        git.run("merge", "--quiet", "--no-ff", "--no-edit", "side");
        assertThat(commit("HEAD~1")).contains(two);
        assertThat(commit("main~")).contains(two);
        assertThat(commit("HEAD^")).contains(two);
        assertThat(commit("HEAD^2")).contains(side);
        assertThat(commit("refs/heads/main^2~1")).contains(one);
        assertThat(commit("HEAD~0^0")).isEqualTo(commit("HEAD"));
        assertThat(commit("HEAD~3")).isEmpty();
        assertThat(commit("HEAD~999999")).isEmpty();
        assertThat(commit("HEAD^3")).isEmpty();
    }

    @Test
    void areUnknownWhereThereIsNoSuchCommit() {
        assertThat(commit("nothing")).isEmpty();
        assertThat(commit("refs/heads/nothing")).isEmpty();
        assertThat(commit("0123456789012345678901234567890123456789")).isEmpty();
        assertThat(commit(git.run("rev-parse", "HEAD^{tree}"))).isEmpty();
    }

    @Test
    void areNotSteeredByATagBesideABranch() {
        git.run("tag", "main", one);
        several("main", "refs/heads/main", "refs/tags/main");
        several("main~1", "refs/heads/main", "refs/tags/main");
        assertThat(commit("refs/heads/main")).contains(two);
    }

    @Test
    void areNotSteeredByATagBesideABranchOfARemote() {
        git.run("update-ref", "refs/remotes/origin/main", two);
        git.run("tag", "origin/main", one);
        several("origin/main", "refs/tags/origin/main", "refs/remotes/origin/main");
        assertThat(commit("refs/remotes/origin/main")).contains(two);
    }

    @Test
    void areNotSteeredByALocalBranchOfARemotesName() {
        git.run("update-ref", "refs/remotes/origin/main", two);
        git.run("branch", "origin/main", one);
        several("origin/main", "refs/heads/origin/main", "refs/remotes/origin/main");
    }

    @Test
    void areNotSteeredByARefOfAFullRefsName() {
        git.run("update-ref", "refs/tags/refs/heads/main", one);
        git.run("update-ref", "refs/tags/HEAD", one);
        assertThat(commit("refs/heads/main")).contains(two);
        assertThat(commit("HEAD")).contains(two);
    }

    @Test
    void areNotSteeredByABranchOfAHashesName() {
        String shortened = two.substring(0, 8);
        git.run("update-ref", "refs/heads/" + shortened, one);
        several(shortened, "a hash", "refs/heads/" + shortened);
        git.run("update-ref", "refs/heads/" + two, one);
        several(two, "a hash", "refs/heads/" + two);
        assertThat(commit("refs/heads/" + two)).contains(one);
    }

    /** The hash of a commit that was not fetched must not become the branch that somebody has named so. */
    @Test
    void areNotSteeredByABranchThatHasTheNameOfAnAbsentHash() {
        String absent = "0123456789012345678901234567890123456789";
        git.run("update-ref", "refs/heads/" + absent, one);
        several(absent, "a hash", "refs/heads/" + absent);
        git.run("update-ref", "refs/tags/" + absent.substring(0, 7), one);
        several(absent.substring(0, 7), "a hash", "refs/tags/" + absent.substring(0, 7));
    }

    @Test
    void areNotTheBeginningOfSeveralHashes() {
        // 600 commits share the beginnings of four digits in some pair of them: 65,536 beginnings, 180,000 pairs.
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            stream.append("commit refs/heads/many\ncommitter a <a@b> ")
                    .append(i)
                    .append(" +0000\ndata 0\n\n");
        }
        git.write("../stream", stream.toString());
        git.run("-c", "alias.load=!git fast-import --quiet < ../stream", "load");
        String[] hashes = git.run("rev-list", "--all").split("\n");
        java.util.Map<String, String> seen = new java.util.HashMap<>();
        for (String hash : hashes) {
            String other = seen.put(hash.substring(0, 4), hash);
            if (other != null) {
                several(hash.substring(0, 4), hash, other);
                return;
            }
        }
        throw new AssertionError("no two of the hashes begin alike");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HEAD@{1}",
                "main@{upstream}",
                "@{-1}",
                "main:kgit.yaml",
                ":/one",
                "main^{/one}",
                "main^{commit}",
                "main^{}",
                "^main",
                "main..v1",
                "..",
                "refs/heads/../../HEAD",
                "refs/heads/",
                "main~-1",
                "main~99999999",
                "a b",
                "main\n",
                "main^!",
                "*"
            })
    void areOfNoOtherForm(String text) {
        assertThatThrownBy(() -> commit(text))
                .isInstanceOf(KgitException.Invalid.class)
                .hasMessageContaining("KG606")
                .hasMessageContaining("refs/remotes/origin/main");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"heads/main", "tags/v1", "remotes/origin/main", "pull/1/head", "FETCH_HEAD", "ORIG_HEAD", "@"})
    void areLookedUpAmongBranchesTagsAndBranchesOfRemotesAlone(String name) {
        git.run("tag", "v1");
        git.run("update-ref", "refs/remotes/origin/main", one);
        git.run("update-ref", "refs/pull/1/head", one);
        git.write(".git/FETCH_HEAD", one + "\n").write(".git/ORIG_HEAD", one + "\n");
        assertThat(commit(name)).isEmpty();
        assertThat(commit("refs/pull/1/head")).contains(one);
    }

    /** What {@code git describe} prints names a hash at its end, whatever stands before it. */
    @Test
    void areNotWhatDescribePrints() {
        git.run("tag", "-a", "-m", "first", "v1", one);
        String described = git.run("describe", "--long");
        assertThat(described).contains("-g");
        assertThat(commit(described)).isEmpty();
    }

    private void several(String name, String... meanings) {
        assertThatThrownBy(() -> commit(name))
                .isInstanceOf(KgitException.Invalid.class)
                .hasMessageContaining("KG604")
                .hasMessageContainingAll(meanings);
    }

    private Optional<String> commit(String name) {
        try (GitRepository history = GitRepository.open(git.folder()).orElseThrow()) {
            return history.resolve(name);
        }
    }
}
