package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.fixture.ManySeconds;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What holds of an import into files that are there, over repositories and platforms drawn at random: it adds and edits, and
 * loses nothing. {@code -Dkgit.seed=N} draws others, {@code -Dkgit.rounds=N} so many times more of them.
 */
@ManySeconds
class ImportLawsTest {

    private static final long SEED = Long.getLong("kgit.seed", 4397145755279L);
    private static final int REPOSITORIES = 40 * Integer.getInteger("kgit.rounds", 1);
    private static final String TOPICS = "environments/dev/topics.yaml";

    private static MemoryTree repository(String... lines) {
        return MemoryTree.minimal()
                .settings("connect: { main: { url: http://localhost:1 } }")
                .with(TOPICS, String.join("\n", lines) + "\n");
    }

    private static Resource topic(String name, String... config) {
        SortedMap<String, FieldValue> fields = new TreeMap<>();
        fields.put(Resource.PARTITIONS, FieldValue.of("1"));
        fields.put(Resource.REPLICATION_FACTOR, FieldValue.of("1"));
        for (int i = 0; i < config.length; i += 2) {
            fields.put(Resource.CONFIG + config[i], FieldValue.of(config[i + 1]));
        }
        return Resource.live(TopicKind.id(name), fields);
    }

    private static ImportEdits imported(
            MemoryTree tree, List<AdoptionEdits.Taking> changed, List<Resource> undeclared) {
        DesiredState declared = Reading.desired(tree);
        EditSession session =
                new EditSession(tree, SampleLookups.NOTHING, Reading.environment(tree), BuiltInKinds.SECTIONS);
        return ImportEdits.of(
                session,
                declared,
                changed,
                Set.of(TOPICS),
                undeclared,
                Optional.empty(),
                YamlGenerator.Grouping.NONE,
                "environments/dev");
    }

    @Test
    void addsToAFileAndKeepsAllThatItSays() {
        MemoryTree tree = repository(
                "# ours",
                "topics:",
                "  a: # kept",
                "    partitions: 1",
                "    protected: true",
                "    config:",
                "      retention.ms: 7d",
                "  gone: { partitions: 3 }",
                "  # the end");
        Resource changed = topic("a", "retention.ms", "86400000");
        assertThat(imported(
                                tree,
                                List.of(new AdoptionEdits.Taking(
                                        changed, new TreeSet<>(List.of("config.retention.ms")))),
                                List.of(topic("b")))
                        .texts())
                .containsExactly(Map.entry(
                        TOPICS,
                        String.join(
                                "\n",
                                "# ours",
                                "topics:",
                                "  a: # kept",
                                "    partitions: 1",
                                "    protected: true",
                                "    config:",
                                "      retention.ms: 1d",
                                "  gone: { partitions: 3 }",
                                "  b:",
                                "    partitions: 1",
                                "    replicationFactor: 1",
                                "  # the end",
                                "")));
    }

    @Test
    void beginsASectionThatIsNotThereOrEmpty() {
        for (String section :
                List.of("connectors: {}\ntopics: {}", "topics: {}", "topics: {} # none\nconnectors: {}")) {
            ImportEdits edits = imported(repository(section), List.of(), List.of(topic("b")));
            assertThat(edits.texts().get(TOPICS)).contains("\n  b:\n    partitions: 1\n");
        }
        assertThat(imported(repository("connectors: {}"), List.of(), List.of(topic("b")))
                        .texts()
                        .get(TOPICS))
                .isEqualTo("topics:\n  b:\n    partitions: 1\n    replicationFactor: 1\nconnectors: {}\n");
    }

    @Test
    void writesAnotherFileWhereOneCanNotBeAddedTo() {
        assertThat(imported(repository("topics: { a: { partitions: 1 } }"), List.of(), List.of(topic("b")))
                        .texts())
                .containsOnlyKeys("environments/dev/topics-2.yaml");
    }

    @Test
    void countsNoLineBreakOfItsOwnAmongAValues() {
        String kept = "topics:\n  a: { partitions: 1 }\n\n  c:\n    description: |+\n      one\n\n";
        MemoryTree tree = repository("").with(TOPICS, kept);
        assertThat(imported(tree, List.of(), List.of(topic("b"))).texts().get(TOPICS))
                .startsWith(kept + "  b:\n");
        MemoryTree unfinished = repository("").with(TOPICS, "topics:\n  c:\n    description: |\n      one");
        assertThat(imported(unfinished, List.of(), List.of(topic("b"))).texts())
                .containsOnlyKeys("environments/dev/topics-2.yaml");
    }

