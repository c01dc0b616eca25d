package dev.kgit.cli;

import dev.kgit.cli.HintWorld.Case;
import java.util.List;
import java.util.function.Consumer;

/** What is wrong with files, told by {@code validate}, and what their hints say. */
final class FileHints {

    private static final String SINK = "config: { connector.class: org.example.Sink, topics: a }";

    private FileHints() {}

    private static Case topics(String code, String hint, String wrong, String right) {
        return file(code, hint, world -> world.topics(wrong), world -> world.topics(right));
    }

    private static Case text(String code, String hint, String wrong, String right) {
        return file(
                code, hint, world -> world.file(HintWorld.TOPICS, wrong), world -> world.file(HintWorld.TOPICS, right));
    }

    private static Case file(String code, String hint, Consumer<HintWorld> wrong, Consumer<HintWorld> right) {
        return Case.of(code, hint, "validate -e dev", wrong, right);
    }

    static List<Case> all() {
        return List.of(
                Case.saidOtherwise("KG703", "there are: dev", "validate -e prod", world -> {}, "validate -e dev"),
                text("KG011", "take one of them away", "topics:\n  a: {}\n  a: {}\n", "topics:\n  a: {}\n"),
                text(
                        "KG012",
                        "write `&b` before the value",
                        "topics: { a: *b }\n",
                        "topics: { b: &b { partitions: 1 }, a: *b }\n"),
                text(
                        "KG013",
                        "give the whole map an alias",
                        "topics: { b: &b { partitions: 1 }, a: { <<: *b } }\n",
                        "topics: { b: &b { partitions: 1 }, a: *b }\n"),
                text(
                        "KG015",
                        "take the tag away",
                        "topics: { a: { partitions: !!int 1 } }\n",
                        "topics: { a: { partitions: 1 } }\n"),
                topics("KG020", "did you mean `partitions`?", "a: { partition: 1 }", "a: { partitions: 1 }"),
                topics("KG021", "for example partitions: 6", "a: { partitions: many }", "a: { partitions: 6 }"),
                file(
                        "KG023",
                        "`extends` names folders below environments/",
                        world -> world.env("extends: [nope]\n"),
                        world -> world.file("environments/nope/more.yaml", "topics: { more: {} }\n")),
                file(
                        "KG027",
                        "say `state: present` here",
                        world -> world.env("extends: [base]\n")
                                .file("environments/base/t.yaml", "topics: { a: { state: absent } }\n"),
                        world -> world.topics("a: { state: present, partitions: 1 }")),
                file(
                        "KG030",
                        "define it under `variables:` in the environment's environment.yaml",
                        world -> world.topics("a: { partitions: \"${{ var.count }}\" }"),
                        world -> world.env("variables: { count: 3 }\n")),
                file(
                        "KG032",
                        "use ${{ var.count }} here",
                        world -> world.topics("a: { partitions: \"${{ env.COUNT }}\" }"),
                        world -> world.env("variables: { count: \"${{ env.COUNT }}\" }\n")
                                .topics("a: { partitions: \"${{ var.count }}\" }")
                                .kgit
                                .env("COUNT", "3")),
                file(
                        "KG034",
                        "set it",
                        world -> world.env("variables: { count: \"${{ env.COUNT }}\" }\n")
                                .topics("a: { partitions: \"${{ var.count }}\" }"),
                        world -> world.kgit.env("COUNT", "3")),
                file(
                        "KG040",
                        "`configFile` is relative to the file that names it",
                        world -> world.connector("configFile: c.json"),
                        world -> world.file(
                                "environments/dev/c.json",
                                "{\"connector.class\": \"org.example.Sink\", \"topics\": \"a\"}")),
                topics("KG100", "letters, digits", "\"a b\": {}", "a-b: {}"),
                topics("KG101", "rename one of them", "a.b: {}, a_b: {}", "a.b: {}, a_c: {}"),
                topics(
                        "KG102",
                        "a duration such as 30s, 15m, 12h, 7d",
                        "a: { config: { retention.ms: 7x } }",
                        "a: { config: { retention.ms: 7d } }"),
                topics(
                        "KG103",
                        "did you mean `retention.ms`?",
                        "a: { config: { retention.mss: 7d } }",
                        "a: { config: { retention.ms: 7d } }"),
                topics(
                        "KG104",
                        "raise the replication factor, or lower `min.insync.replicas`",
                        "a: { replicationFactor: 2, config: { min.insync.replicas: 3 } }",
                        "a: { replicationFactor: 3, config: { min.insync.replicas: 2 } }"),
                file(
                        "KG105",
                        "use ${{ var.NAME }} of a variable that environment.yaml takes from ${{ secret.NAME }}",
                        world -> world.connector(
                                "config: { connector.class: org.example.Sink, topics: a, db.password: \"hunter2xyz\" }"),
                        world -> world.env("variables: { password: \"${{ secret.DB_PASSWORD }}\" }\n")
                                .connector(
                                        "config: { connector.class: org.example.Sink, topics: a, db.password: \"${{ var.password }}\" }")
                                .kgit
                                .env("DB_PASSWORD", "hunter2xyz")),
                topics(
                        "KG106",
                        "it takes compact, delete",
                        "a: { config: { cleanup.policy: remove } }",
                        "a: { config: { cleanup.policy: delete } }"),
                file(
                        "KG107",
                        "kgit.yaml allows: b.*",
                        world -> world.file(
                                "kgit.yaml", "apiVersion: kgit/v1\nproject: shop\nscope: { topics: [\"b.*\"] }\n"),
                        world -> world.file(
                                "kgit.yaml", "apiVersion: kgit/v1\nproject: shop\nscope: { topics: [\"b.*\", a] }\n")),
                file(
                        "KG108",
                        "declare it",
                        world -> world.connector("dependsOn: [topic/b], " + SINK),
                        world -> world.topics("a: {}, b: {}")),
                file(
                        "KG109",
                        "take one of them away",
                        world -> world.file(
                                HintWorld.CONNECTORS,
                                "connectors: { c: { dependsOn: [connector/main/d], " + SINK
                                        + " }, d: { dependsOn: [connector/main/c], " + SINK + " } }\n"),
                        world -> world.file(
                                HintWorld.CONNECTORS,
                                "connectors: { c: { dependsOn: [connector/main/d], " + SINK + " }, d: { " + SINK
                                        + " } }\n")),
                file(
                        "KG110",
                        "write `connectCluster:`, one of x, y",
                        world -> world.envOnly(
                                        "connect: { x: { url: \"http://x:8083\" }, y: { url: \"http://y:8083\" } }\n")
                                .connector("config: { connector.class: org.example.Sink, topics: a }"),
                        world -> world.connector(
                                "connectCluster: x, config: { connector.class: org.example.Sink, topics: a }")),
                file(
                        "KG113",
                        "write it under `config:`",
                        world -> world.connector("config: { topics: a }"),
                        world -> world.connector("config: { connector.class: org.example.Sink, topics: a }")),
                file(
                        "KG120",
                        "take the entry away",
                        world ->
                                world.env("drift: { ignore: [ { id: topic/a, reason: why, expires: 2020-01-01 } ] }\n"),
                        world -> world.env("")),
                topics(
                        "KG123",
                        "take one of the two away",
                        "a: { config: { segment.ms: 1d }, ignore: [segment.ms] }",
                        "a: { ignore: [segment.ms] }"),
                topics("KG124", "rename it", "_kgit: {}", "a: {}"),
                topics(
                        "KG125",
                        "take it away",
                        "a: { config: { leader.replication.throttled.replicas: \"*\" } }",
                        "a: {}"),
                file(
                        "KG126",
                        "take the entry away",
                        world -> world.connector(
                                "plaintext: [nope], config: { connector.class: org.example.Sink, topics: a }"),
                        world -> world.connector("config: { connector.class: org.example.Sink, topics: a }")),
                topics(
                        "KG134",
                        "write true or false",
                        "a: { config: { preallocate: yes } }",
                        "a: { config: { preallocate: true } }"),
                file(
                        "KG135",
                        "did you mean `errors.tolerance`?",
                        world -> world.connector(
                                "config: { connector.class: org.example.Sink, topics: a, errors.tolerence: all }"),
                        world -> world.connector(
                                "config: { connector.class: org.example.Sink, topics: a, errors.tolerance: all }")));
    }
}
