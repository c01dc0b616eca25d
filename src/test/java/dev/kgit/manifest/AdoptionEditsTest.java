package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.model.Diagnostic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AdoptionEditsTest {

    private static final String TOPICS = "environments/dev/resources.yaml";

    private final AdoptionFixture fixture = new AdoptionFixture();

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    private static MemoryTree resources(String... lines) {
        return MemoryTree.minimal()
                .settings("connect: { main: { url: http://localhost:1 } }", "variables: { replicas: 1, week: 7d }")
                .with(TOPICS, lines(lines));
    }

    private String adopted(MemoryTree tree) {
        return fixture.adopted(tree, TOPICS);
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
        fixture.live("topic/orders", "config.retention.ms", "259200000");
        fixture.live("topic/orders", "config.segment.ms", "7200000");
        fixture.live("topic/orders", "config.max.message.bytes", "1000");
        fixture.live("topic/orders", "partitions", "6");
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
        fixture.live("topic/orders", "config.retention.ms", null);
        fixture.live("topic/orders", "config.cleanup.policy", "compact");
        fixture.live("topic/paid", "config.retention.ms", null);
        fixture.live("topic/paid", "config.flush.ms", "60000");
        fixture.live("topic/sent", "config.flush.ms", "1");
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
        fixture.live("topic/orders", "config.retention.ms", "86400000");
        assertThat(fixture.adopted(tree, "environments/base/topics.yaml")).contains("retention.ms: 1d");

        fixture.clear();
        fixture.live("topic/orders", "partitions", "9");
        assertThat(adopted(tree)).isEqualTo(lines("topics:", "  orders: { partitions: 9 } # more here"));

        fixture.clear();
        fixture.live("topic/orders", "config.flush.ms", "2");
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
        fixture.live("topic/orders", "config.retention.ms", "86400000");
        fixture.live("topic/orders", "config.min.insync.replicas", "1");
        fixture.live("topic/orders", "config.flush.ms", null);
        assertThat(fixture.adopted(tree, "environments/dev/topics.yaml"))
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
        fixture.live("topic/orders", "config.flush.ms", null);
        assertThat(fixture.adopt(tree).edits())
                .singleElement()
                .satisfies(edit -> assertThat(
                                edit.place().file() + ":" + edit.place().line())
                        .isEqualTo("environments/dev/topics.yaml:4"));
        assertThat(fixture.adopted(tree, "environments/dev/topics.yaml").lines().skip(3))
                .containsExactly("      flush.ms: null");
    }

    @Test
    void writesTheValueInPlaceOfAVariableInTheOwnLayer() {
        MemoryTree tree = resources(
                "topics:",
                "  orders: { config: { retention.ms: \"${{ var.week }}\" } }",
                "  paid: { config: { retention.ms: \"${{ var.week }}\" } }");
        fixture.live("topic/orders", "config.retention.ms", "86400000");
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
        fixture.live("topic/orders", "config.retention.ms", null);
        assertThat(adopted(tree))
                .isEqualTo(lines("topics:", "  orders:", "    config:", "      retention.ms: null # short"));
    }

    @Test
    void givesBackAKeyThatWasTakenAway() {
        MemoryTree tree = resources("topics:", "  orders:", "    config:", "      retention.ms: null # not here")
                .with("environments/base/topics.yaml", lines("topics: { orders: { config: { retention.ms: 7d } } }"));
        fixture.live("topic/orders", "config.retention.ms", "1000");
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
        fixture.live("topic/b", "config.retention.ms", "1000");
        assertThat(fixture.adopted(tree, "environments/dev/topics.yaml"))
                .isEqualTo(lines("topics:", "  b:", "    config:", "      retention.ms: 1s"));
        fixture.clear();
        fixture.live("topic/a", "config.retention.ms", "1000");
        assertThat(fixture.adopted(tree, "environments/dev/topics.yaml"))
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
        fixture.live("topic/b", "config.retention.ms", "1000");
        fixture.live("topic/c", "partitions", "2");
        ProposedEdits adoption = fixture.adopt(tree);
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
        fixture.live("connector/main/sink", "config.tasks.max", "4");
        fixture.live("connector/main/sink", "config.poll.ms", "60000");
        fixture.live("connector/main/sink", "config.gone", null);
        fixture.live("connector/main/sink", "config.replicas", "3");
        fixture.live("connector/main/sink", "config.new.ms", "7d");
        assertThat(fixture.adopted(tree, "environments/dev/sink.json")).isEqualTo("""
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
        fixture.live("connector/main/sink", "state", "paused");
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
        fixture.live("topic/connect-offsets", "partitions", "50");
        assertThat(adopted(tree)).contains("offset: { name: connect-offsets, partitions: 50 }");

        fixture.clear();
        fixture.live("topic/connect-status", "partitions", "7");
        fixture.live("topic/connect-status", "config.segment.bytes", "1048576");
        assertThat(fixture.adopted(tree, "environments/dev/topics.yaml"))
                .contains("  connect-status:\n    partitions: 7\n    config:\n      segment.bytes: 1MiB");

        fixture.clear();
        fixture.live("topic/connect-status", "replicationFactor", "2");
        assertThat(fixture.adopt(tree).refused()).extracting(Diagnostic::code).containsExactly("KG130");
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
        fixture.live("topic/a", "config.retention.ms", "7200000");
        fixture.live("topic/a", "partitions", "3");
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
            fixture.clear();
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
                    fixture.live("topic/t" + i, "partitions", "9");
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
