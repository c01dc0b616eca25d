package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.cli.Meddler.Change;
import dev.kgit.fixture.RealServers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A hundred changes made by hand on a real cluster: each is found, none falsely, each is healed or taken up.
 * {@code -Dkgit.rounds=20}: five hundred.
 */
@RealServers
@Order(2)
class HundredChangesTest {

    private static final int ROUNDS = Integer.getInteger("kgit.rounds", 4);
    private static final int PER_ROUND = 25;
    private static final List<String> SINKS = List.of("sink-a", "sink-b");
    private static final List<String> SOURCES = List.of("source-a", "source-b", "source-c", "from-json");
    private static final List<String> INTERNAL = List.of("connect-configs", "connect-offsets", "connect-status");
    private static final List<String> ABSENT = List.of("old-a", "old-b");
    private static final List<String> PRINCIPALS = List.of("User:p-a", "User:p-b", "User:p-c", "User:p-d");
    private static final String ABSENT_PRINCIPAL = "User:p-old";

    @TempDir
    Path folder;

    private final long seed = Long.getLong("kgit.seed", 4397145755279L);
    private final Random random = new Random(seed);
    private final List<String> topics = new ArrayList<>();
    private final Set<String> kinds = new TreeSet<>();

    @Test
    void areEachFoundNoneFalselyAndEachHealedOrTakenUp() {
        System.out.println("HundredChangesTest: -Dkgit.seed=" + seed);
        try (OwnPlatform platform = OwnPlatform.withAuthorizer(3);
                ByHand kafka = new ByHand(platform.bootstrapServers())) {
            CliFixture kgit = repository(platform);
            done(kgit.run("apply", "--auto-approve"));
            List<String> comments = comments(kgit);
            Meddler meddler = new Meddler(
                    random, kafka, new ConnectByHand(platform.worker().url()));
            for (int round = 0; round < ROUNDS; round++) {
                kafka.create("stray-" + round, Map.of());
                Map<String, Change> changes = meddle(meddler, new AclMeddler(random, new AclsByHand(kafka)));
                found(kgit, changes, round + 1);
                healedOrTakenUp(kgit, changes);
            }
            assertThat(comments(kgit)).isEqualTo(comments);
            assertThat(kinds).as("%s", seed).hasSizeGreaterThan(3);
        }
    }

    private Map<String, Change> meddle(Meddler meddler, AclMeddler acls) {
        List<String> victims = new ArrayList<>(topics);
        victims.addAll(SINKS);
        victims.addAll(SOURCES);
        victims.addAll(INTERNAL);
        victims.addAll(ABSENT);
        victims.addAll(PRINCIPALS);
        victims.add(ABSENT_PRINCIPAL);
        Collections.shuffle(victims, random);
        Map<String, Change> changes = new TreeMap<>();
        for (String victim : victims.subList(0, PER_ROUND)) {
            Change change = victim.startsWith("User:")
                    ? acls.principal(victim, victim.equals(ABSENT_PRINCIPAL))
                    : change(meddler, victim);
            changes.put(change.id(), change);
            kinds.add(change.kind());
        }
        return changes;
    }

    private static Change change(Meddler meddler, String victim) {
        if (SINKS.contains(victim)) {
            return meddler.sink(victim, victim + "-in");
        }
        if (SOURCES.contains(victim)) {
            return meddler.connector(victim);
        }
        if (INTERNAL.contains(victim)) {
            return meddler.internalTopic(victim);
        }
        return ABSENT.contains(victim) ? meddler.create(victim) : meddler.topic(victim);
    }

