package dev.kgit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.manifest.RecordingTree;
import dev.kgit.manifest.WorkingTree;
import dev.kgit.model.KgitException;
import dev.kgit.model.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clean is what the commit holds, whatever the index and the attributes say. */
class UncommittedChangesTest {

    private static final String FILE = "environments/dev/topics.yaml";

    @TempDir
    Path temp;

    private GitProgram git;

    @BeforeEach
    void repository() throws IOException {
        git = GitProgram.init(temp.resolve("repo"))
                .write("kgit.yaml", "project: p\n")
                .write(FILE, "topics: {}\n");
    }

    @ParameterizedTest
    @CsvSource({"--assume-unchanged", "--skip-worktree"})
    void areNotHiddenByTheIndex(String flag) {
        git.commit("one");
        git.run("update-index", flag, FILE);
        git.write(FILE, "topics: {a: {}}\n");
        assertThat(git.run("status", "--porcelain")).isEmpty();
        assertThat(isDirty()).isTrue();
    }

    @Test
    void needNoIndexThatCanBeRead() {
        git.commit("one");
        git.write(".git/index", "not an index");
        assertThat(isDirty()).isFalse();
    }

    @Test
    void areNotHiddenByAFilter() throws IOException {
        git.run("config", "filter.same.clean", "echo 'topics: {}'");
        git.write(".gitattributes", "*.yaml filter=same\n").commit("one");
        git.write(FILE, "topics: {a: {}}\n").run("add", "--all");
        assertThat(git.run("status", "--porcelain")).isEmpty();
        assertThat(isDirty()).isTrue();
    }

    @Test
    void areNotTheRightToExecuteAFile() throws IOException {
        git.commit("one");
        assertThat(git.folder().resolve(FILE).toFile().setExecutable(true)).isTrue();
        assertThat(isDirty()).isFalse();
    }

