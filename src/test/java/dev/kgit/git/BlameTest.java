package dev.kgit.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlameTest {

    private static final String FILE = "environments/dev/topics.yaml";

    @TempDir
    Path temp;

    private GitProgram git;
    private String first;
    private String second;

    /** A desired-state repository in a folder of a Git repository; its second line changes with the second commit. */
    @BeforeEach
    void twoCommits() throws IOException {
        git = GitProgram.init(temp.resolve("repo"));
        first = git.write("deploy/" + FILE, "topics:\n  a: {}\n  b: {}\n").commit("one");
        second = git.write("deploy/" + FILE, "topics:\n  a: { partitions: 2 }\n  b: {}\n")
                .commit("two");
    }

    @Test
    void areTheCommitsThatWroteTheLines() {
        try (GitRepository history =
                GitRepository.open(git.folder().resolve("deploy")).orElseThrow()) {
            assertThat(history.origins(second).of(FILE, 2)).contains(second);
            assertThat(history.origins(second).of(FILE, 3)).contains(first);
            assertThat(history.origins(first).of(FILE, 2)).contains(first);
        }
    }

    @Test
    void areNotThereForLinesAndFilesThatAreNot() {
        try (GitRepository history =
                GitRepository.open(git.folder().resolve("deploy")).orElseThrow()) {
            assertThat(history.origins(second).of(FILE, 9)).isEmpty();
            assertThat(history.origins(second).of(FILE, 0)).isEmpty();
            assertThat(history.origins(second).of("nowhere.yaml", 1)).isEmpty();
        }
    }

    @Test
    void areUnknownBehindTheCutOfAShallowClone() {
        Path clone = temp.resolve("clone");
        git.run("clone", "--quiet", "--depth", "1", "file://" + git.folder(), clone.toString());
        try (GitRepository history = GitRepository.open(clone.resolve("deploy")).orElseThrow()) {
            assertThat(history.origins(second).of(FILE, 3)).isEmpty();
        }
    }

    @Test
    void areUnknownInACloneWithoutOldFiles() {
        git.run("config", "uploadpack.allowFilter", "true");
        Path clone = temp.resolve("clone");
        git.run("clone", "--quiet", "--filter=blob:none", "file://" + git.folder(), clone.toString());
        try (GitRepository history = GitRepository.open(clone.resolve("deploy")).orElseThrow()) {
            assertThat(history.origins(second).of(FILE, 3)).isEmpty();
        }
    }
}
