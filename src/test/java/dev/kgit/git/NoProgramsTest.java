package dev.kgit.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.model.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing is started that a configuration of Git names, wherever it stands: in the repository, in what a commit brings, in
 * hooks. Each key that names a command names one that would leave a mark.
 */
class NoProgramsTest {

    private static final List<String> COUNTS = List.of("kgit.yaml", "environments");
    private static final String FILE = "environments/dev/topics.yaml";
    private static final String PATH = "deploy/" + FILE;
    private static final String ATTRIBUTES =
            "* diff=trap merge=trap ident text\n*.yaml filter=trap\ndeploy/kgit.yaml filter=lfs\n";

    @TempDir
    Path temp;

    private GitProgram git;
    private Traps traps;
    private String one;

    @BeforeEach
    void repository() throws IOException {
        traps = new Traps(temp.resolve("traps"));
        git = GitProgram.init(temp.resolve("repo"))
                .write("deploy/kgit.yaml", "project: p\n")
                .write(PATH, "topics: {}\n");
        one = git.commit("one");
        git.write(PATH, "topics: {}\n# more\n").write(".gitattributes", ATTRIBUTES);
    }

    @Test
    void areStartedOfTheRepositorysConfiguration() throws IOException {
        git.commit("two");
        configure(git.folder().resolve(".git/config"));
        everyQuestion();
    }

    @Test
    void areStartedWhereAttributesOfTheCloneChooseThem() throws IOException {
        git.write(".git/info/attributes", ATTRIBUTES).commit("two");
        configure(git.folder().resolve(".git/config"));
        everyQuestion();
    }

    @Test
    void areStartedOfAConfigurationThatTheTreeBringsAndTheRepositoryIncludes() {
        git.write("gitconfig", traps.configuration()).commit("two");
        git.run("config", "include.path", "../gitconfig");
        git.run("config", "includeIf.gitdir:**.path", "../gitconfig");
        everyQuestion();
    }

    @Test
    void areStartedOfABareRepositoryInsideTheTree() throws IOException {
        git.run("clone", "--quiet", "--bare", ".", "../bare");
        Path bare = git.folder().resolve("deploy");
        for (String name : List.of("HEAD", "config", "objects", "refs", "packed-refs")) {
            Files.move(temp.resolve("bare").resolve(name), bare.resolve(name));
        }
        git.write("deploy/refs/.keep", "").write("deploy/objects/.keep", "");
        git.write("deploy/config", git.read("deploy/config").replace("bare = true", "bare = false\n\tworktree = .\n"));
        configure(bare.resolve("config"));
        traps.hooksIn(bare.resolve("hooks"));
        git.commit("two");
        everyQuestion();
    }

    @Test
    void areStartedOfSubmodules() throws IOException {
        git.run("clone", "--quiet", "--bare", ".", ".git/modules/sub");
        Path kept = git.folder().resolve(".git/modules/sub");
        configure(kept.resolve("config"));
        traps.hooksIn(kept.resolve("hooks"));
        git.write(".gitmodules", """
                [submodule "sub"]
                	path = deploy/environments/sub
                	url = ext::%s
                	update = !%s
                	ignore = none
                """.formatted(
                        traps.programs().resolve("ssh"), traps.programs().resolve("sh")));
        git.run("update-index", "--add", "--cacheinfo", "160000," + one + ",deploy/environments/sub");
        git.write("deploy/environments/sub/.gitkeep", "").run("add", ".gitattributes", ".gitmodules", PATH);
        git.run("commit", "--quiet", "-m", "two");
        everyQuestion();
    }

    @Test
    void areStartedOfALinkedWorkingTree() throws IOException {
        git.commit("two");
        git.run("worktree", "add", "--quiet", "-b", "side", "../linked");
        git.run("config", "extensions.worktreeConfig", "true");
        configure(git.folder().resolve(".git/config"));
        configure(git.folder().resolve(".git/worktrees/linked/config.worktree"));
        git = git.in(temp.resolve("linked"));
        everyQuestion();
    }

    @Test
    void areStartedOfAlternates() throws IOException {
        git.commit("two");
        git.run("clone", "--quiet", "--shared", ".", "../shared");
        configure(git.folder().resolve(".git/config"));
        git = git.in(temp.resolve("shared"));
        everyQuestion();
    }

    @Test
    void areStartedAsHooks() {
        git.commit("two");
        traps.hooksIn(git.folder().resolve(".git/hooks"));
        everyQuestion();
    }

    /** That the traps are traps: Git itself springs them. */
    @Test
    void areTrapsThatGitItselfSprings() throws IOException {
        git.commit("two");
        configure(git.folder().resolve(".git/config"));
        git.write(PATH, "topics: {}\n# else\n");
        try {
            git.run("status");
        } catch (AssertionError refused) {
            // A filter that says nothing of its protocol fails.
        }
        assertThat(traps.sprung()).contains("key-core-fsmonitor").anyMatch(name -> name.startsWith("key-filter-"));
    }

    private void configure(Path file) throws IOException {
        Files.writeString(file, (Files.exists(file) ? Files.readString(file) : "") + traps.configuration());
    }

    /** All that kgit asks of Git: on a clean tree, and where each way of differing is looked into. */
    private void everyQuestion() {
        traps.reset();
        ask();
        for (String file : List.of(PATH, "deploy/kgit.yaml")) {
            // Git's index can't answer for a file with another time.
            assertThat(git.folder().resolve(file).toFile().setLastModified(1_000_000))
                    .isTrue();
        }
        ask();
        git.write(PATH, "topics: {}\r\n# more\r\n");
        ask();
        git.write(PATH, "topics: {}\n# much more\n").write("deploy/environments/dev/new.yaml", "topics: {}\n");
        ask();
        assertThat(traps.sprung()).isEmpty();
    }

    private void ask() {
        Path folder = git.folder().resolve("deploy");
        try (GitRepository history = GitRepository.open(folder).orElseThrow()) {
            history.head(Reads.of(folder));
            String head = history.resolve("HEAD").orElseThrow();
            history.resolve("origin/main");
            SourceTree tree = history.at(head).orElseThrow();
            tree.filesBelow("environments").forEach(tree::read);
            assertThat(history.log(COUNTS, 10)).hasSize(2);
            history.relation(one, head);
            history.parents(head).forEach(history::commit);
            history.fingerprint(head, COUNTS);
            assertThat(history.origins(head).of(FILE, 1)).contains(one);
            assertThat(history.origins(head).of(FILE, 2)).contains(head);
        }
    }
}
