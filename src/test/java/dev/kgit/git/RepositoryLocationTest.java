package dev.kgit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.model.FilesRead;
import dev.kgit.model.KgitException;
import dev.kgit.model.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which repository is opened: the one in whose working tree kgit stands, and none that its files bring. */
class RepositoryLocationTest {

    @TempDir
    Path temp;

    private GitProgram git;
    private String one;

    @BeforeEach
    void repository() throws IOException {
        git = GitProgram.init(temp.resolve("repo"))
                .write("deploy/kgit.yaml", "project: p\n")
                .write("deploy/environments/dev/topics.yaml", "topics: {}\n");
        one = git.commit("one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "deploy/"})
    void isNoBareRepositoryInsideTheTree(String folder) {
        bareRepository(folder);
        String two = git.commit("two");
        assertThat(head("repo/deploy")).isEqualTo(new Revision(two, "main", false));
        try (GitRepository history = open("repo/deploy")) {
            assertThat(history.prefix()).isEqualTo("deploy/");
            assertThat(history.resolve("main")).contains(two);
            assertThat(history.resolve("stolen")).isEmpty();
        }
    }

    @Test
    void isNoneWhereThereIsOnlyABareRepositoryInsideTheTree() throws IOException {
        bareRepository("");
        Path plain = Files.createDirectory(temp.resolve("plain"));
        for (String name : List.of("HEAD", "config", "objects", "refs", "deploy")) {
            Files.move(git.folder().resolve(name), plain.resolve(name));
        }
        assertThat(GitRepository.open(plain)).isEmpty();
        assertThat(GitRepository.open(plain.resolve("deploy"))).isEmpty();
    }

    /** A bare repository as files of the tree, with a branch that the tree's own repository does not have. */
    private void bareRepository(String folder) {
        git.run("clone", "--quiet", "--bare", ".", "../bare");
        git.in(temp.resolve("bare")).run("update-ref", "refs/heads/stolen", one);
        for (String name : List.of("HEAD", "config", "objects", "refs")) {
            temp.resolve("bare")
                    .resolve(name)
                    .toFile()
                    .renameTo(git.folder().resolve(folder + name).toFile());
        }
        git.write(folder + "refs/heads/.keep", "").write(folder + "objects/.keep", "");
    }

    @Test
    void isNotWhatACommitBringsUnderAnotherSpelling() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("spelling/.GIT")).getParent();
        assertThat(RepositoryLocation.isNamedExactly(folder.resolve(".git"))).isFalse();
        Files.createDirectories(temp.resolve("exact/.git"));
        assertThat(RepositoryLocation.isNamedExactly(temp.resolve("exact/.git")))
                .isTrue();
    }

    @Test
    void isTheOuterOneWhereAnInnerFolderIsNoRepository() throws IOException {
        Files.createDirectory(git.folder().resolve("deploy/.git"));
        try (GitRepository history = open("repo/deploy")) {
            assertThat(history.prefix()).isEqualTo("deploy/");
        }
    }

    @Test
    void isRefusedWhereItsWorkingTreeIsElsewhere() {
        git.run("config", "core.worktree", "../..");
        refused("repo/deploy", "core.worktree is ../..");
        git.run("config", "core.worktree", temp.toString());
        refused("repo/deploy", "core.worktree");
        git.run("config", "core.worktree", "..");
        assertThat(head("repo/deploy").commit()).isEqualTo(one);
    }

    @Test
    void isRefusedWhereItIsBare() {
        git.run("config", "core.bare", "true");
        refused("repo/deploy", "is bare");
    }

    @Test
    void isTheOneThatALinkedWorkingTreeBelongsTo() {
        git.run("worktree", "add", "--quiet", "-b", "side", "../linked");
        assertThat(head("linked/deploy")).isEqualTo(new Revision(one, "side", false));
        git.run("config", "core.worktree", "..");
        assertThat(head("linked/deploy").branch())
                .as("what is said of the main working tree")
                .isEqualTo("side");
    }

    @Test
    void isRefusedWhereALinkedWorkingTreeWasMoved() throws IOException {
        git.run("worktree", "add", "--quiet", "-b", "side", "../linked");
        Files.move(temp.resolve("linked"), temp.resolve("moved"));
        refused("moved/deploy", "git worktree repair");
        git.in(temp.resolve("moved")).run("worktree", "repair");
        assertThat(head("moved/deploy").branch()).isEqualTo("side");
    }

