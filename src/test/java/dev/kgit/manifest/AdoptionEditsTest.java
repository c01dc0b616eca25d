package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdoptionEditsTest {

    private static final String TOPICS = "environments/dev/resources.yaml";

    /** What has changed live: values by {@code id path}; null: no longer set. */
    private final Map<String, @Nullable String> changes = new LinkedHashMap<>();

    private AdoptionEditsTest live(String id, String path, @Nullable String value) {
        changes.put(id + " " + path, value);
        return this;
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    private static MemoryTree resources(String... lines) {
        return MemoryTree.minimal()
                .settings("connect: { main: { url: http://localhost:1 } }", "variables: { replicas: 1, week: 7d }")
                .with(TOPICS, lines(lines));
    }

    private static Resource changed(DesiredState declared, ResourceId id, Map<String, @Nullable String> values) {
        Resource resource = Objects.requireNonNull(declared.state().get(id));
        SortedMap<String, FieldValue> fields = new TreeMap<>(resource.fields());
        values.forEach((path, value) -> {
            if (value == null) {
                fields.remove(path);
            } else {
                fields.put(path, FieldValue.of(value));
            }
        });
        return Resource.live(id, fields);
    }

    private ProposedEdits adopt(MemoryTree tree) {
        DesiredState declared = Reading.desired(tree);
        Map<ResourceId, Map<String, @Nullable String>> byId = new TreeMap<>();
        changes.forEach((key, value) -> {
            String[] parts = key.split(" ", 2);
            byId.computeIfAbsent(BuiltInKinds.ALL.parse(parts[0]).orElseThrow(), id -> new TreeMap<>())
                    .put(parts[1], value);
        });
        List<AdoptionEdits.Taking> takings = new ArrayList<>();
        byId.forEach((id, values) ->
                takings.add(new AdoptionEdits.Taking(changed(declared, id, values), new TreeSet<>(values.keySet()))));
        EnvironmentSettings env = Reading.environment(tree);
        return new AdoptionEdits(new EditSession(tree, SampleLookups.NOTHING, env, BuiltInKinds.SECTIONS), declared)
                .adopt(takings, List.of());
    }

    /** Adopts everything; the text of the one file that had to change. */
    private String adopted(MemoryTree tree, String file) {
        ProposedEdits adoption = adopt(tree);
        assertThat(adoption.refused()).isEmpty();
        assertThat(adoption.files().keySet()).containsExactly(file);
        tellsWhereItWrote(adoption);
        DesiredState before = Reading.desired(tree);
        DesiredState after = Reading.desired(new OverlaySourceTree(tree, adoption.files()));
        assertThat(after.state().ids()).isEqualTo(before.state().ids());
        Map<String, @Nullable String> wanted = new TreeMap<>();
        before.state()
                .resources()
                .forEach((id, resource) ->
                        AdoptionEdits.values(resource).forEach((path, value) -> wanted.put(id + " " + path, value)));
        wanted.putAll(changes);
        wanted.values().removeIf(Objects::isNull);
        Map<String, String> said = new TreeMap<>();
        after.state()
                .resources()
                .forEach((id, resource) ->
                        AdoptionEdits.values(resource).forEach((path, value) -> said.put(id + " " + path, value)));
        assertThat(said).isEqualTo(wanted);
        return Objects.requireNonNull(adoption.files().get(file));
    }

    /** Each edit names a place of a file that was written, and the line there is about that key or resource. */
    private static void tellsWhereItWrote(ProposedEdits adoption) {
        adoption.edits().forEach(edit -> {
            String text = adoption.files().get(edit.place().file());
            assertThat(text).as("%s was written", edit.place()).isNotNull();
            String line =
                    text.lines().skip(edit.place().line() - 1L).findFirst().orElse("");
            String key = edit.path().substring(edit.path().startsWith("config.") ? "config.".length() : 0);
            if (edit.after() != null) {
                assertThat(line).as("%s", edit).contains(key);
            }
        });
    }

    private String adopted(MemoryTree tree) {
        return adopted(tree, TOPICS);
    }

    @Test
    void writesInTheUnitThatTheValueHad() {
        MemoryTree tree = resources(
                "topics:",
                "  orders: # ours",
                "    partitions: 3",
                "    config:",
                "      retention.ms: 7d # a week",
                "      segment.ms: 3600000",
                "      max.message.bytes: \"1MiB\"");
        live("topic/orders", "config.retention.ms", "259200000");
        live("topic/orders", "config.segment.ms", "7200000");
        live("topic/orders", "config.max.message.bytes", "1000");
        live("topic/orders", "partitions", "6");
        assertThat(adopted(tree))
                .isEqualTo(lines(
                        "topics:",
                        "  orders: # ours",
                        "    partitions: 6",
                        "    config:",
                        "      retention.ms: 3d # a week",
                        "      segment.ms: 7200000",
                        "      max.message.bytes: 1000"));
    }

    @Test
    void addsAndTakesAwayKeys() {
        MemoryTree tree = resources(
                "topics:",
                "  orders:",
                "    config: { cleanup.policy: [delete, compact], retention.ms: 7d }",
                "  paid:",
                "    config:",
                "      # only this",
                "      retention.ms: 7d",
                "  sent: {}");
        live("topic/orders", "config.retention.ms", null);
        live("topic/orders", "config.cleanup.policy", "compact");
        live("topic/paid", "config.retention.ms", null);
        live("topic/paid", "config.flush.ms", "60000");
        live("topic/sent", "config.flush.ms", "1");
        assertThat(adopted(tree))
                .isEqualTo(lines(
                        "topics:",
                        "  orders:",
                        "    config: { cleanup.policy: [compact] }",
                        "  paid:",
                        "    config:",
                        "      # only this",
                        "      flush.ms: 1m",
                        "  sent: { config: { flush.ms: 1 } }"));
    }

    @Test
    void writesWhereTheValueWon() {
        MemoryTree tree = resources("topics:", "  orders: { partitions: 6 } # more here")
                .with(
                        "environments/base/topics.yaml",
                        lines("topics:", "  orders:", "    partitions: 3", "    config:", "      retention.ms: 7d"));
        live("topic/orders", "config.retention.ms", "86400000");
        assertThat(adopted(tree, "environments/base/topics.yaml")).contains("retention.ms: 1d");

        changes.clear();
        live("topic/orders", "partitions", "9");
        assertThat(adopted(tree)).isEqualTo(lines("topics:", "  orders: { partitions: 9 } # more here"));

        changes.clear();
        live("topic/orders", "config.flush.ms", "2");
        assertThat(adopted(tree))
                .as("what nobody declares goes to the layer on top")
                .isEqualTo(lines("topics:", "  orders: { partitions: 6, config: { flush.ms: 2 } } # more here"));
    }

    @Test
    void overridesWhatComesFromADefaultOrAVariableOfALowerLayer() {
        MemoryTree tree = MemoryTree.minimal()
                .settings(
                        "variables: { week: 7d }",
                        "defaults: { topics: { config: { min.insync.replicas: 2, flush.ms: 5 } } }")
                .with(
                        "environments/base/topics.yaml",
                        lines(
                                "topics:",
                                "  orders:",
                                "    partitions: 3",
                                "    config: { retention.ms: \"${{ var.week }}\" }",
                                "  paid: { config: { retention.ms: \"${{ var.week }}\" } }"));
        live("topic/orders", "config.retention.ms", "86400000");
        live("topic/orders", "config.min.insync.replicas", "1");
        live("topic/orders", "config.flush.ms", null);
        assertThat(adopted(tree, "environments/dev/topics.yaml"))
                .isEqualTo(lines(
                        "topics:",
                        "  orders:",
                        "    config:",
                        "      flush.ms: null",
                        "      min.insync.replicas: 1",
                        "      retention.ms: 1d"));
    }

    @Test
    void tellsTheLineThatItWroteAndNotTheOneThatCountedUntilNow() {
        MemoryTree tree = MemoryTree.minimal()
                .settings("defaults: { topics: { config: { flush.ms: 5 } } }")
                .with("environments/base/topics.yaml", lines("topics:", "  orders:", "    partitions: 3"));
        live("topic/orders", "config.flush.ms", null);
        assertThat(adopt(tree).edits())
                .singleElement()
                .satisfies(edit -> assertThat(
                                edit.place().file() + ":" + edit.place().line())
                        .isEqualTo("environments/dev/topics.yaml:4"));
        assertThat(adopted(tree, "environments/dev/topics.yaml").lines().skip(3))
                .containsExactly("      flush.ms: null");
    }

    @Test
    void writesTheValueInPlaceOfAVariableInTheOwnLayer() {
        MemoryTree tree = resources(
                "topics:",
                "  orders: { config: { retention.ms: \"${{ var.week }}\" } }",
                "  paid: { config: { retention.ms: \"${{ var.week }}\" } }");
        live("topic/orders", "config.retention.ms", "86400000");
        assertThat(adopted(tree))
                .isEqualTo(lines(
                        "topics:",
                        "  orders: { config: { retention.ms: 1d } }",
                        "  paid: { config: { retention.ms: \"${{ var.week }}\" } }"));
    }

    @Test
    void takesAKeyAwayThatALowerLayerSaysToo() {
        MemoryTree tree = resources("topics:", "  orders:", "    config:", "      retention.ms: 1d # short")
                .with("environments/base/topics.yaml", lines("topics: { orders: { config: { retention.ms: 7d } } }"));
        live("topic/orders", "config.retention.ms", null);
        assertThat(adopted(tree))
                .isEqualTo(lines("topics:", "  orders:", "    config:", "      retention.ms: null # short"));
    }

    @Test
    void givesBackAKeyThatWasTakenAway() {
        MemoryTree tree = resources("topics:", "  orders:", "    config:", "      retention.ms: null # not here")
                .with("environments/base/topics.yaml", lines("topics: { orders: { config: { retention.ms: 7d } } }"));
        live("topic/orders", "config.retention.ms", "1000");
        assertThat(adopted(tree))
                .isEqualTo(lines("topics:", "  orders:", "    config:", "      retention.ms: 1s # not here"));
    }

    @Test
    void overridesWhatAnAliasSharesInALowerLayer() {
        MemoryTree tree = MemoryTree.minimal()
                .with(
                        "environments/base/topics.yaml",
                        lines(
                                "topics:",
                                "  a:",
                                "    config: &week { retention.ms: 7d }",
                                "  b:",
                                "    config: *week"));
        live("topic/b", "config.retention.ms", "1000");
        assertThat(adopted(tree, "environments/dev/topics.yaml"))
                .isEqualTo(lines("topics:", "  b:", "    config:", "      retention.ms: 1s"));
        changes.clear();
        live("topic/a", "config.retention.ms", "1000");
        assertThat(adopted(tree, "environments/dev/topics.yaml"))
                .isEqualTo(lines("topics:", "  a:", "    config:", "      retention.ms: 1s"));
    }

    @Test
    void refusesWhatCanNotBeSaidAloneAndAdoptsTheRest() {
        MemoryTree tree = resources(
                "topics:",
                "  a:",
                "    config: &week { retention.ms: 7d }",
                "  b:",
                "    config: *week",
                "  c: { partitions: 1 }");
        live("topic/b", "config.retention.ms", "1000");
        live("topic/c", "partitions", "2");
        ProposedEdits adoption = adopt(tree);
        assertThat(adoption.refused()).extracting(Diagnostic::code).containsExactly("KG130");
        assertThat(adoption.edits()).extracting(ProposedEdits.Edit::path).containsExactly("partitions");
        assertThat(adoption.files().get(TOPICS)).contains("c: { partitions: 2 }", "config: *week");
    }

    @Test
    void writesConnectorsIntoTheirJson() {
        String json = """
                {
                  "name": "sink",
                  "config": {
                    "connector.class": "C",
                    "tasks.max": 1,
                    "poll.ms": "5000",
                    "gone": "x",
                    "replicas": "${{ var.replicas }}"
                  }
                }
                """;
        MemoryTree tree = resources("connectors:", "  sink: { state: running, configFile: sink.json }")
                .with("environments/dev/sink.json", json);
        live("connector/main/sink", "config.tasks.max", "4");
        live("connector/main/sink", "config.poll.ms", "60000");
        live("connector/main/sink", "config.gone", null);
        live("connector/main/sink", "config.replicas", "3");
        live("connector/main/sink", "config.new.ms", "7d");
        assertThat(adopted(tree, "environments/dev/sink.json")).isEqualTo("""
                        {
                          "name": "sink",
                          "config": {
                            "connector.class": "C",
                            "tasks.max": 4,
                            "poll.ms": "60000",
                            "replicas": "3",
                            "new.ms": "7d"
                          }
                        }
                        """);
    }

    @Test
    void writesStatesOfConnectors() {
        MemoryTree tree =
                resources("connectors:", "  sink:", "    state: running # on", "    config: { connector.class: C }");
        live("connector/main/sink", "state", "paused");
        assertThat(adopted(tree)).contains("    state: paused # on");
    }

    @Test
    void writesInternalTopicsWhereTheirConnectClusterSpeaksForThem() {
        MemoryTree tree = resources(
                "connectClusters:",
                "  main:",
                "    groupId: connect",
                "    replicationFactor: 1",
                "    internalTopics:",
                "      offset: { name: connect-offsets, partitions: 25 }");
        live("topic/connect-offsets", "partitions", "50");
        assertThat(adopted(tree)).contains("offset: { name: connect-offsets, partitions: 50 }");

        changes.clear();
        live("topic/connect-status", "partitions", "7");
        live("topic/connect-status", "config.segment.bytes", "1048576");
        assertThat(adopted(tree, "environments/dev/topics.yaml"))
                .contains("  connect-status:\n    partitions: 7\n    config:\n      segment.bytes: 1MiB");

        changes.clear();
        live("topic/connect-status", "replicationFactor", "2");
        assertThat(adopt(tree).refused()).extracting(Diagnostic::code).containsExactly("KG130");
    }

    @Test
    void leavesFilesFormattedThatWereSo() {
        MemoryTree tree = resources(
                "topics:",
                "  a:",
                "    config:",
                "      retention.ms: 1001",
                "    # about a's end",
                "  # about topics");
        live("topic/a", "config.retention.ms", "7200000");
        live("topic/a", "partitions", "3");
        assertThat(adopted(tree))
                .isEqualTo(lines(
                        "topics:",
                        "  a:",
                        "    partitions: 3",
                        "    config:",
                        "      retention.ms: 2h",
                        "    # about a's end",
                        "  # about topics"));
    }

    @Test
    void keepsEveryOtherCharacterOfRandomFiles() {
        for (int seed = 0; seed < 300; seed++) {
            changes.clear();
            Random random = new Random(seed);
            List<String> text = new ArrayList<>(List.of("# head", "topics:"));
            List<Integer> edited = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                text.add("  # about t" + i);
                text.add("  t" + i + ":" + (random.nextBoolean() ? "   # here" : ""));
                text.add("    partitions:   " + (1 + random.nextInt(5)) + "  # p");
                if (random.nextBoolean()) {
                    text.add("");
                }
                if (random.nextInt(3) == 0) {
                    edited.add(text.size() - (text.get(text.size() - 1).isEmpty() ? 2 : 1));
                    live("topic/t" + i, "partitions", "9");
                }
            }
            String[] before = text.toArray(String[]::new);
            if (edited.isEmpty()) {
                continue;
            }
            String[] after = adopted(resources(before)).split("\n");
            assertThat(after).hasSize(lines(before).split("\n").length);
            for (int line = 0; line < after.length; line++) {
                String expected = edited.contains(line) ? before[line].replaceFirst("[0-9]+", "9") : before[line];
                assertThat(after[line])
                        .as("seed " + seed + Arrays.toString(before))
                        .isEqualTo(expected);
            }
        }
    }
}
