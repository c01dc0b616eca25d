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
        try (GitHistory history = GitHistory.open(temp.resolve("partial/sub")).orElseThrow()) {
            SourceTree tree = history.at(then).orElseThrow();
            assertThat(tree.filesBelow("environments/dev")).contains("environments/dev/topics.yaml");
            assertThatThrownBy(() -> tree.read("environments/dev/topics.yaml"))
                    .isInstanceOf(KgitException.World.class)
                    .hasMessageContaining("KG602")
                    .hasMessageContaining("environments/dev/topics.yaml");
        }
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
        try (GitHistory history = GitHistory.open(git.folder().resolve("sub")).orElseThrow()) {
            claims.about(history.at(commit).orElseThrow());
        }
    }

    private static String text(SourceTree tree, String path) {
        return new String(tree.read(path), StandardCharsets.UTF_8);
    }
}