    @Test
    void isTheBareOneBesideItsLinkedWorkingTrees() {
        git.run("clone", "--quiet", "--bare", ".", "../all/.bare");
        GitProgram all = git.in(temp.resolve("all")).write(".git", "gitdir: ./.bare\n");
        all.run("worktree", "add", "--quiet", "-b", "side", "side");
        assertThat(head("all/side/deploy")).isEqualTo(new Revision(one, "side", false));
        refused("all", "is bare");
    }

    @Test
    void isRefusedByWhatIsSaidOfOneWorkingTree() {
        git.run("config", "extensions.worktreeConfig", "true");
        git.run("config", "--worktree", "core.worktree", "../..");
        refused("repo/deploy", "core.worktree");
    }

    @Test
    void isTheOneThatIsKeptElsewhere() {
        git.run("clone", "--quiet", "--separate-git-dir", "../kept", ".", "../separate");
        assertThat(head("separate/deploy")).isEqualTo(new Revision(one, "main", false));
    }

    @Test
    void isASubmodulesAndKnownToBeOne() {
        submodule();
        try (GitRepository history = open("outer/sub/deploy")) {
            assertThat(history.isSubmodule()).isTrue();
            assertThat(history.prefix()).isEqualTo("deploy/");
            assertThat(history.head(FilesRead.NOTHING).commit()).isEqualTo(one);
        }
        try (GitRepository history = open("outer")) {
            assertThat(history.isSubmodule()).isFalse();
        }
        git.in(temp.resolve("outer/sub")).run("worktree", "add", "--quiet", "-b", "side", "../../linked");
        try (GitRepository history = open("linked/deploy")) {
            assertThat(history.isSubmodule()).isTrue();
        }
    }

    private void submodule() {
        git.run("init", "--quiet", "../outer");
        GitProgram outer = git.in(temp.resolve("outer"));
        outer.run("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../repo", "sub");
        outer.commit("outer");
    }

    @Test
    void readsTheObjectsOfAlternates() throws IOException {
        git.run("clone", "--quiet", "--shared", ".", "../shared");
        Path alternates = temp.resolve("shared/.git/objects/info/alternates");
        assertThat(alternates).exists();
        assertThat(head("shared/deploy")).isEqualTo(new Revision(one, "main", false));
        Files.writeString(alternates, "../../../repo/.git/objects\n");
        assertThat(head("shared/deploy")).isEqualTo(new Revision(one, "main", false));
    }

    @Test
    void readsRefsInTables() throws IOException {
        IsolatedSystemReader.install();
        try (FileRepository repository =
                new FileRepository(git.folder().resolve(".git").toFile())) {
            repository.convertRefStorage("reftable", false, false);
        }
        assertThat(git.folder().resolve(".git/refs/heads")).isRegularFile();
        assertThat(head("repo/deploy")).isEqualTo(new Revision(one, "main", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[core]\nworktree = ../..\n",
                "[core]\nbare = true\n",
                "[core]\nrepositoryformatversion = 9\n",
                "[extensions]\nobjectFormat = sha256\n",
                "this is no configuration ["
            })
    void followsNoInclude(String included) {
        git.write("deploy/gitconfig", included);
        String two = git.commit("two");
        git.run("config", "include.path", "../deploy/gitconfig");
        assertThat(head("repo/deploy")).isEqualTo(new Revision(two, "main", false));
    }

    @Test
    void knowsNothingOfItsConfigurationButItsFormat() throws Exception {
        git.run("config", "filter.x.clean", "false");
        git.run("config", "core.fsmonitor", "false");
        IsolatedSystemReader.install();
        RepositoryLocation found =
                RepositoryLocation.around(git.folder().toRealPath()).orElseThrow();
        try (var repository = found.repository()) {
            // Besides what JGit remembers of the machine, for the whole program.
            assertThat(repository.getConfig().getSections())
                    .filteredOn(section -> !section.equals("filesystem"))
                    .containsExactly("core");
            assertThat(repository.getConfig().getNames("core")).containsExactly("repositoryFormatVersion");
        }
    }

    private void refused(String folder, String why) {
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(KgitException.Invalid.class)
                .hasMessageContaining("KG607")
                .hasMessageContaining(why);
    }

    private GitRepository open(String folder) {
        return GitRepository.open(temp.resolve(folder)).orElseThrow();
    }

    private Revision head(String folder) {
        try (GitRepository history = open(folder)) {
            return history.head(Reads.of(temp.resolve(folder)));
        }
    }
}
