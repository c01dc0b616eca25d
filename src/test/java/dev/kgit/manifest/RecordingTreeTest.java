package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.model.FilesRead;
import org.junit.jupiter.api.Test;

class RecordingTreeTest {

    private final MemoryTree files = MemoryTree.minimal()
            .settings("extends: [base]", "connect: { main: { url: 'http://localhost:8083' } }")
            .with("environments/base/topics.yaml", "topics: { a: {} }")
            .with("environments/base/notes.txt", "not read")
            .with("environments/prod/topics.yaml", "topics: { p: {} }")
            .with("elsewhere/c.json", "{ \"connector.class\": \"C\" }")
            .with("elsewhere/unused.json", "{}")
            .resources("connectors: { c: { configFile: ../../elsewhere/c.json } }");

    @Test
    void notesAllThatTheDesiredStateIsMadeOfAndNothingElse() {
        RecordingTree tree = new RecordingTree(files);
        Reading.desired(tree);
        FilesRead read = tree.read();
        assertThat(read.contents().keySet())
                .containsExactly(
                        "elsewhere/c.json",
                        "environments/base/topics.yaml",
                        "environments/dev/environment.yaml",
                        "environments/dev/resources.yaml",
                        "kgit.yaml");
        assertThat(read.listings().keySet())
                .containsExactly("environments/base", "environments/dev", "schemas/connectors");
        assertThat(read.listings().get("environments/base")).containsExactly("environments/base/topics.yaml");
    }

    /** For a class without a package, whose schema is looked for among all. */
    @Test
    void notesAllFilesOfAFolderThatIsNoEnvironments() {
        RecordingTree tree = new RecordingTree(
                files.with("schemas/connectors/org.example.D.json", "{}").with("schemas/connectors/.hidden", "x"));
        Reading.desired(tree);
        assertThat(tree.read().listings().get("schemas/connectors"))
                .containsExactly("schemas/connectors/org.example.D.json");
        assertThat(tree.read().missingFiles()).contains("schemas/connectors/C.json");
        assertThat(tree.read().contents()).doesNotContainKey("schemas/connectors/org.example.D.json");
    }

    @Test
    void notesWhatIsNotThere() {
        RecordingTree tree = new RecordingTree(MemoryTree.minimal());
        Reading.desired(tree);
        assertThat(tree.read().missingFolders())
                .as("the layer that is taken where it is there")
                .containsExactly("environments/base");
        assertThat(tree.isFile("elsewhere/c.json")).isFalse();
        assertThat(tree.read().missingFiles()).containsExactly("elsewhere/c.json");
        assertThat(tree.afresh().read().paths()).isEmpty();
    }

    @Test
    void givesTheSameDigestForTheSameAnswersAlone() {
        String digest = digest(files);
        assertThat(digest(files)).isEqualTo(digest);
        assertThat(digest(files.with("elsewhere/unused.json", "[]"))).isEqualTo(digest);
        assertThat(digest(files.with("elsewhere/c.json", "{ \"connector.class\": \"D\" }")))
                .isNotEqualTo(digest);
    }

    @Test
    void asksWhatAnotherTreeWasAsked() {
        RecordingTree whole = new RecordingTree(files);
        Reading.desired(whole);
        RecordingTree part = new RecordingTree(MemoryTree.minimal());
        part.ask(whole.read());
        assertThat(part.read().missingFiles())
                .containsExactly(
                        "elsewhere/c.json", "environments/base/topics.yaml", "environments/dev/resources.yaml");
        assertThat(part.read().listings().get("environments/base")).isEmpty();
    }

    private static String digest(MemoryTree files) {
        RecordingTree tree = new RecordingTree(files);
        Reading.desired(tree);
        return tree.read().digest();
    }
}