    private void found(CliFixture kgit, Map<String, Change> changes, int strays) {
        Result drift = once(kgit, changes.size());
        assertThat(drift.exit()).as("%s %s", seed, drift).isEqualTo(ExitCode.DIFFERENCES);
        JsonNode json = JsonMapper.shared().readTree(drift.out());
        assertThat(ids(json.at("/items")))
                .as("seed %s: %s", seed, changes.values())
                .isEqualTo(changes.keySet());
        assertThat(json.at("/summary/unmanaged").asInt()).isEqualTo(strays);
        json.at("/items").forEach(item -> {
            Change change = changes.get(item.at("/id").asString());
            assertThat(item.at("/drift").asString())
                    .as("seed %s: %s %s", seed, change, item)
                    .isEqualTo(change.kind());
            assertThat(item.at("/cause").asString()).isEqualTo("drift");
            assertThat(item.at("/source/line").asInt()).isPositive();
            assertThat(item.at("/commit").asString()).hasSize(40);
            if (change.found() != null) {
                assertThat(found(item)).as("seed %s: %s", seed, item).isEqualTo(change.found());
            }
            if (change.kind().equals("failed")) {
                assertThat(item.at("/findings/0/message").asString()).contains("JsonParseException");
            }
        });
        assertThat(kgit.run("drift", "--format", "json").out()).isEqualTo(drift.out());
    }

    /** A broker may hear of a change a moment later than the one that was asked: looks again while some are missing. */
    private static Result once(CliFixture kgit, int changes) {
        Result drift = kgit.run("drift", "--format", "json");
        for (int again = 0; again < 20 && drift.exit() == ExitCode.DIFFERENCES && items(drift) < changes; again++) {
            drift = kgit.run("drift", "--format", "json");
        }
        return drift;
    }

    private static int items(Result drift) {
        return JsonMapper.shared().readTree(drift.out()).at("/items").size();
    }

    private void healedOrTakenUp(CliFixture kgit, Map<String, Change> changes) {
        Set<String> adopted = new TreeSet<>();
        for (Change change : changes.values()) {
            if (change.adoptable() && (!change.revertible() || random.nextBoolean())) {
                adopted.add(change.id());
            }
        }
        if (!adopted.isEmpty()) {
            List<String> adopt = new ArrayList<>(List.of("adopt"));
            adopt.addAll(adopted);
            done(kgit.run(adopt.toArray(String[]::new)));
            kgit.commit("Adopt what was changed by hand");
        }
        changes.values().forEach(change -> change.mend().run());

        Set<String> left = changes.values().stream()
                .filter(change -> change.isPlanned() && !adopted.contains(change.id()))
                .map(Change::id)
                .collect(Collectors.toCollection(TreeSet::new));
        JsonNode plan = JsonMapper.shared()
                .readTree(kgit.run("plan", "--format", "json").out());
        assertThat(ids(plan.at("/changes")))
                .as("seed %s: %s", seed, changes.values())
                .isEqualTo(left);

        done(kgit.run("apply", "--auto-approve"));
        done(kgit.run("plan", "--detailed-exitcode"));
        done(kgit.run("drift"));
    }

    private void done(Result result) {
        assertThat(result.exit()).as("seed %s: %s", seed, result).isEqualTo(ExitCode.DONE);
    }