    @Test
    void namesWhatAnotherTextWouldLose() {
        String before = "# ours\ntopics:\n  a: { protected: true, partitions: 1 }\n  gone: {}\n";
        assertThat(LostTextCheck.of(before.getBytes(StandardCharsets.UTF_8), "topics: { a: { partitions: 3 } }\n"))
                .containsExactly("topics.a.protected", "topics.gone", "# ours");
        assertThat(LostTextCheck.of("topics: {".getBytes(StandardCharsets.UTF_8), "topics: {}\n"))
                .hasSize(1);
    }

    @Test
    void losesNothingOfAnyFile() {
        for (long seed = SEED; seed < SEED + REPOSITORIES; seed++) {
            SortedMap<String, String> files = RandomRepository.of(seed);
            files.put(TOPICS, Objects.requireNonNull(files.remove("environments/dev/all.yaml")));
            if (Reading.problems(RandomRepository.tree(files)).stream().noneMatch(Diagnostic::isError)) {
                importInto(files, new Random(seed), "seed " + seed);
            }
        }
    }

    private static void importInto(SortedMap<String, String> files, Random random, String what) {
        MemoryTree tree = RandomRepository.tree(files);
        DesiredState declared = Reading.desired(tree);
        SortedMap<String, String> wanted = said(declared);
        List<AdoptionEdits.Taking> takings = new ArrayList<>();
        for (Resource resource : declared.state().resources().values()) {
            if (random.nextInt(3) == 0) {
                SortedMap<String, FieldValue> fields = new TreeMap<>(resource.fields());
                fields.put("config.flush.ms", FieldValue.of("7200000"));
                takings.add(new AdoptionEdits.Taking(
                        Resource.live(resource.id(), fields), new TreeSet<>(List.of("config.flush.ms"))));
            }
        }
        List<Resource> undeclared = new ArrayList<>(List.of(
                topic("new-topic", "retention.ms", "60000"),
                Resource.live(
                        ConnectorKind.id("main", "new"),
                        new TreeMap<>(Map.of(
                                "state", FieldValue.of("running"), "config.connector.class", FieldValue.of("D"))))));
        ImportEdits edits = imported(tree, takings, undeclared);
        assertThat(edits.generated().left()).as(what).isEmpty();
        for (ProposedEdits.Edit edit : edits.edits().edits()) {
            wanted.put(edit.id() + " " + edit.path(), "" + edit.after());
        }
        SortedMap<String, String> after = new TreeMap<>(files);
        after.putAll(edits.texts());
        SortedMap<String, String> said = said(Reading.desired(RandomRepository.tree(after)));
        assertThat(said)
                .as("%s\n%s\n=>\n%s", what, files.get(TOPICS), after.get(TOPICS))
                .containsAllEntriesOf(wanted);
        assertThat(said).containsEntry("topic/new-topic config.retention.ms", "60000");
        assertThat(said).containsEntry("connector/main/new config.connector.class", "D");
        files.forEach((path, text) -> assertThat(counted(Objects.requireNonNull(after.get(path))))
                .as("%s %s", what, path)
                .containsAllEntriesOf(counted(text)));
    }

    private static SortedMap<String, String> said(DesiredState desired) {
        SortedMap<String, String> said = new TreeMap<>();
        desired.state().resources().forEach((id, resource) -> {
            said.put(id.toString(), resource.lifecycle().toString());
            resource.fields().forEach((path, value) -> said.put(id + " " + path, "" + value.value()));
        });
        return said;
    }

    /** How often each comment stands there; those that kgit writes itself are more. */
    private static Map<String, Integer> counted(String text) {
        Map<String, Integer> counted = new HashMap<>();
        if (!text.startsWith("{")) {
            YamlComments.of(text, YamlSyntaxParser.of(text))
                    .forEach(comment -> counted.merge(
                            text.substring(comment.start(), comment.end()).strip(), 1, Integer::sum));
        }
        return counted;
    }
}