    @Test
    void areWhereALinkLeads() throws IOException {
        Path link = git.folder().resolve("environments/dev/shared.yaml");
        Files.createSymbolicLink(link, Path.of("topics.yaml"));
        git.commit("one");
        assertThat(isDirty()).isFalse();
        git.write("elsewhere.yaml", "topics: {b: {}}\n").commit("two");
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("../dev/topics.yaml"));
        assertThat(isDirty()).as("the same file by another way").isFalse();
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("../../elsewhere.yaml"));
        assertThat(isDirty()).isTrue();
    }

    @Test
    void areAlsoInTheFileThatALinkLeadsTo() throws IOException {
        git.write("elsewhere.yaml", "topics: {b: {}}\n");
        Files.createSymbolicLink(git.folder().resolve("environments/dev/shared.yaml"), Path.of("../../elsewhere.yaml"));
        git.commit("one");
        assertThat(isDirty()).isFalse();
        git.write("elsewhere.yaml", "topics: {c: {}}\n");
        assertThat(isDirty()).isTrue();
    }

    @Test
    void areALinkInPlaceOfAFileAndAFileInPlaceOfALink() throws IOException {
        Path link = git.folder().resolve("environments/dev/shared.yaml");
        Files.createSymbolicLink(link, Path.of("topics.yaml"));
        git.commit("one");
        Files.delete(link);
        Files.writeString(link, "topics.yaml");
        assertThat(isDirty()).isTrue();
        git.commit("two");
        assertThat(isDirty()).isFalse();
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("topics.yaml"));
        assertThat(isDirty()).isTrue();
    }

    @Test
    void areAFolderInPlaceOfAFile() {
        git.commit("one");
        git.delete(FILE).write(FILE + "/.hidden", "");
        assertThat(isDirty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'', false",
        "'*.yaml text', false",
        "'*.yaml text=auto', false",
        "'*.yaml text eol=crlf', false",
        "'*.yaml eol=lf', false",
        "'*.yaml -text', true",
        "'*.yaml binary', true",
        "'*.json -text', false",
        "'*.yaml -text\n/environments/** text', false",
        "'*.yaml text\nenvironments/dev/*.yaml -text', true",
        "'*.yaml -text\n*.yaml !text', false",
    })
    void areLineEndsOnlyInFilesThatAreNoText(String attributes, boolean dirty) {
        git.write(".gitattributes", attributes + "\n").commit("one");
        git.write(FILE, "topics: {}\r\n");
        assertThat(isDirty()).isEqualTo(dirty);
    }

    @Test
    void areJudgedByTheNearestAttributesAndThoseOfTheCloneBeforeAll() {
        git.write(".gitattributes", "*.yaml text\n").write("environments/dev/.gitattributes", "*.yaml -text\n");
        git.commit("one");
        git.write(FILE, "topics: {}\r\n");
        assertThat(isDirty()).isTrue();
        git.write(".git/info/attributes", "*.yaml text\n");
        assertThat(isDirty()).isFalse();
    }

    @Test
    void areMoreThanLineEnds() {
        git.commit("one");
        git.write(FILE, "topics: {a: {}}\r\n");
        assertThat(isDirty()).isTrue();
        git.write(FILE, "topics: {}\r\r\n");
        assertThat(isDirty()).isTrue();
    }

    @Test
    void refuseAPointerOfGitLfs() {
        git.write(FILE, "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0".repeat(64) + "\nsize 12\n");
        git.commit("one");
        git.write(FILE, "topics: {}\n");
        assertThatThrownBy(this::isDirty)
                .isInstanceOf(KgitException.Invalid.class)
                .hasMessageContaining("KG608")
                .hasMessageContaining(FILE);
    }

    @Test
    void areNamedWithWhatTheyAre() {
        git.write("environments/base/more.yaml", "topics: {}\n").commit("one");
        git.delete("environments/base/more.yaml")
                .write(FILE, "topics: {a: {}}\n")
                .write("environments/dev/new.yaml", "topics: {}\n");
        assertThat(uncommitted())
                .containsExactly(
                        new Revision.Uncommitted("environments/base/more.yaml", Revision.Kind.MISSING),
                        new Revision.Uncommitted("environments/dev/new.yaml", Revision.Kind.NEW),
                        new Revision.Uncommitted(FILE, Revision.Kind.CHANGED));
    }

    @Test
    void areAFileThatWasNamedAndAFolderThatWasAskedFor() {
        git.write("elsewhere.json", "{}\n").write("environments/base/more.yaml", "topics: {}\n");
        git.commit("one");
        git.delete("elsewhere.json").delete("environments/base/more.yaml").delete("environments/base");
        RecordingTree tree = new RecordingTree(new WorkingTree(git.folder()));
        assertThat(tree.isFile("elsewhere.json")).isFalse();
        assertThat(tree.isFolder("environments/base")).isFalse();
        assertThat(tree.isFile("nowhere.json")).isFalse();
        try (GitRepository history = GitRepository.open(git.folder()).orElseThrow()) {
            assertThat(history.head(tree.read()).uncommitted())
                    .extracting(Revision.Uncommitted::path)
                    .containsExactly("elsewhere.json", "environments/base");
        }
    }

    @Test
    void areLookedForInASubmodule() throws IOException {
        submodule();
        git.commit("one");
        assertThat(isDirty()).isFalse();
        git.write("environments/base/more.yaml", "topics: {a: {}}\n");
        assertThat(isDirty()).isTrue();
        git.write("environments/base/more.yaml", "topics: {}\n").write("environments/base/README.md", "not read");
        assertThat(isDirty()).isFalse();
    }

    @Test
    void areASubmoduleThatStandsAtAnotherCommit() throws IOException {
        GitProgram other = submodule();
        git.commit("one");
        other.write("more.yaml", "topics: {b: {}}\n").commit("newer");
        GitProgram inside = git.in(git.folder().resolve("environments/base"));
        inside.run("-c", "protocol.file.allow=always", "pull", "--quiet");
        assertThat(isDirty()).isTrue();
        git.commit("two");
        assertThat(isDirty()).isFalse();
    }

    @Test
    void areASubmoduleWhoseCommitIsNotHere() throws IOException {
        submodule();
        git.run("update-index", "--cacheinfo", "160000," + "1".repeat(40) + ",environments/base");
        git.run("commit", "--quiet", "--message", "a commit that nobody has");
        assertThat(uncommitted()).extracting(Revision.Uncommitted::kind).contains(Revision.Kind.UNKNOWN);
    }

    private GitProgram submodule() throws IOException {
        GitProgram other = GitProgram.init(temp.resolve("other")).write("more.yaml", "topics: {}\n");
        other.commit("other");
        git.run("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../other", "environments/base");
        return other;
    }

    @Test
    void areAllFilesBeforeTheFirstCommit() {
        assertThat(isDirty()).isTrue();
    }

    private List<Revision.Uncommitted> uncommitted() {
        try (GitRepository history = GitRepository.open(git.folder()).orElseThrow()) {
            return history.head(Reads.of(git.folder())).uncommitted();
        }
    }

    private boolean isDirty() {
        try (GitRepository history = GitRepository.open(git.folder()).orElseThrow()) {
            return history.head(Reads.of(git.folder())).dirty();
        }
    }
}
