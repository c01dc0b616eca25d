package dev.kgit.cli;

import dev.kgit.cli.HintWorld.Case;
import dev.kgit.kinds.connector.ConnectorKind;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What speaks against a plan, and what the hints say. */
final class PlanHints {

    private static final String SINK = "config: { connector.class: org.example.Sink, topics: a }";

    private PlanHints() {}

    private static Case plan(String code, String hint, Consumer<HintWorld> provoke, Consumer<HintWorld> follow) {
        return Case.of(
                code, hint, "plan -e dev", provoke.andThen(HintWorld::commit), follow.andThen(HintWorld::commit));
    }

    private static Consumer<HintWorld> full(String declared) {
        return world -> world.topics(declared).applied().data("a");
    }

    private static Consumer<HintWorld> topics(String declared) {
        return world -> world.topics(declared);
    }

    private static String many(int count, String body) {
        StringBuilder topics = new StringBuilder();
        for (int i = 0; i < count; i++) {
            topics.append(i == 0 ? "" : ", ")
                    .append('t')
                    .append(i)
                    .append(": { ")
                    .append(body)
                    .append(" }");
        }
        return topics.toString();
    }

    static List<Case> all() {
        String one = "a: { partitions: 1, replicationFactor: 1 }";
        return List.of(
                plan(
                        "KG151",
                        "declare at most 3",
                        topics("a: { replicationFactor: 4 }"),
                        topics("a: { replicationFactor: 3 }")),
                plan(
                        "KG152",
                        "declare the topic under `topics:`",
                        world -> world.connector("config: { connector.class: org.example.Sink, topics: nowhere }"),
                        topics(one + ", nowhere: {}")),
                plan(
                        "KG162",
                        "differs in more than . and _",
                        world -> {
                            world.platform.cluster.topic("a_b", 1, 1);
                            world.topics("a.b: {}");
                        },
                        topics("a.c: {}")),
                plan(
                        "KG201",
                        "apply that first",
                        full("a: { protected: true }").andThen(topics("a: { protected: true, state: absent }")),
                        world -> world.topics("a: {}").applied().topics("a: { state: absent, allow: [data-loss] }")),
                plan(
                        "KG202",
                        "`allow: [data-loss]`",
                        full(one).andThen(topics("a: { state: absent }")),
                        topics("a: { state: absent, allow: [data-loss] }")),
                plan(
                        "KG202",
                        "declare topic/a as `{ state: absent, allow: [data-loss] }`",
                        full(one + ", b: {}")
                                .andThen(world -> world.env("prune: true\n").topics("b: {}")),
                        topics("b: {}, a: { state: absent, allow: [data-loss] }")),
                plan(
                        "KG203",
                        "take `state: absent` away",
                        world -> {
                            world.platform.cluster.topic("__x", 1, 1);
                            world.topics("__x: { state: absent }");
                        },
                        topics(one)),
                plan(
                        "KG204",
                        "add `allow: [data-loss]` to topic/a",
                        full(one)
                                .andThen(topics(
                                        "a: { partitions: 1, replicationFactor: 1, config: { retention.ms: 1h } }")),
                        topics(
                                "a: { partitions: 1, replicationFactor: 1, config: { retention.ms: 1h }, allow: [data-loss] }")),
                plan(
                        "KG205",
                        "declare at least 7",
                        full("a: { partitions: 1 }").andThen(world -> world.platform.cluster.topic("a", 7, 1)),
                        topics("a: { partitions: 7 }")),
                plan(
                        "KG206",
                        "add `allow: [partition-increase]` to topic/a",
                        full(one).andThen(topics("a: { partitions: 2 }")),
                        topics("a: { partitions: 2, allow: [partition-increase] }")),
                plan(
                        "KG208",
                        "raise the limit under `guards:` in environment.yaml",
                        world -> world.topics(many(7, "")).applied().topics(many(7, "state: absent")),
                        world -> world.env("guards: { maxDeletes: 7 }\n")),
                plan(
                        "KG209",
                        "raise the limit under `guards:` in environment.yaml",
                        world -> world.topics(many(12, ""))
                                .applied()
                                .topics(many(10, "") + ", t10: { state: absent }, t11: { state: absent }"),
                        world -> world.env("guards: { maxDeletePercent: 50 }\n")),
                plan(
                        "KG210",
                        "add `allow: [min-insync-replicas]` to topic/a",
                        topics("a: { replicationFactor: 2, config: { min.insync.replicas: 2 } }"),
                        topics(
                                "a: { replicationFactor: 2, config: { min.insync.replicas: 2 }, allow: [min-insync-replicas] }")),
                plan(
                        "KG211",
                        "raise the limit under `guards:` in environment.yaml",
                        world -> world.topics(many(12, "")).applied().topics(many(12, "config: { segment.ms: 1d }")),
                        world -> world.env("guards: { maxChangePercent: 100 }\n")),
                plan(
                        "KG212",
                        "apply once without `protected: true`",
                        world ->
                                world.topics("a: { protected: true }").applied().topics("a: { state: absent }"),
                        world -> world.topics("a: {}").applied().topics("a: { state: absent }")),
                plan(
                        "KG201",
                        "put its lines back without `protected: true`",
                        world -> world.env("prune: true\n")
                                .topics("b: {}, a: { protected: true }")
                                .applied()
                                .topics("b: {}"),
                        world -> world.topics("b: {}, a: {}").applied().topics("b: {}")),
                Case.of(
                        "KG213",
                        "commit them first",
                        "apply -e dev --auto-approve",
                        world -> world.commit().topics("a: {}, b: {}"),
                        HintWorld::commit),
                plan(
                        "KG216",
                        "declare it with `state: absent`",
                        world -> world.topics("b: {}, a: {}").applied().topics("b: {}"),
                        topics("b: {}, a: { state: absent }")),
                plan(
                        "KG216",
                        "to leave it for good, let it go with `kgit forget -e dev ID`",
                        world -> world.ofTwo().topics("b: {}, a: {}").applied().topics("b: {}"),
                        world -> world.does("forget -e dev topic/a")),
                Case.of(
                        "KG205",
                        "take them up with `kgit adopt -e dev topic/a`",
                        "drift -e dev",
                        world -> {
                            world.ofTwo().topics("a: { partitions: 1 }").applied();
                            world.platform.cluster.topic("a", 7, 1);
                        },
                        world -> world.does("adopt -e dev topic/a").applied()),
                plan(
                        "KG222",
                        "`kgit forget -e dev ID` lets it go",
                        world -> {
                            world.ofTwo().topics("a: {}, b: {}");
                            world.platform.cluster.topic("a", 1, 1);
                        },
                        world -> world.applied().topics("b: {}").does("forget -e dev topic/a")),
                plan(
                        "KG219",
                        "declare it with `state: absent`",
                        world -> {
                            world.env("prune: true\n").connector(SINK).applied();
                            world.file(HintWorld.CONNECTORS, "connectors: {}\n");
                            world.platform.cluster.connector(
                                    ConnectorKind.id("main", "c"), Map.of("connector.class", "org.example.Other"));
                        },
                        world -> world.connector("state: absent")),
                plan(
                        "KG225",
                        "add `allow: [single-replica]` to topic/a",
                        full("a: { replicationFactor: 3 }").andThen(topics("a: { replicationFactor: 1 }")),
                        topics("a: { replicationFactor: 1, allow: [single-replica] }")),
                new Case(
                        "KG226",
                        "--skip-blocked",
                        "apply -e dev --auto-approve",
                        full(one).andThen(topics("a: { partitions: 2 }, b: {}")).andThen(HintWorld::commit),
                        world -> {},
                        "apply -e dev --auto-approve --skip-blocked"),
                Case.saidOtherwise(
                        "KG504",
                        "say --auto-approve",
                        "apply -e dev",
                        HintWorld::commit,
                        "apply -e dev --auto-approve"),
                Case.saidOtherwise(
                        "KG701",
                        "ids look like",
                        "plan -e dev --target orders",
                        HintWorld::commit,
                        "plan -e dev --target topic/a"),
                Case.saidOtherwise("KG709", "codes look like KG204", "explain KG998", world -> {}, "explain KG202"));
    }
}