    private static Set<String> ids(JsonNode rows) {
        return rows.valueStream().map(row -> row.at("/id").asString()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, @Nullable String> found(JsonNode item) {
        Map<String, @Nullable String> found = new HashMap<>();
        item.at("/fields")
                .forEach(field -> found.put(
                        field.at("/path").asString(),
                        field.at("/found").isNull() ? null : field.at("/found").asString()));
        return found;
    }

    private static List<String> comments(CliFixture kgit) {
        return List.of("base/topics.yaml", "base/connect.yaml", "dev/topics.yaml").stream()
                .flatMap(file -> kgit.read("environments/" + file).lines())
                .filter(line -> line.contains("#"))
                .map(line -> line.substring(line.indexOf('#')))
                // One goes with its key, where that is taken away by hand; the other is part of a value.
                .filter(comment -> !comment.equals("# a week") && !comment.endsWith("\""))
                .toList();
    }

    /** Topics in two layers, in block and flow style, with variables and comments; connectors in YAML and JSON. */
    private CliFixture repository(OwnPlatform platform) {
        StringBuilder base = new StringBuilder("# what all environments share\ntopics:\n");
        StringBuilder dev = new StringBuilder("topics:\n");
        for (int i = 0; i < 8; i++) {
            base.append("""
                      # number %1$d
                      block-%1$d:
                        partitions: %2$d   # at first
                        replicationFactor: ${{ var.replicas }}
                        config:
                          cleanup.policy: delete
                          retention.ms: 7d     # a week
                          segment.bytes: 100MiB
                      flow-%1$d: { partitions: 2, replicationFactor: 1, config: { max.message.bytes: 1MiB } } # short
                      over-%1$d: { partitions: %2$d, config: { compression.type: zstd } }
                    """.formatted(i, 1 + i % 3));
            dev.append("""
                      over-%d:   # more here
                        replicationFactor: 3
                        config: { preallocate: false }
                    """.formatted(i));
            topics.addAll(List.of("block-" + i, "flow-" + i, "over-" + i));
        }
        SINKS.forEach(sink -> base.append("  ").append(sink).append("-in: { partitions: 1, replicationFactor: 1 }\n"));
        ABSENT.forEach(gone -> base.append("  ").append(gone).append(": { state: absent }\n"));
        StringBuilder connect = new StringBuilder("""
                connectClusters:
                  main:
                    groupId: connect
                    replicationFactor: 1
                    internalTopics: { offset: { partitions: 1 }, status: { partitions: 1 } }
                connectors:
                  from-json: { state: running, configFile: from-json.json }
                """);
        for (String name : List.of("source-a", "source-b", "source-c")) {
            connect.append("""
                      %1$s:
                        state: running   # always
                        config:
                          connector.class: org.apache.kafka.connect.file.FileStreamSourceConnector
                          tasks.max: 1
                          file: /dev/null
                          topic: %1$s-out   # nothing comes
                          batch.size: 2000
                    """.formatted(name));
        }
        for (String name : SINKS) {
            connect.append("""
                      %1$s:
                        config:
                          connector.class: org.apache.kafka.connect.file.FileStreamSinkConnector
                          tasks.max: 1
                          file: %2$s
                          topics: %1$s-in
                          value.converter: org.apache.kafka.connect.json.JsonConverter
                          value.converter.schemas.enable: false
                    """.formatted(name, platform.worker().file(name + ".out")));
        }
        CliFixture kgit = CliFixture.repository(folder.resolve("repository"), "hundred")
                .environment("dev", platform.bootstrapServers(), platform.connect() + """
                        variables: { replicas: 2 }
                        guards: { maxDeletes: 100, maxDeletePercent: 100, maxChangePercent: 100 }
                        """)
                .write("environments/base/topics.yaml", base.toString())
                .write("environments/base/connect.yaml", connect.toString())
                .write("environments/base/from-json.json", """
                        { "name": "from-json",
                          "config": { "connector.class": "org.apache.kafka.connect.file.FileStreamSourceConnector",
                                      "tasks.max": 1, "file": "/dev/null", "topic": "nothing", "batch.size": "2000" } }
                        """)
                .write("environments/dev/topics.yaml", dev.toString())
                .write("environments/base/principals.yaml", """
                        principals:
                          User:p-a: { produce: [block-0, "flow-*"] }
                          User:p-b:
                            consume: { block-1: g, "over-*": ["g-*"] }
                            hosts: [10.0.0.5, 10.0.0.6]
                          User:p-c: { streams: { app: { reads: [block-2], writes: [block-3] } }, connectors: [sink-a] }
                          User:p-d:
                            # plain ones
                            acls:
                              - { deny: [ALL], topic: "secret.*" }
                              - { allow: [READ], group: { literal: "odd*" } }
                              - { allow: [ALTER], cluster: true }
                          User:p-old: { state: absent }
                        """);
        kgit.commit("Begin");
        return kgit;
    }
}
