package dev.kgit.cli;

import dev.kgit.cli.HintWorld.Case;
import java.util.List;
import java.util.function.Consumer;

/** What is wrong with declarations of Connect clusters and connectors, told by {@code validate}, and what their hints say. */
final class ConnectHints {

    private static final String CLUSTERS = "environments/dev/clusters.yaml";
    private static final String CONFIG = "config: { connector.class: org.example.Sink, topics: a }";

    private ConnectHints() {}

    private static Case file(String code, String hint, Consumer<HintWorld> wrong, Consumer<HintWorld> right) {
        return Case.of(code, hint, "validate -e dev", wrong, right);
    }

    private static Case cluster(String code, String hint, String wrong, String right) {
        return file(
                code,
                hint,
                world -> world.file(CLUSTERS, "connectClusters: { main: { groupId: g" + wrong),
                world -> world.file(CLUSTERS, "connectClusters: { main: { groupId: g" + right));
    }

    private static Case connectors(String code, String hint, String wrong, String right) {
        return file(
                code,
                hint,
                world -> world.file(HintWorld.CONNECTORS, "connectors: { " + wrong + " }\n"),
                world -> world.file(HintWorld.CONNECTORS, "connectors: { " + right + " }\n"));
    }

    static List<Case> all() {
        return List.of(
                file(
                        "KG111",
                        "write there: connect: { main: { url: \"http://HOST:8083\" } }",
                        world -> world.envOnly("")
                                .file(CLUSTERS, "connectClusters: { main: { groupId: g } }\n")
                                .connector(CONFIG),
                        world -> world.envOnly("connect: { main: { url: \"http://HOST:8083\" } }\n")),
                connectors(
                        "KG112",
                        "take `name` away here",
                        "c: { config: { name: d, connector.class: org.example.Sink, topics: a } }",
                        "c: { config: { connector.class: org.example.Sink, topics: a } }"),
                cluster("KG114", "take the property away", ", worker: { group.id: other } } }\n", " } }\n"),
                cluster(
                        "KG115",
                        "take cleanup.policy away here",
                        " } }\ntopics: { connect-configs: { config: { cleanup.policy: delete, segment.ms: 1d } } }\n",
                        " } }\ntopics: { connect-configs: { config: { segment.ms: 1d } } }\n"),
                cluster(
                        "KG116",
                        "take `partitions` away here",
                        " } }\ntopics: { connect-configs: { partitions: 3, config: { segment.ms: 1d } } }\n",
                        " } }\ntopics: { connect-configs: { config: { segment.ms: 1d } } }\n"),
                cluster(
                        "KG117",
                        "say it in one place",
                        ", replicationFactor: 3 } }\ntopics: { connect-configs: { replicationFactor: 2 } }\n",
                        ", replicationFactor: 3 } }\ntopics: { connect-configs: {} }\n"),
                cluster(
                        "KG117",
                        "take the Connect cluster away first",
                        " } }\ntopics: { connect-configs: { state: absent } }\n",
                        " } }\ntopics: { connect-configs: {} }\n"),
                file(
                        "KG118",
                        "each needs one of its own",
                        world -> twoClusters(world, "{ groupId: g }", "{ groupId: g }"),
                        world -> twoClusters(
                                world,
                                "{ groupId: g }",
                                "{ groupId: h, internalTopics: { config: { name: hc }, offset: { name: ho }, status: { name: hs } } }")),
                connectors(
                        "KG127",
                        "write the name that it had before",
                        "c: { formerly: c, " + CONFIG + " }",
                        "c: { formerly: before, " + CONFIG + " }"),
                connectors(
                        "KG127", "take `formerly` away", "c: { formerly: c, " + CONFIG + " }", "c: { " + CONFIG + " }"),
                connectors(
                        "KG127",
                        "take that declaration away where this one takes its place",
                        "d: { " + CONFIG + " }, c: { formerly: d, " + CONFIG + " }",
                        "c: { formerly: d, " + CONFIG + " }"),
                connectors(
                        "KG127",
                        "take that declaration away: `formerly` has the old one deleted",
                        "d: { state: absent }, c: { formerly: d, " + CONFIG + " }",
                        "c: { formerly: d, " + CONFIG + " }"),
                connectors(
                        "KG127",
                        "take `formerly` away from the other",
                        "b: { formerly: d, " + CONFIG + " }, c: { formerly: d, " + CONFIG + " }",
                        "b: { " + CONFIG + " }, c: { formerly: d, " + CONFIG + " }"),
                connectors(
                        "KG128",
                        "give it a name without `%` and `\\`",
                        "\"c%\": { " + CONFIG + " }",
                        "c: { " + CONFIG + " }"),
                file(
                        "KG133",
                        "keep one of the two names",
                        world -> world.envOnly(
                                "connect: { x: { url: \"http://x:8083\" }, y: { url: \"http://x:8083\" } }\n"),
                        world -> world.envOnly("connect: { x: { url: \"http://x:8083\" } }\n")));
    }

    private static void twoClusters(HintWorld world, String one, String other) {
        world.file(CLUSTERS, "connectClusters: { main: " + one + ", other: " + other + " }\n");
    }
}
