package dev.kgit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.model.KgitException;
import dev.kgit.model.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitTreeTest {

    @TempDir
    Path temp;

    private GitProgram git;

    @BeforeEach
    void repository() throws IOException {
        git = GitProgram.init(temp.resolve("repo"))
                .write("sub/kgit.yaml", "project: p\n")
                .write("sub/environments/dev/topics.yaml", "then\n")
                .write("sub/environments/dev/connectors/sink.json", "{}\n")
                .write("outside.yaml", "secret\n");
    }

    @Test
    void showsTheFilesOfThatCommitNotOfNow() throws IOException {
        String then = git.commit("then");
        git.write("sub/environments/dev/topics.yaml", "now\n").write("sub/environments/dev/new.yaml", "new\n");
        Files.delete(git.folder().resolve("sub/environments/dev/connectors/sink.json"));
        git.commit("now");
        withTree(then, tree -> {
            assertThat(tree.filesBelow("environments"))
                    .containsExactly("environments/dev/connectors/sink.json", "environments/dev/topics.yaml");
            assertThat(text(tree, "environments/dev/topics.yaml")).isEqualTo("then\n");
            assertThat(tree.isFile("environments/dev/new.yaml")).isFalse();
            assertThat(tree.label()).isEqualTo(then.substring(0, 10));
        });
    }

    @Test
    void tellsFilesFromFolders() {
        withTree(git.commit("one"), tree -> {
            assertThat(tree.isFile("kgit.yaml")).isTrue();
            assertThat(tree.isFolder("kgit.yaml")).isFalse();
            assertThat(tree.isFolder("environments/dev")).isTrue();
            assertThat(tree.isFile("environments/dev")).isFalse();
            assertThat(tree.isFolder("")).isTrue();
            assertThat(tree.isFolder("nowhere")).isFalse();
            assertThat(tree.filesBelow("nowhere")).isEmpty();
            assertThat(tree.filesBelow("kgit.yaml")).isEmpty();
            assertThat(tree.filesBelow("")).contains("kgit.yaml").doesNotContain("outside.yaml");
        });
    }

    @Test
    void followsLinksThatStayInside() throws IOException {
        link("sub/environments/dev/shared.yaml", "../../kgit.yaml");
        link("sub/environments/prod", "dev");
        withTree(git.commit("links"), tree -> {
            assertThat(text(tree, "environments/dev/shared.yaml")).isEqualTo("project: p\n");
            assertThat(text(tree, "environments/prod/topics.yaml")).isEqualTo("then\n");
            assertThat(tree.isFolder("environments/prod")).isTrue();
            assertThat(tree.filesBelow("environments/dev")).contains("environments/dev/shared.yaml");
            assertThat(tree.filesBelow("environments/prod")).contains("environments/prod/topics.yaml");
        });
    }

    @Test
    void doesNotPassOverAFolderThatIsALink() throws IOException {
        link("sub/environments/prod", "dev");
        withTree(
                git.commit("links"),
                tree -> assertThatThrownBy(() -> tree.filesBelow("environments"))
                        .isInstanceOf(KgitException.Invalid.class)
                        .hasMessageContaining("KG603")
                        .hasMessageContaining("environments/prod"));
    }

    @Test
    void refusesLinksThatLeadOutside() throws IOException {
        link("sub/environments/dev/up.yaml", "../../../outside.yaml");
        link("sub/environments/dev/absolute.yaml", "/no/such/file");
        link("sub/environments/dev/round.yaml", "round.yaml");
        withTree(git.commit("links"), tree -> {
            assertThat(tree.filesBelow("environments/dev")).contains("environments/dev/up.yaml");
            for (String path : new String[] {"up", "absolute", "round"}) {
                assertThat(tree.isFile("environments/dev/" + path + ".yaml")).isTrue();
                assertThatThrownBy(() -> tree.read("environments/dev/" + path + ".yaml"))
                        .isInstanceOf(KgitException.Invalid.class)
                        .hasMessageContaining("KG603");
            }
            assertThatThrownBy(() -> tree.read("../outside.yaml"))
                    .isInstanceOf(KgitException.Invalid.class)
                    .hasMessageContaining("KG603");
        });
    }

    @Test
    void saysWhichFileACloneWithoutContentsLacks() {
        git.run("config", "uploadpack.allowFilter", "true");
        String then = git.commit("then");
        git.write("sub/environments/dev/topics.yaml", "now\n").commit("now");
        git.run("clone", "--quiet", "--filter=blob:none", git.folder().toUri().toString(), "../partial");
        try (GitRepository history =
                GitRepository.open(temp.resolve("partial/sub")).orElseThrow()) {
            SourceTree tree = history.at(then).orElseThrow();
            assertThat(tree.filesBelow("environments/dev")).contains("environments/dev/topics.yaml");
            assertThatThrownBy(() -> tree.read("environments/dev/topics.yaml"))
                    .isInstanceOf(KgitException.Unavailable.class)
                    .hasMessageContaining("KG602")
                    .hasMessageContaining("environments/dev/topics.yaml");
        }
    }

    @Test
    void readsWhatASubmoduleHeldAtThatCommit() throws IOException {
        GitProgram shared = GitProgram.init(temp.resolve("shared"))
                .write("topics.yaml", "first\n")
                .write("deep/more.yaml", "more\n");
        shared.commit("first");
        submodule(git, "../shared", "sub/environments/base");
        link("sub/environments/dev/linked.yaml", "../base/deep/more.yaml");
        String then = git.commit("then");
        shared.write("topics.yaml", "second\n").commit("second");
        GitProgram inside = git.in(git.folder().resolve("sub/environments/base"));
        inside.run("-c", "protocol.file.allow=always", "pull", "--quiet");
        String now = git.commit("now");
        inside.write("topics.yaml", "edited\n");
        withTree(then, tree -> {
            assertThat(tree.filesBelow("environments/base"))
                    .containsExactly("environments/base/deep/more.yaml", "environments/base/topics.yaml");
            assertThat(tree.filesBelow("environments")).contains("environments/base/topics.yaml");
            assertThat(tree.isFolder("environments/base")).isTrue();
            assertThat(tree.isFolder("environments/base/deep")).isTrue();
            assertThat(tree.isFile("environments/base/nothing.yaml")).isFalse();
            assertThat(text(tree, "environments/base/topics.yaml")).isEqualTo("first\n");
            assertThat(text(tree, "environments/dev/linked.yaml")).isEqualTo("more\n");
        });
        withTree(
                now,
                tree -> assertThat(text(tree, "environments/base/topics.yaml")).isEqualTo("second\n"));
    }

    @Test
    void readsASubmoduleOfASubmodule() throws IOException {
        GitProgram.init(temp.resolve("inner")).write("inner.yaml", "inner\n").commit("inner");
        GitProgram outer = GitProgram.init(temp.resolve("outer")).write("outer.yaml", "outer\n");
        submodule(outer, "../inner", "below");
        outer.commit("outer");
        submodule(git, "../outer", "sub/environments/base");
        git.run("-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init", "--recursive");
        withTree(git.commit("one"), tree -> {
            assertThat(tree.filesBelow("environments/base"))
                    .contains("environments/base/below/inner.yaml", "environments/base/outer.yaml");
            assertThat(text(tree, "environments/base/below/inner.yaml")).isEqualTo("inner\n");
        });
    }

    @Test
    void readsASubmoduleInALinkedWorkingTree() throws IOException {
        GitProgram.init(temp.resolve("shared")).write("topics.yaml", "shared\n").commit("shared");
        submodule(git, "../shared", "sub/environments/base");
        git.commit("one");
        git.run("worktree", "add", "--quiet", "-b", "side", "../linked");
        git = git.in(temp.resolve("linked"));
        git.run("-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init");
        withTree(
                git.run("rev-parse", "HEAD"),
                tree -> assertThat(text(tree, "environments/base/topics.yaml")).isEqualTo("shared\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../elsewhere",
                "/elsewhere",
                "base/../../elsewhere",
                "base/./elsewhere",
                "..",
                ".",
                "a//b",
                "a\\\\b"
            })
    void takesNoNameOfASubmoduleThatLeadsElsewhere(String name) throws IOException {
        GitProgram shared = GitProgram.init(temp.resolve("shared")).write("topics.yaml", "shared\n");
        String commit = shared.commit("shared");
        for (String place :
                new String[] {"elsewhere", "repo/.git/elsewhere", "repo/elsewhere", "repo/.git/modules/base/elsewhere"
                }) {
            git.run(
                    "clone",
                    "--quiet",
                    "--bare",
                    "../shared",
                    temp.resolve(place).toString());
        }
        git.write(".gitmodules", "[submodule \"" + name + "\"]\n\tpath = sub/environments/base\n");
        git.run("update-index", "--add", "--cacheinfo", "160000," + commit + ",sub/environments/base");
        git.run("add", ".gitmodules");
        git.run("commit", "--quiet", "--message", "one");
        withTree(
                git.run("rev-parse", "HEAD"),
                tree -> assertThatThrownBy(() -> tree.filesBelow("environments/base"))
                        .isInstanceOf(KgitException.Unavailable.class)
                        .hasMessageContaining("KG613"));
    }

    @Test
    void saysWhichSubmoduleACloneLacks() throws IOException {
        GitProgram shared = GitProgram.init(temp.resolve("shared")).write("topics.yaml", "shared\n");
        shared.commit("shared");
        submodule(git, "../shared", "sub/environments/base");
        String one = git.commit("one");
        git.run("clone", "--quiet", ".", "../clone");
        git = git.in(temp.resolve("clone"));
        withTree(one, tree -> {
            assertThat(tree.isFolder("environments/base")).isTrue();
            assertThatThrownBy(() -> tree.filesBelow("environments"))
                    .isInstanceOf(KgitException.Unavailable.class)
                    .hasMessageContaining("KG613")
                    .hasMessageContaining("environments/base")
                    .hasMessageContaining("git submodule update --init environments/base");
        });
    }

    @Test
    void doesNotPassOverALinkThatLeadsNowhere() throws IOException {
        link("sub/environments/dev/gone", "../nowhere");
        withTree(
                git.commit("links"),
                tree -> assertThatThrownBy(() -> tree.filesBelow("environments/dev"))
                        .isInstanceOf(KgitException.Invalid.class)
                        .hasMessageContaining("KG603")
                        .hasMessageContaining("environments/dev/gone"));
    }

    private static void submodule(GitProgram git, String from, String path) {
        git.run("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", from, path);
    }

    private void link(String path, String target) throws IOException {
        Path file = git.folder().resolve(path);
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, Path.of(target));
    }

    private interface Claims {
        void about(SourceTree tree);
    }

    private void withTree(String commit, Claims claims) {
        try (GitRepository history =
                GitRepository.open(git.folder().resolve("sub")).orElseThrow()) {
            claims.about(history.at(commit).orElseThrow());
        }
    }

    private static String text(SourceTree tree, String path) {
        return new String(tree.read(path), StandardCharsets.UTF_8);
    }
}
