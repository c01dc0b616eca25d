package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.model.KgitException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkingTreeTest {

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void aRepositoryBesideASecret() throws IOException {
        root = Files.createDirectories(folder.resolve("repository"));
        Files.writeString(folder.resolve("secret.json"), "{ \"connector.class\": \"stolen\" }");
        write("kgit.yaml", MemoryTree.KGIT_YAML);
        write(
                "environments/dev/environment.yaml",
                MemoryTree.ENVIRONMENT_YAML + "connect: { main: { url: 'http://localhost:8083' } }");
    }

    private void write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private List<String> codes() {
        return Reading.codes(new WorkingTree(root));
    }

    @Test
    void readsAndListsWhatIsThere() throws IOException {
        write("environments/dev/deep/er/x.yaml", "topics: {}");
        WorkingTree tree = new WorkingTree(root);

        assertThat(tree.filesBelow("environments"))
                .containsExactly("environments/dev/deep/er/x.yaml", "environments/dev/environment.yaml");
        assertThat(tree.filesBelow("nowhere")).isEmpty();
        assertThat(tree.isFile("kgit.yaml")).isTrue();
        assertThat(tree.isFolder("environments/dev")).isTrue();
        assertThat(new String(tree.read("kgit.yaml"), StandardCharsets.UTF_8)).isEqualTo(MemoryTree.KGIT_YAML);
    }

    @Test
    void findsTheRootFromWithin() throws IOException {
        Path within = Files.createDirectories(root.resolve("environments/dev/deep"));

        assertThat(ManifestRepository.findRoot(within)).contains(root);
        assertThat(ManifestRepository.findRoot(folder)).isEmpty();
    }

    @Test
    void refusesWhatLeadsOut() {
        WorkingTree tree = new WorkingTree(root);

        assertThat(tree.isFile("../secret.json")).isFalse();
        assertThat(tree.filesBelow("..")).isEmpty();
        assertThatThrownBy(() -> tree.read("../secret.json")).isInstanceOf(KgitException.Invalid.class);
        assertThatThrownBy(() -> tree.read("environments/../../secret.json")).isInstanceOf(KgitException.Invalid.class);
        assertThatThrownBy(() -> tree.read("nul\0byte")).isInstanceOf(KgitException.Invalid.class);
    }

    @Test
    void refusesAConfigFileThatIsALinkOutOfTheRepository() throws IOException {
        Files.createSymbolicLink(root.resolve("environments/dev/c.json"), folder.resolve("secret.json"));
        write("environments/dev/x.yaml", "connectors: { c: { configFile: c.json } }");

        assertThat(codes()).containsExactly("KG004");
    }

    @Test
    void refusesAResourceFileThatIsALinkOutOfTheRepository() throws IOException {
        Files.writeString(folder.resolve("outside.yaml"), "topics: { a: {} }");
        Files.createSymbolicLink(root.resolve("environments/dev/x.yaml"), folder.resolve("outside.yaml"));

        assertThat(codes()).containsExactly("KG004");
    }

    @Test
    void refusesAFolderThatIsALinkForItsFilesWouldBeLeftOut() throws IOException {
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.createSymbolicLink(root.resolve("environments/dev/linked"), folder.resolve("elsewhere"));

        assertThatThrownBy(() -> new WorkingTree(root).filesBelow("environments/dev"))
                .isInstanceOf(KgitException.Invalid.class)
                .hasMessageContaining("KG004")
                .hasMessageContaining("`extends:`")
                .hasMessageNotContaining("inside of the repository");
        assertThat(codes()).containsExactly("KG004");
    }

    @Test
    void refusesWhatGitKeepsForItself() throws IOException {
        write(".git/token", "hunter2");
        write("environments/dev/x.yaml", "connectors: { c: { configFile: ../../.git/token } }");
        assertThat(codes()).containsExactly("KG004");

        Files.delete(root.resolve("environments/dev/x.yaml"));
        Files.createSymbolicLink(root.resolve("environments/dev/x.yaml"), Path.of("../../.git/token"));
        assertThat(codes()).containsExactly("KG004");
    }

    @Test
    void followsALinkThatStaysInside() throws IOException {
        write("shared/topics.yaml", "topics: { a: {} }");
        Files.createSymbolicLink(root.resolve("environments/dev/x.yaml"), Path.of("../../shared/topics.yaml"));

        assertThat(Reading.desired(new WorkingTree(root)).state().ids()).hasSize(1);
    }

    @Test
    void saysThatALinkLeadsNowhere() throws IOException {
        Files.createSymbolicLink(root.resolve("environments/dev/x.yaml"), Path.of("gone.yaml"));

        assertThat(codes()).containsExactly("KG003");
    }

    @Test
    void refusesALinkThatLeadsNowhereForItMayHaveLedToAFolder() throws IOException {
        Files.createSymbolicLink(root.resolve("environments/dev/more"), Path.of("../gone"));
        Files.createSymbolicLink(root.resolve("environments/dev/.#lock.yaml"), Path.of("ann@laptop.1"));
        assertThat(codes()).containsExactly("KG004");
        Files.delete(root.resolve("environments/dev/more"));
        assertThat(codes()).isEmpty();
    }

    @Test
    void takesNoLayerForMissingThatCannotBeReached() throws IOException {
        for (String target : new String[] {"gone", "base"}) {
            Path base = root.resolve("environments/base");
            Files.createSymbolicLink(base, Path.of(target));
            assertThat(codes()).containsExactly("KG003");
            Files.delete(base);
        }
    }

    @Test
    void refusesAPointerOfGitLfsInPlaceOfAFile() throws IOException {
        String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0".repeat(64) + "\nsize 12\n";
        write("environments/dev/x.yaml", pointer);
        write("environments/dev/c.json", pointer);
        write("environments/dev/y.yaml", "connectors: { c: { configFile: c.json } }");
        assertThat(codes()).containsExactly("KG026", "KG026");
        assertThatThrownBy(() -> new WorkingTree(root).read("environments/dev/c.json"))
                .hasMessageContaining("environments/dev/c.json")
                .hasMessageContaining("git lfs pull");
    }

    @Test
    void asksOfEmptyFoldersWhetherASubmoduleBelongsThere() throws IOException {
        Files.createDirectories(root.resolve("environments/dev/shared"));
        Files.createDirectories(root.resolve("environments/dev/empty"));
        write("environments/dev/full/x.yaml", "topics: {}");
        List<String> asked = new ArrayList<>();
        WorkingTree tree = new WorkingTree(root, folder -> {
            asked.add(folder);
            return Optional.of(folder).filter(path -> path.endsWith("shared"));
        });
        assertThatThrownBy(() -> tree.filesBelow("environments"))
                .isInstanceOf(KgitException.Invalid.class)
                .hasMessageContaining("KG025")
                .hasMessageContaining("git submodule update --init environments/dev/shared");
        assertThat(tree.isFile("environments/dev/shared/x.json"))
                .as("so that it is read")
                .isTrue();
        assertThat(tree.isFile("environments/dev/empty/x.json")).isFalse();
        assertThatThrownBy(() -> tree.read("environments/dev/shared/x.json"))
                .isInstanceOf(KgitException.Invalid.class)
                .hasMessageContaining("KG025");
        assertThat(asked).doesNotContain("environments/dev/full", "environments/dev", "environments");
        Files.delete(root.resolve("environments/dev/shared"));
        assertThat(tree.filesBelow("environments")).contains("environments/dev/full/x.yaml");
    }

    @Test
    void refusesHugeFilesUnread() throws IOException {
        write("environments/dev/x.yaml", "");
        try (var file =
                Files.newByteChannel(root.resolve("environments/dev/x.yaml"), java.nio.file.StandardOpenOption.WRITE)) {
            file.position(InputLimits.BYTES + 10L);
            file.write(java.nio.ByteBuffer.wrap(new byte[] {1}));
        }

        assertThat(codes()).containsExactly("KG005");
    }

    @Test
    void looksForSecretsInTheEnvironmentAndThenInTheFolder() throws IOException {
        Files.writeString(folder.resolve("FROM_FILE"), "from file\n");
        Files.writeString(folder.resolve("BOTH"), "from file");
        VariableSources lookups = new ProcessVariableSources(
                Map.of("KGIT_SECRETS_DIR", folder.toString(), "BOTH", "from environment", "WITHHELD", ""),
                Clock.systemUTC());

        assertThat(lookups.secret("FROM_FILE")).contains("from file");
        assertThat(lookups.secret("BOTH")).contains("from environment");
        assertThat(lookups.secret("NEITHER")).isEmpty();
        assertThat(lookups.secret("WITHHELD")).isEmpty();
        assertThat(lookups.env("WITHHELD")).contains("");
        assertThat(lookups.env("FROM_FILE")).isEmpty();
    }
}
