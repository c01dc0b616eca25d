package dev.kgit.cli;

import dev.kgit.cli.HintWorld.Case;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What is wrong with a command line, or with what a command was asked for, and what the hints say. */
final class CommandHints {

    private static final String CONFIG = "connector.class: org.example.Sink, topics: a";
    private static final Map<String, String> SINK = Map.of("connector.class", "org.example.Sink", "topics", "a");
    private static final ResourceId C = ConnectorKind.id("main", "c");
    private static final Consumer<HintWorld> NOTHING = world -> {};

    private CommandHints() {}

    private static Consumer<HintWorld> twoEnvironments() {
        return world -> world.file("environments/prod/environment.yaml", world.kgit.read(HintWorld.ENVIRONMENT));
    }

    /** Two Connect clusters. */
    private static Consumer<HintWorld> twoClusters() {
        return world -> world.file(
                "environments/dev/clusters.yaml",
                "connectClusters: { main: { groupId: g }, other: { groupId: h, internalTopics:"
                        + " { config: { name: hc }, offset: { name: ho }, status: { name: hs } } } }\n");
    }

    private static Case adopts(
            String code, String hint, String id, Consumer<HintWorld> provoke, Consumer<HintWorld> follow) {
        return Case.of(code, hint, "adopt -e dev " + id, provoke, follow);
    }

