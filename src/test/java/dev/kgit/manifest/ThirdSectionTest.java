package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kind.Kind;
import dev.kgit.kind.Kinds;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.kinds.note.NoteFiles;
import dev.kgit.kinds.note.NoteKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A section that this package has never heard of is read, complained about, written and edited as the others are. */
class ThirdSectionTest {

    private static final Sections SECTIONS = sections();

    private static Sections sections() {
        List<Kind> kinds = new ArrayList<>(BuiltInKinds.ALL.all());
        kinds.add(new NoteKind());
        List<KindSection> sections = new ArrayList<>(BuiltInKinds.SECTIONS.all());
        sections.add(new NoteFiles());
        return new Sections(new Kinds(kinds), sections);
    }

    private static ReadResult<DesiredState> read(SourceTree tree) {
        ManifestRepository repository = ManifestRepository.open(tree, tree, SampleLookups.NOTHING, SECTIONS);
        return repository.desired(environment(repository));
    }

    private static EnvironmentSettings environment(ManifestRepository repository) {
        return Objects.requireNonNull(repository.environment("dev").value());
    }

    private static EditSession session(SourceTree tree) {
        ManifestRepository repository = ManifestRepository.open(tree, tree, SampleLookups.NOTHING, SECTIONS);
        return new EditSession(tree, SampleLookups.NOTHING, environment(repository), SECTIONS);
    }

    private static Resource live(String name, String text) {
        return Resource.live(NoteKind.id(name), new TreeMap<>(Map.of("text", FieldValue.of(text))));
    }

    @Test
    void isReadWithItsLifecycleAndItsDependencies() {
        MemoryTree tree = MemoryTree.minimal()
                .resources(
                        "topics: { a: {} }",
                        "notes:",
                        "  n: { text: hello, about: a, protected: true, dependsOn: [topic/a, note/m] }",
                        "  m: { state: absent }");

        ReadResult<DesiredState> result = read(tree);

        assertThat(result.diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("`note/n` depends on `note/m`, which is declared absent");
    }

    @Test
    void holdsTheFilesAgainstItsSchema() {
        MemoryTree tree = MemoryTree.minimal().resources("notes: { n: { txt: hello, dependsOn: [nothing/x] } }");

        List<Diagnostic> problems = read(tree).diagnostics();

        assertThat(problems).extracting(Diagnostic::code).containsExactlyInAnyOrder("KG020", "KG021");
        assertThat(problems.toString())
                .contains("unknown key `txt` in `notes.n`")
                .contains("topic/NAME, connector/CONNECT_CLUSTER/NAME, principal/TYPE:NAME or note/NAME");
        assertThat(SECTIONS.schemaText())
                .contains("a map with `topics`, `connectClusters`, `connectors`, `principals` or `notes`")
                .contains("^topic/[^/]+$|^connector/[^/]+/[^/]+$|^principal/[^/]+:[^/]+$|^note/[^/]+$|");
    }

    @Test
    void isWrittenForWhatIsLive() {
        MemoryTree tree = MemoryTree.minimal().resources("topics: { a: {} }");

        GeneratedFiles files = new YamlGenerator(
                        session(tree), read(tree).valueOrThrow(), YamlGenerator.Grouping.NONE, "environments/dev")
                .of(List.of(live("hint", "7d")), Optional.empty());

        assertThat(files.left()).isEmpty();
        assertThat(files.files()).containsExactly(Map.entry("notes.yaml", "notes:\n  hint:\n    text: 7d\n"));
    }

    @Test
    void isEditedWhereTheFieldStandsAndExtendedByWhatIsNew() {
        MemoryTree tree = MemoryTree.minimal().resources("notes:", "  n: { text: old }");

        ProposedEdits edits = new AdoptionEdits(session(tree), read(tree).valueOrThrow())
                .adopt(
                        List.of(new AdoptionEdits.Taking(live("n", "new"), new TreeSet<>(List.of("text")))),
                        List.of(live("m", "found")));

        assertThat(edits.refused()).isEmpty();
        assertThat(String.join("", edits.files().values()))
                .contains("n: { text: new }")
                .contains("m:\n    text: found");
    }

    @Test
    void tellsItsIdsAsSoonAsAFileIsRead() {
        MemoryTree tree = MemoryTree.minimal()
                .resources("topics: { a: {} }", "notes: { n: {} }", "connectors: { c: { config: {} } }");
        ManifestRepository repository = ManifestRepository.open(tree, tree, SampleLookups.NOTHING, SECTIONS);
        TreeSet<Object> seen = new TreeSet<>();

        repository.desired(environment(repository), seen::addAll);

        assertThat(seen).containsExactlyInAnyOrder(TopicKind.id("a"), NoteKind.id("n"));
    }
}
