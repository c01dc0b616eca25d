package dev.kgit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds whatever JGit is asked: it starts nothing and follows no include. */
class IsolatedFileSystemTest {

    private static final FS FILES = IsolatedFileSystem.INSTANCE;

    @TempDir
    Path temp;

    private Traps traps;
    private GitProgram git;

    @BeforeEach
    void repository() throws IOException {
        IsolatedSystemReader.install();
        traps = new Traps(temp.resolve("traps"));
        git = GitProgram.init(temp.resolve("repo"))
                .write("a.yaml", "a\n")
                .write(".gitattributes", "*.yaml filter=trap\n");
        git.commit("one");
        Path config = git.folder().resolve(".git/config");
        Files.writeString(config, Files.readString(config) + traps.configuration());
        traps.hooksIn(git.folder().resolve(".git/hooks"));
        assertThat(git.folder().resolve("a.yaml").toFile().setLastModified(1_000_000))
                .isTrue();
        traps.reset();
    }

    @Test
    void startsNoFilterThatJGitAsksFor() throws Exception {
        try (Git asked = Git.wrap(repository(FILES))) {
            assertThatThrownBy(() -> asked.status().call()).hasStackTraceContaining("kgit starts no program");
        }
        assertThat(traps.sprung()).isEmpty();
        try (Git asked = Git.wrap(repository(FS.DETECTED))) {
            asked.status().call();
        }
        assertThat(traps.sprung()).as("with JGit's own").contains("key-filter-trap-clean");
    }

    @Test
    void startsNoHookThatJGitAsksFor() throws Exception {
        try (Repository repository = repository(FILES)) {
            assertThat(FILES.findHook(repository, "pre-commit")).isNull();
            FILES.runHookIfPresent(repository, "pre-commit", new String[0]);
        }
        assertThat(traps.sprung()).isEmpty();
    }

    @Test
    void startsNothingAtAll() {
        ProcessBuilder program =
                new ProcessBuilder(traps.programs().resolve("git").toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> FILES.runInShell("git", new String[0])).hasMessageContaining("starts no program");
        assertThatThrownBy(() -> FILES.execute(program, null)).hasMessageContaining("starts no program");
        assertThatThrownBy(() -> FILES.runProcess(program, out, out, (String) null))
                .hasMessageContaining("starts no program");
        assertThatThrownBy(() -> FILES.runProcess(program, out, out, InputStream.nullInputStream()))
                .hasMessageContaining("starts no program");
        assertThatThrownBy(() -> FILES.newInstance().runInShell("git", new String[0]))
                .hasMessageContaining("starts no program");
        assertThat(FILES.getGitSystemConfig()).isNull();
        assertThat(FILES.userHome()).isNull();
        assertThat(traps.sprung()).isEmpty();
    }

    @Test
    void findsTheFilesOfARepositoryAndNoOthers() {
        File folder = temp.resolve("repo/.git").toFile();
        assertThat(FILES.resolve(folder, "config")).exists();
        assertThat(FILES.resolve(folder, "objects")).exists();
        assertThat(FILES.resolve(folder, "../a.yaml")).doesNotExist();
        assertThat(FILES.resolve(folder, temp.resolve("repo/a.yaml").toString()))
                .doesNotExist();
        assertThat(FILES.resolve(new File(folder, "objects"), "../../a.yaml")).exists();
    }

    private Repository repository(FS files) throws IOException {
        return new FileRepositoryBuilder()
                .setFS(files)
                .setGitDir(git.folder().resolve(".git").toFile())
                .build();
    }
}