    static List<Case> all() {
        return List.of(
                Case.of(
                        "KG702",
                        "there is a kgit.yml: kgit reads kgit.yaml alone, so rename it",
                        "validate -e dev",
                        world -> world.git("add -A").git("mv kgit.yaml kgit.yml"),
                        world -> world.git("mv kgit.yml kgit.yaml")),
                Case.of(
                        "KG702",
                        "make one with `kgit init`",
                        "validate -e dev",
                        world -> world.delete("kgit.yaml")
                                .delete(HintWorld.TOPICS)
                                .delete(HintWorld.ENVIRONMENT),
                        world -> world.does("init")),
                Case.saidOtherwise(
                        "KG702",
                        "write -C environments",
                        "validate -e dev -C environments/kgit.yaml",
                        world -> world.file("environments/kgit.yaml", "apiVersion: kgit/v1\nproject: other\n")
                                .file(
                                        "environments/environments/dev/environment.yaml",
                                        world.kgit.read(HintWorld.ENVIRONMENT)),
                        "validate -e dev -C environments"),
                Case.of(
                        "KG702",
                        "make one with `kgit init sub`",
                        "validate -e dev -C sub",
                        NOTHING,
                        world -> world.does("init sub")),
                Case.saidOtherwise(
                        "KG702",
                        "give the folder that holds kgit.yaml",
                        "validate -e dev -C environments",
                        NOTHING,
                        "validate -e dev -C ."),
                Case.saidOtherwise(
                        "KG707",
                        "there are: text, json, markdown",
                        "plan -e dev --format env",
                        HintWorld::commit,
                        "plan -e dev --format markdown"),
                Case.saidOtherwise(
                        "KG763",
                        "write TYPE:NAME, as in User:bob",
                        "access -e dev --principal bob",
                        NOTHING,
                        "access -e dev --principal User:bob"),
                Case.saidOtherwise(
                        "KG763",
                        "say principal/User:NAME or topic/NAME",
                        "access -e dev a",
                        NOTHING,
                        "access -e dev topic/a"),
                Case.saidOtherwise(
                        "KG764",
                        "did you mean `User:orders`?",
                        "access -e dev --principal User:order",
                        world -> world.file(
                                "environments/dev/principals.yaml", "principals: { User:orders: { produce: [a] } }\n"),
                        "access -e dev --principal User:orders"),
                Case.saidOtherwise("KG707", "leave --format out", "fmt --format markdown", NOTHING, "fmt"),
                Case.saidOtherwise(
                        "KG708",
                        "choose one with --cluster: main, other",
                        "render -e dev",
                        twoClusters(),
                        "render -e dev --cluster other"),
                Case.saidOtherwise(
                        "KG708",
                        "there are: main, other",
                        "render -e dev --cluster nope",
                        twoClusters(),
                        "render -e dev --cluster main"),
                Case.of(
                        "KG708",
                        "declare one under `connectClusters:`",
                        "render -e dev",
                        NOTHING,
                        world -> world.file(
                                "environments/dev/clusters.yaml", "connectClusters: { main: { groupId: g } }\n")),
                adopts("KG712", "create it with `kgit apply`", "topic/a", NOTHING, HintWorld::applied),
                adopts(
                        "KG712",
                        "write `state: absent` where it is declared",
                        "topic/a",
                        NOTHING,
                        world -> world.topics("a: { state: absent }")),
                adopts(
                        "KG712",
                        "take its declaration away and adopt it then",
                        "topic/a",
                        world -> {
                            world.platform.cluster.topic("a", 1, 1);
                            world.topics("a: { state: absent }, b: {}");
                        },
                        world -> world.topics("b: {}")),
                adopts(
                        "KG712",
                        "or delete it with `kgit apply`",
                        "topic/a",
                        world -> {
                            world.platform.cluster.topic("a", 1, 1);
                            world.topics("a: { state: absent }");
                        },
                        HintWorld::applied),
                adopts(
                        "KG713",
                        "mend what makes it fail; `kgit apply` restarts it",
                        "connector/main/c",
                        world -> {
                            world.connector("state: running, config: { " + CONFIG + " }")
                                    .applied();
                            world.platform.cluster.failedTask(C, 0, "no such table");
                        },
                        HintWorld::applied),
                adopts(
                        "KG713",
                        "set the secret that it comes from to the live value",
                        "connector/main/c",
                        CommandHints::otherSecret,
                        world -> world.kgit.env("DB", "changedbyhand")),
                adopts(
                        "KG713",
                        "or apply the declared one",
                        "connector/main/c",
                        CommandHints::otherSecret,
                        HintWorld::applied),
                adopts(
                        "KG713",
                        "declare it by hand, as ${{ var.NAME }} of a variable that is ${{ secret.NAME }}",
                        "connector/main/c",
                        world -> {
                            world.connector("config: { " + CONFIG + " }");
                            world.platform.cluster.topic("a", 1, 1);
                            world.platform.cluster.connector(
                                    C,
                                    Map.of(
                                            "connector.class",
                                            "org.example.Sink",
                                            "topics",
                                            "a",
                                            "db.password",
                                            "byhand123"));
                        },
                        world -> {
                            world.env("variables: { db: \"${{ secret.DB }}\" }\n")
                                    .connector("config: { " + CONFIG + ", db.password: \"${{ var.db }}\" }");
                            world.kgit.env("DB", "byhand123");
                        }),
                adopts(
                        "KG130",
                        "edit it by hand",
                        "topic/a",
                        CommandHints::sharedByAnAlias,
                        world -> world.topics("b: { partitions: 1 }, a: { partitions: 3 }")),
                adopts(
                        "KG130",
                        "have `kgit apply` take the change back",
                        "topic/a",
                        CommandHints::segmentsByAnAlias,
                        HintWorld::applied),
                new Case(
                        "KG715",
                        "without any, `kgit fmt` takes the whole repository",
                        "fmt nope.yaml",
                        NOTHING,
                        NOTHING,
                        "fmt"),
                Case.saidOtherwise(
                        "KG715",
                        "did you mean `environments/dev/topics.yaml`?",
                        "fmt environments/dev/topic.yaml",
                        NOTHING,
                        "fmt environments/dev/topics.yaml"),
                Case.saidOtherwise(
                        "KG716",
                        "leave it out",
                        "adopt -e dev topic/a topic/__x",
                        world -> {
                            world.applied();
                            world.platform.cluster.topic("__x", 1, 1);
                        },
                        "adopt -e dev topic/a"),
                Case.saidOtherwise(
                        "KG719",
                        "formatted are kgit.yaml and the YAML files in the folders of environments and their layers",
                        "fmt ci.yaml",
                        world -> world.file("ci.yaml", "a: 1\n"),
                        "fmt environments/dev/topics.yaml"),
                Case.saidOtherwise(
                        "KG730",
                        "run it once for each",
                        "apply -e dev -e prod",
                        twoEnvironments().andThen(HintWorld::commit),
                        "apply -e dev --auto-approve"),
                Case.saidOtherwise(
                        "KG731",
                        "or choose text or json",
                        "validate -e dev -e prod --format github",
                        twoEnvironments(),
                        "validate -e dev -e prod --format json"),
                Case.saidOtherwise(
                        "KG731",
                        "or choose text or markdown or json",
                        "plan -e dev -e prod --format github",
                        twoEnvironments().andThen(HintWorld::commit),
                        "plan -e dev -e prod --format markdown"),
                Case.saidOtherwise(
                        "KG731",
                        "run it once for each",
                        "drift -e dev -e prod --format junit",
                        twoEnvironments().andThen(HintWorld::applied),
                        "drift -e dev --format junit"),
                Case.saidOtherwise(
                        "KG731",
                        "run plan --out once for each environment",
                        "plan -e dev -e prod --out p.plan",
                        twoEnvironments().andThen(HintWorld::commit),
                        "plan -e dev --out p.plan"),
                new Case(
                        "KG731",
                        "run drift --known once for each environment",
                        "drift -e dev -e prod --known known.json",
                        twoEnvironments().andThen(HintWorld::applied),
                        NOTHING,
                        "drift -e dev --known known.json"),
                Case.of(
                        "KG749",
                        "move it to environments/base/, or into an environment's folder",
                        "validate -e dev",
                        world -> world.file("more.yaml", "topics: { more: {} }\n"),
                        world -> world.git("add -A").git("mv more.yaml environments/dev/more.yaml")),
                Case.of(
                        "KG749",
                        "rename it",
                        "validate -e dev",
                        world ->
                                world.file("environments/prod/environment.yml", world.kgit.read(HintWorld.ENVIRONMENT)),
                        world -> world.git("add -A")
                                .git("mv environments/prod/environment.yml environments/prod/environment.yaml")),
                Case.of(
                        "KG749",
                        "name it under `extends:` in an environment.yaml",
                        "validate -e dev",
                        world -> world.file("environments/shared/more.yaml", "topics: { more: {} }\n"),
                        world -> world.env("extends: [shared]\n")),
                Case.of(
                        "KG749",
                        "or give it an environment.yaml",
                        "validate -e dev",
                        world -> world.file("environments/shared/more.yaml", "topics: { more: {} }\n"),
                        world -> world.file(
                                "environments/shared/environment.yaml", world.kgit.read(HintWorld.ENVIRONMENT))),
                Case.of(
                        "KG749",
                        "or delete it: Git keeps what was",
                        "validate -e dev",
                        world -> world.file("environments/dev/topics.yaml.bak", "topics: {}\n"),
                        world -> world.delete("environments/dev/topics.yaml.bak")),
                Case.saidOtherwise(
                        "KG705",
                        "save one with `kgit plan --out p.plan`",
                        "apply p.plan",
                        HintWorld::commit,
                        "plan --out p.plan"),
                Case.of(
                        "KG706",
                        "make that folder first",
                        "plan -e dev --format markdown -o out/plan.md",
                        HintWorld::commit,
                        world -> world.folder("out")),
                Case.saidOtherwise(
                        "KG706",
                        "name a file in it",
                        "plan -e dev --format markdown -o environments",
                        HintWorld::commit,
                        "plan -e dev --format markdown -o environments/plan.md"),
                Case.saidOtherwise(
                        "KG710",
                        "write elsewhere with -o DIR",
                        "import -e dev -o ../out",
                        CommandHints::importedBefore,
                        "import -e dev -o ../elsewhere"),
                Case.saidOtherwise(
                        "KG710",
                        "or add to what is there with --force",
                        "import -e dev -o ../out",
                        CommandHints::importedBefore,
                        "import -e dev -o ../out --force"),
                Case.saidOtherwise(
                        "KG717",
                        "name a path without that link",
                        "plan -e dev --format markdown -o link/plan.md",
                        world -> world.folder("real").link("link", "real").commit(),
                        "plan -e dev --format markdown -o real/plan.md"),
                new Case(
                        "KG718",
                        "adopt with --overlay",
                        "adopt -e dev topic/a",
                        CommandHints::shared,
                        world -> world.git("restore environments/base/topics.yaml"),
                        "adopt -e dev topic/a --overlay"));
    }

