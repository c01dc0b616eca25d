package dev.kgit.cli;

import dev.kgit.cli.HintWorld.Case;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** What is wrong with a file before anybody asks what it means, and with what is put in for variables. */
final class TextHints {

    private static final String SINK = "connector.class: org.example.Sink, topics: a";
    private static final String JSON = "environments/dev/c.json";

    private TextHints() {}

    private static Case file(String code, String hint, Consumer<HintWorld> wrong, Consumer<HintWorld> right) {
        return Case.of(code, hint, "validate -e dev", wrong, right);
    }

    private static Case text(String code, String hint, String wrong, String right) {
        return file(
                code, hint, world -> world.file(HintWorld.TOPICS, wrong), world -> world.file(HintWorld.TOPICS, right));
    }

    private static Case json(String code, String hint, String wrong, String right) {
        return file(
                code,
                hint,
                world -> world.connector("configFile: c.json").file(JSON, wrong),
                world -> world.file(JSON, right));
    }

    static List<Case> all() {
        String one = "topics: { a: { partitions: 1 } }\n";
        return List.of(
                file(
                        "KG004",
                        "move the file into the repository and name it relative to this file",
                        world -> {
                            world.connector("configFile: ../../../c.json");
                            world.file("../c.json", "{\"connector.class\": \"org.example.Sink\", \"topics\": \"a\"}");
                        },
                        world -> {
                            world.move("../c.json", JSON);
                            world.connector("configFile: c.json");
                        }),
                file(
                        "KG004",
                        "everything that counts has to lie inside of the repository",
                        world -> world.file("../outside.yaml", "topics: { more: {} }\n")
                                .link("environments/dev/more.yaml", "../../../outside.yaml"),
                        world -> world.delete("environments/dev/more.yaml")
                                .move("../outside.yaml", "environments/dev/more.yaml")),
                file(
                        "KG004",
                        "name the folder itself under `extends:` where it lies below environments/",
                        world -> world.file("environments/shared/more.yaml", "topics: { more: {} }\n")
                                .link("environments/dev/more", "../shared"),
                        world -> world.delete("environments/dev/more").env("extends: [shared]\n")),
                file(
                        "KG004",
                        "or link its files one by one",
                        world -> world.file("shared/more.yaml", "topics: { more: {} }\n")
                                .link("environments/dev/more", "../../shared"),
                        world -> world.delete("environments/dev/more")
                                .link("environments/dev/more.yaml", "../../shared/more.yaml")),
                file(
                        "KG006",
                        "save it as UTF-8",
                        world -> world.bytes(HintWorld.TOPICS, one.getBytes(StandardCharsets.UTF_16)),
                        world -> world.bytes(HintWorld.TOPICS, one.getBytes(StandardCharsets.UTF_8))),
                text("KG007", "delete it", "# nothing\n", one),
                file(
                        "KG007",
                        "delete it",
                        world -> world.file("environments/dev/more.yaml", ""),
                        world -> world.delete("environments/dev/more.yaml")),
                text("KG008", "indent with spaces", "topics:\n\ta: {}\n", "topics:\n  a: {}\n"),
                text(
                        "KG008",
                        "look for a quote, `[` or `{` that is not closed",
                        "topics: { a: {}\n",
                        "topics: { a: {} }\n"),
                text(
                        "KG008",
                        "write `partitions: ` and then the value",
                        "topics:\n  a:\n    partitions:6\n    replicationFactor: 1\n",
                        "topics:\n  a:\n    partitions: 6\n    replicationFactor: 1\n"),
                text(
                        "KG008",
                        "take the lines with `<<<<<<<`, `=======` and `>>>>>>>` away",
                        "topics:\n<<<<<<< HEAD\n  a: {}\n=======\n  b: {}\n>>>>>>> theirs\n",
                        "topics:\n  b: {}\n"),
                text(
                        "KG008",
                        "write it as an escape in double quotes",
                        "topics: { a: { description: \"x\u0007\" } }\n",
                        "topics: { a: { description: \"x\\u0007\" } }\n"),
                json(
                        "KG008",
                        "check for a missing comma, quote or bracket",
                        "{\"connector.class\": \"org.example.Sink\" \"topics\": \"a\"}",
                        "{\"connector.class\": \"org.example.Sink\", \"topics\": \"a\"}"),
                json(
                        "KG008",
                        "one file holds one JSON object",
                        "{\"connector.class\": \"org.example.Sink\", \"topics\": \"a\"} {}",
                        "{\"connector.class\": \"org.example.Sink\", \"topics\": \"a\"}"),
                text(
                        "KG009",
                        "nothing that kgit reads needs that",
                        "topics: { a: { labels: " + "[".repeat(40) + "]".repeat(40) + " } }\n",
                        one),
                text("KG014", "write KEY: VALUE", "topics: { [a]: {} }\n", "topics: { a: {} }\n"),
                file(
                        "KG016",
                        "take `---` away",
                        world -> world.env("---\nprune: true\n"),
                        world -> world.env("prune: true\n")),
                file(
                        "KG022",
                        "write the workers' group.id",
                        world -> world.file("environments/dev/cc.yaml", "connectClusters: { main: {} }\n"),
                        world -> world.file("environments/dev/cc.yaml", "connectClusters: { main: { groupId: g } }\n")),
                file(
                        "KG022",
                        "write `project:` with a name",
                        world -> world.file("kgit.yaml", "apiVersion: kgit/v1\n"),
                        world -> world.file("kgit.yaml", "apiVersion: kgit/v1\nproject: shop\n")),
                file(
                        "KG024",
                        "bring the two together",
                        world -> world.file(
                                "environments/dev/more.yaml", "topics: { a: { config: { segment.ms: 1d } } }\n"),
                        world -> world.delete("environments/dev/more.yaml")
                                .topics("a: { partitions: 1, replicationFactor: 1, config: { segment.ms: 1d } }")),
                text(
                        "KG031",
                        "write ${{ var.NAME }}",
                        "topics: { a: { description: \"${{ count }}\" } }\n",
                        "topics: { a: { description: \"${{ 'count' }}\" } }\n"),
                file(
                        "KG031",
                        "write ${{ var.count }}",
                        world -> world.env("variables: { count: 3 }\n").topics("a: { partitions: \"${var.count}\" }"),
                        world -> world.topics("a: { partitions: \"${{ var.count }}\" }")),
                text(
                        "KG031",
                        "where the text itself is meant, ${{ '${var.count}' }}",
                        "topics: { a: { description: \"as ${var.count}\" } }\n",
                        "topics: { a: { description: \"as ${{ '${var.count}' }}\" } }\n"),
                file(
                        "KG031",
                        "take the default away",
                        world -> world.env("variables: { count: 3 }\n")
                                .topics("a: { partitions: \"${{ var.count:-1 }}\" }"),
                        world -> world.topics("a: { partitions: \"${{ var.count }}\" }")),
                file(
                        "KG033",
                        "put `${{ var.one }}` where the value is used, beside the other one",
                        world -> world.env("variables: { one: x, two: \"${{ var.one }}-y\" }\n")
                                .topics("a: { description: \"${{ var.two }}\" }"),
                        world -> world.env("variables: { one: x, two: \"-y\" }\n")
                                .topics("a: { description: \"${{ var.one }}${{ var.two }}\" }")),
                file(
                        "KG035",
                        "set the environment variable DB",
                        world -> secret(world, "\"${{ secret.DB }}\""),
                        world -> world.kgit.env("DB", "hunter2xyz")),
                file(
                        "KG035",
                        "put a file of that name into the folder that KGIT_SECRETS_DIR names",
                        world -> {
                            secret(world, "\"${{ secret.DB }}\"");
                            world.kgit.env("KGIT_SECRETS_DIR", world.folder.toString());
                        },
                        world -> world.file("../DB", "hunter2xyz")),
                file(
                        "KG036",
                        "write the name out",
                        world -> world.env("variables: { name: a }\n").topics("\"${{ var.name }}\": {}"),
                        world -> world.topics("a: {}")),
                file(
                        "KG037",
                        "write the value out here, or use a variable that is made of no secret",
                        world -> {
                            world.env("variables: { who: \"${{ secret.WHO }}\" }\n")
                                    .topics("a: { description: \"${{ var.who }}\" }");
                            world.kgit.env("WHO", "somebody");
                        },
                        world -> world.topics("a: { description: somebody }")),
                file(
                        "KG038",
                        "choose a longer one",
                        world -> {
                            secret(world, "\"${{ secret.DB }}\"");
                            world.kgit.env("DB", "abc");
                        },
                        world -> world.kgit.env("DB", "abcdefgh")),
                file(
                        "KG039",
                        "add this one there",
                        world -> {
                            secret(world, "{ value: \"${{ secret.DB }}\", for: [\"connector/main/x\"] }");
                            world.kgit.env("DB", "abcdefgh");
                        },
                        world -> secret(
                                world,
                                "{ value: \"${{ secret.DB }}\", for: [\"connector/main/x\", connector/main/c] }")),
                file(
                        "KG039",
                        "take `for` away",
                        world -> world.env("variables: { n: { value: 1, for: [topic/a] } }\n"),
                        world -> world.env("variables: { n: { value: 1 } }\n")),
                json(
                        "KG041",
                        "write { \"name\": ..., \"config\": { ... } }",
                        "[1]",
                        "{\"name\": \"c\", \"config\": {\"connector.class\": \"org.example.Sink\", \"topics\": \"a\"}}"),
                json(
                        "KG041",
                        "lists are written comma-separated",
                        "{\"connector.class\": \"org.example.Sink\", \"topics\": [\"a\", \"b\"]}",
                        "{\"connector.class\": \"org.example.Sink\", \"topics\": \"a,b\"}"));
    }

    private static void secret(HintWorld world, String variable) {
        world.env("variables: { password: " + variable + " }\n")
                .connector("config: { " + SINK + ", db.password: \"${{ var.password }}\" }");
    }
}
