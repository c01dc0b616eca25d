package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.cluster.CompositeCluster;
import dev.kgit.kind.Kinds;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.files.ConnectorFiles;
import dev.kgit.kinds.note.NoteBoard;
import dev.kgit.kinds.note.NoteFiles;
import dev.kgit.kinds.note.NoteKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.files.TopicFiles;
import dev.kgit.manifest.Sections;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kind that the code does not know, from the files to the platform and back, through the real command line. */
class NoteStoryTest {

    private static final Sections SECTIONS = new Sections(
            new Kinds(List.of(new TopicKind(), new ConnectorKind(), new NoteKind())),
            List.of(new TopicFiles(), new ConnectorFiles(), new NoteFiles()));

    private final FakePlatform platform = new FakePlatform();
    private final NoteBoard board = new NoteBoard();
    private final CompositeCluster both = new CompositeCluster(List.of(platform.cluster, board));

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void aRepository() {
        platform.log.parser = SECTIONS.kinds();
        kgit = CliFixture.repository(folder.resolve("repo"), "shop")
                .on(workspace -> platform.open(workspace, both))
                .with(SECTIONS)
                .write(
                        "environments/dev/environment.yaml",
                        "kafka: { bootstrap.servers: nowhere:9092 }\nprune: true\n"
                                + "guards: { maxDeletes: 50, maxDeletePercent: 100, maxChangePercent: 100 }\n")
                .write(
                        "environments/dev/topics.yaml",
                        "topics: { errands: { partitions: 1, replicationFactor: 1 } }\n");
    }

    @AfterEach
    void close() {
        both.close();
    }

    private String notes(String notes) {
        kgit.write("environments/dev/notes.yaml", "notes: { " + notes + " }\n");
        return kgit.commit("Declare " + notes);
    }

    private Result exits(int code, String... args) {
        Result result = kgit.run(args);
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    private Result applies() {
        return exits(ExitCode.DONE, "apply", "--auto-approve");
    }

    private void changesNothing() {
        exits(ExitCode.DONE, "plan", "--detailed-exitcode");
    }

    @Test
    void isPlannedBehindWhatItNamesAndApplied() {
        notes("milk: { text: 'buy milk', about: errands }");
        String plan = exits(ExitCode.DONE, "plan").out();
        assertThat(plan).containsSubsequence("topic/errands", "note/milk");
        applies();
        assertThat(board.text("milk")).isEqualTo("buy milk");
        changesNothing();
        assertThat(exits(ExitCode.DONE, "history", "note/milk").out()).contains("note/milk");
    }

    @Test
    void comparesByItsOwnRules() {
        notes("list: { text: 'milk,bread' }");
        applies();
        board.note("list", "bread,milk");
        changesNothing();
    }

    @Test
    void hasItsOwnGuardWhichAConsentOpens() {
        notes("milk: { text: 'buy milk' }");
        applies();
        notes("milk: { text: '' }");
        assertThat(exits(ExitCode.REFUSED, "plan").out())
                .contains("KG299", "high risk", "note/milk says nothing any more");
        notes("milk: { text: '', allow: [data-loss] }");
        applies();
        assertThat(board.text("milk")).isEmpty();
    }

    @Test
    void driftsAndIsAdopted() {
        notes("milk: { text: 'buy milk' }");
        applies();
        exits(ExitCode.DONE, "drift");
        board.note("milk", "buy oat milk");
        assertThat(exits(ExitCode.DIFFERENCES, "drift").out()).contains("note/milk", "buy oat milk");
        exits(ExitCode.DONE, "adopt", "note/milk");
        kgit.commit("Take up what somebody wrote");
        changesNothing();
    }

    @Test
    void isImported() throws Exception {
        board.note("by-hand", "remember");
        exits(ExitCode.DONE, "import", "--filter", "note/*");
        assertThat(Files.readString(folder.resolve("repo/environments/dev/notes.yaml")))
                .contains("remember");
        kgit.commit("Import");
        applies();
        changesNothing();
    }

    @Test
    void isPrunedOnlyWhereThisProjectMadeIt() {
        board.note("by-hand", "remember");
        notes("milk: { text: 'buy milk' }");
        applies();
        notes("");
        applies();
        assertThat(board.has("milk")).isFalse();
        assertThat(board.has("by-hand")).isTrue();
    }

    @Test
    void isRolledBack() {
        String first = notes("milk: { text: 'buy milk' }");
        applies();
        notes("milk: { text: 'buy bread' }");
        applies();
        assertThat(exits(ExitCode.DONE, "rollback", first).out()).contains("note/milk", "buy milk");
    }

    @Test
    void itsFilesAreCheckedAsAllOthersAre() {
        notes("milk: { txt: 'buy milk' }");
        assertThat(exits(ExitCode.INVALID, "validate").out()
                        + kgit.run("validate").err())
                .contains("txt", "did you mean `text`");
    }
}