    private static void importedBefore(HintWorld world) {
        world.platform.cluster.topic("more", 1, 1);
        world.does("import -e dev -o ../out");
    }

    private static void otherSecret(HintWorld world) {
        world.kgit.env("DB", "asdeclared");
        world.env("variables: { db: \"${{ secret.DB }}\" }\n")
                .connector("config: { " + CONFIG + ", db.password: \"${{ var.db }}\" }")
                .applied();
        world.platform.cluster.connector(
                C, Map.of("connector.class", "org.example.Sink", "topics", "a", "db.password", "changedbyhand"));
    }

    private static void sharedByAnAlias(HintWorld world) {
        world.topics("b: &b { partitions: 1 }, a: *b").applied();
        world.platform.cluster.topic("a", 3, 1);
    }

    private static void segmentsByAnAlias(HintWorld world) {
        world.topics("b: &b { config: { segment.ms: 1d } }, a: *b").applied();
        world.platform.cluster.topicConfig("a", "segment.ms", "1000");
    }

    private static void shared(HintWorld world) {
        world.file("environments/base/topics.yaml", "topics: { a: { partitions: 1, config: { retention.ms: 7d } } }\n")
                .env("extends: [base]\n");
        world.file("environments/prod/environment.yaml", world.kgit.read(HintWorld.ENVIRONMENT))
                .topics("b: {}")
                .applied();
        world.platform.cluster.topicConfig("a", "retention.ms", "3600000");
    }
}
