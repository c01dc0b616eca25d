package dev.kgit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.model.KgitException;
import dev.kgit.model.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoryTest {

    @TempDir
    Path temp;

    private GitProgram git;

    @BeforeEach
    void repository() throws IOException {
        git = GitProgram.init(temp.resolve("repo"))
                .write("kgit.yaml", "project: p\n")
                .write("environments/dev/topics.yaml", "topics: {}\n")
                .write("src/Main.java", "class Main {}\n");
    }

    @Test
    void isNotThereOutsideOfGit() throws IOException {
        Path plain = Files.createDirectory(temp.resolve("plain"));
        assertThat(GitRepository.open(plain)).isEmpty();
    }

    @Test
    void hasNoCommitBeforeTheFirst() {
        Revision revision = head(git.folder());
        assertThat(revision.commit()).isNull();
        assertThat(revision.branch()).isEqualTo("main");
        assertThat(revision.dirty()).isTrue();
    }

    @Test
    void isCleanAfterACommit() {
        String commit = git.commit("one");
        assertThat(head(git.folder())).isEqualTo(new Revision(commit, "main", false));
    }

    /** What Git believes of the files is nothing to it, in whichever form that is kept. */
    @Test
    void needsNoIndex() throws IOException {
        String commit = git.commit("one");
        Path index = git.folder().resolve(".git/index");
        git.run("update-index", "--split-index");
        everythingIsRead(commit);
        git.run("update-index", "--no-split-index");
        git.run("sparse-checkout", "set", "--cone", "--sparse-index", "environments");
        assertThat(Files.readString(index, StandardCharsets.ISO_8859_1)).contains("sdir");
        everythingIsRead(commit);
        git.run("sparse-checkout", "disable");
        git.run("update-index", "--index-version", "4");
        everythingIsRead(commit);
        Files.writeString(index, "DIRC and nothing that anybody can read");
        everythingIsRead(commit);
        Files.delete(index);
        everythingIsRead(commit);
    }

    private void everythingIsRead(String commit) {
        try (GitRepository history = open(git.folder())) {
            assertThat(history.head(Reads.of(git.folder()))).isEqualTo(new Revision(commit, "main", false));
            assertThat(history.resolve("HEAD")).contains(commit);
            assertThat(history.at(commit).orElseThrow().filesBelow("environments"))
                    .containsExactly("environments/dev/topics.yaml");
            assertThat(history.log(List.of("environments"), 5)).hasSize(1);
            assertThat(history.origins(commit).of("environments/dev/topics.yaml", 1))
                    .contains(commit);
            assertThat(history.ancestry().relation(commit, null, commit)).isEqualTo(CommitRelation.SAME);
        }
    }

    @Test
    void hasNoBranchWhenDetached() {
        String commit = git.commit("one");
        git.run("checkout", "--quiet", "--detach");
        assertThat(head(git.folder())).isEqualTo(new Revision(commit, null, false));
    }

    @Test
    void namesABranchWithASlashInFull() {
        git.commit("one");
        git.run("checkout", "--quiet", "-b", "feature/retention");
        assertThat(head(git.folder()).branch()).isEqualTo("feature/retention");
    }

    @Test
    void findsRefsThatArePacked() {
        String commit = git.commit("one");
        git.run("tag", "-a", "-m", "first", "v1");
        git.run("pack-refs", "--all");
        git.run("gc", "--quiet");
        try (GitRepository history = open(git.folder())) {
            assertThat(history.head(Reads.of(git.folder()))).isEqualTo(new Revision(commit, "main", false));
            assertThat(history.resolve("v1")).contains(commit);
        }
    }

    @Test
    void isDirtyByAChangedFile() {
        git.commit("one");
        git.write("environments/dev/topics.yaml", "topics: {a: {}}\n");
        assertThat(head(git.folder()).dirty()).isTrue();
    }

    @Test
    void isDirtyByAChangeOfTheSameLengthAndTime() throws IOException {
        Path file = git.folder().resolve("environments/dev/topics.yaml");
        git.commit("one");
        var time = Files.getLastModifiedTime(file);
        git.write("environments/dev/topics.yaml", "topics: []\n");
        Files.setLastModifiedTime(file, time);
        git.run("update-index", "-q", "--refresh");
        assertThat(git.run("status", "--porcelain")).isNotEmpty();
        assertThat(head(git.folder()).dirty()).isTrue();
    }

    @Test
    void isCleanWhenAFileWasOnlyTouched() throws IOException {
        git.commit("one");
        Path file = git.folder().resolve("environments/dev/topics.yaml");
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1_000_000));
        assertThat(head(git.folder()).dirty()).isFalse();
    }

    @Test
    void isDirtyByAStagedChange() {
        git.commit("one");
        git.write("environments/dev/topics.yaml", "topics: {a: {}}\n").run("add", "--all");
        assertThat(head(git.folder()).dirty()).isTrue();
    }

    @Test
    void isDirtyByADeletedFile() throws IOException {
        git.commit("one");
        Files.delete(git.folder().resolve("environments/dev/topics.yaml"));
        assertThat(head(git.folder()).dirty()).isTrue();
    }

    @Test
    void isDirtyByAnUntrackedFileInsideEnvironments() {
        git.commit("one");
        git.write("environments/prod/topics.yaml", "topics: {}\n");
        assertThat(head(git.folder()).dirty()).isTrue();
    }

    @Test
    void isDirtyByAFileThatGitIgnores() {
        git.write(".gitignore", "*.local.yaml\n").commit("one");
        git.write("environments/dev/mine.local.yaml", "topics: {}\n");
        assertThat(head(git.folder()).dirty()).isTrue();
    }

    @Test
    void isNotDirtyByWhatEditorsLeave() {
        git.commit("one");
        git.write("environments/dev/.topics.yaml.swp", "x")
                .write("environments/dev/topics.yaml~", "x")
                .write("environments/.DS_Store", "x");
        assertThat(head(git.folder()).dirty()).isFalse();
    }

    @Test
    void isNotDirtyByAFileElsewhere() {
        git.commit("one");
        git.write("src/Main.java", "class Main { int a; }\n").write("src/New.java", "class New {}\n");
        assertThat(head(git.folder()).dirty()).isFalse();
    }

    @Test
    void isNotDirtyByLineEndsAlone() {
        git.commit("one");
        git.write("environments/dev/topics.yaml", "topics: {}\r\n");
        assertThat(head(git.folder()).dirty()).isFalse();
    }

    @Test
    void isDirtyByFilesThatASparseCheckoutLeavesOut() {
        git.write("environments/prod/topics.yaml", "topics: {}\n").commit("one");
        git.run("sparse-checkout", "set", "--no-cone", "/kgit.yaml", "/environments/dev/");
        assertThat(git.folder().resolve("environments/prod")).doesNotExist();
        assertThat(head(git.folder()).dirty()).isTrue();
    }

    @Test
    void readsALinkedWorkTree() {
        git.commit("one");
        git.run("worktree", "add", "--quiet", "-b", "side", "../linked");
        GitProgram linked = git.in(temp.resolve("linked"));
        linked.write("environments/dev/topics.yaml", "topics: {b: {}}\n");
        assertThat(head(linked.folder()).dirty()).isTrue();
        String commit = linked.commit("on the side");
        assertThat(head(linked.folder())).isEqualTo(new Revision(commit, "side", false));
        assertThat(head(git.folder()).branch()).isEqualTo("main");
    }

    @Test
    void looksOnlyBelowItsOwnFolderOfTheRepository() throws IOException {
        Path root = git.folder().resolve("deploy/kafka");
        git.write("deploy/kafka/kgit.yaml", "project: q\n")
                .write("deploy/kafka/environments/dev/topics.yaml", "topics: {}\n")
                .commit("one");
        git.write("environments/dev/topics.yaml", "topics: {changed: {}}\n");
        try (GitRepository history = open(root)) {
            assertThat(history.prefix()).isEqualTo("deploy/kafka/");
            assertThat(history.head(Reads.of(root)).dirty()).isFalse();
            git.write("deploy/kafka/environments/dev/topics.yaml", "topics: {changed: {}}\n");
            assertThat(history.head(Reads.of(root)).dirty()).isTrue();
        }
        Path link = Files.createSymbolicLink(temp.resolve("link"), root);
        assertThat(head(link).dirty()).isTrue();
    }

    @Test
    void writesNothingIntoTheRepository() throws IOException {
        git.commit("one");
        String before = listing();
        head(git.folder());
        assertThat(listing()).isEqualTo(before);
    }

    private String listing() throws IOException {
        try (var files = Files.walk(git.folder())) {
            return files.map(file -> file + " " + file.toFile().lastModified())
                    .sorted()
                    .toList()
                    .toString();
        }
    }

    @Test
    void tellsHowTwoCommitsStandToEachOther() {
        String base = git.commit("base");
        String ahead = git.commit("ahead");
        git.run("checkout", "--quiet", "-b", "other", base);
        String other = git.commit("other");
        try (GitRepository history = open(git.folder())) {
            assertThat(history.relation(base, base)).isEqualTo(CommitRelation.SAME);
            assertThat(history.relation(base, ahead)).isEqualTo(CommitRelation.AHEAD);
            assertThat(history.relation(ahead, base)).isEqualTo(CommitRelation.BEHIND);
            assertThat(history.relation(ahead, other)).isEqualTo(CommitRelation.DIVERGED);
            assertThat(history.relation("0123456789012345678901234567890123456789", ahead))
                    .as("a commit that nobody has fetched is not part of what is here")
                    .isEqualTo(CommitRelation.DIVERGED);
        }
    }

    @Test
    void doesNotGuessWhereHistoryIsCut() {
        String one = git.commit("one");
        String two = git.commit("two");
        String three = git.commit("three");
        git.run("clone", "--quiet", "--depth=2", git.folder().toUri().toString(), "../shallow");
        try (GitRepository history = open(temp.resolve("shallow"))) {
            assertThat(history.isShallow()).isTrue();
            assertThat(history.head(Reads.of(temp.resolve("shallow")))).isEqualTo(new Revision(three, "main", false));
            assertThat(history.relation(two, three)).isEqualTo(CommitRelation.AHEAD);
            assertThat(history.relation(one, three)).isEqualTo(CommitRelation.UNKNOWN);
            assertThat(history.at(two)).isPresent();
            assertThat(history.at(one)).isEmpty();
            assertThat(history.log(List.of(), 10)).extracting(Commit::hash).containsExactly(three, two);
        }
    }

    @Test
    void listsTheCommitsThatChangedAPath() {
        String one = git.commit("one");
        git.write("src/Main.java", "// other\n").commit("elsewhere");
        String three =
                git.write("environments/dev/topics.yaml", "topics: {a: {}}\n").commit("declare a\n\nbecause");
        try (GitRepository history = open(git.folder())) {
            List<Commit> log = history.log(List.of("environments"), 10);
            assertThat(log).extracting(Commit::hash).containsExactly(three, one);
            assertThat(log.get(0).subject()).isEqualTo("declare a");
            assertThat(log.get(0).author()).isEqualTo("Ann Author");
            assertThat(log.get(0).time().getEpochSecond())
                    .isEqualTo(Long.parseLong(git.run("log", "-1", "--format=%ct")));
            assertThat(history.log(List.of("environments"), 1)).hasSize(1);
            assertThat(history.commit(one)).map(Commit::subject).contains("one");
        }
    }

    @Test
    void refusesObjectFormatsThatItCannotRead() throws IOException {
        GitProgram sha256 = GitProgram.init(temp.resolve("sha256"), "--object-format=sha256");
        sha256.write("kgit.yaml", "project: p\n").commit("one");
        assertThatThrownBy(() -> head(sha256.folder()))
                .isInstanceOf(KgitException.Invalid.class)
                .hasMessageContaining("KG601")
                .hasMessageContaining("sha256");
    }

    @Test
    void refusesABrokenRepository() {
        git.commit("one");
        git.write(".git/config", "not a configuration [");
        assertThatThrownBy(() -> head(git.folder()))
                .isInstanceOf(KgitException.Invalid.class)
                .hasMessageContaining("KG601");
    }

    private static GitRepository open(Path root) {
        return GitRepository.open(root).orElseThrow();
    }

    private static Revision head(Path root) {
        try (GitRepository history = open(root)) {
            return history.head(Reads.of(root));
        }
    }
}
