package dev.kgit.cli;

import dev.kgit.cli.HintWorld.Case;
import dev.kgit.kinds.connector.ConnectorKind;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What is wrong by the ledger: whose a resource is, and which repository this is; and what the hints say. */
final class LedgerHints {

    private static final String CONFIG = "config: { connector.class: org.example.Sink, topics: a }";
    private static final String ONE = "a: { partitions: 1, replicationFactor: 1 }";
    private static final String OWN_PROJECT = "apiVersion: kgit/v1\nproject: another\n";

    private LedgerHints() {}

    private static Case plan(String code, String hint, Consumer<HintWorld> provoke, Consumer<HintWorld> follow) {
        return Case.of(
                code, hint, "plan -e dev", provoke.andThen(HintWorld::commit), follow.andThen(HintWorld::commit));
    }

    /** Another project has applied the topic. */
    private static CliFixture billing(HintWorld world) {
        CliFixture billing = world.another("billing", "billing");
        billing.write(HintWorld.TOPICS, "topics: { a: { partitions: 1, replicationFactor: 1 }, mine: {} }\n");
        billing.commit("Begin");
        HintWorld.does(billing, "apply -e dev --auto-approve");
        return billing;
    }

    static List<Case> all() {
        return List.of(
                plan(
                        "KG214",
                        "one of the two has to take it out of its files",
                        LedgerHints::billing,
                        world -> world.topics("b: {}")),
                plan(
                        "KG214",
                        "say `allow: [take-over]`",
                        LedgerHints::billing,
                        world -> world.topics("a: { partitions: 1, replicationFactor: 1, allow: [take-over] }")),
                plan(
                        "KG214",
                        "add `allow: [take-over]` to topic/a",
                        world -> {
                            billing(world);
                            world.topics("a: { config: { segment.ms: 1d } }");
                        },
                        world -> world.topics("a: { config: { segment.ms: 1d }, allow: [take-over] }")),
                plan(
                        "KG214",
                        "`kgit forget -e dev topic/a` over there lets it go",
                        world -> {
                            CliFixture billing = billing(world);
                            billing.write(HintWorld.TOPICS, "topics: { mine: {} }\n");
                            billing.commit("Not mine any more");
                            HintWorld.does(billing, "apply -e dev --auto-approve");
                        },
                        world -> HintWorld.does(
                                CliFixture.in(world.kgit.git().in(world.folder.resolve("billing")))
                                        .on(world.platform),
                                "forget -e dev topic/a")),
                plan(
                        "KG214",
                        "take it out of the files here: it is let go then, and nothing is deleted",
                        world -> {
                            world.topics(ONE + ", b: {}").applied();
                            CliFixture billing = world.another("billing", "billing");
                            billing.write(
                                    HintWorld.TOPICS,
                                    "topics: { a: { partitions: 1, replicationFactor: 1, allow: [take-over] } }\n");
                            billing.commit("Take over");
                            HintWorld.does(billing, "apply -e dev --auto-approve");
                        },
                        world -> world.topics("b: {}")),
                Case.of(
                        "KG214",
                        "if it was renamed, say so once with `kgit ledger -e live move shop/dev shop/live`",
                        "plan -e live",
                        world -> world.topics("a: { partitions: 1 }")
                                .ofTwo()
                                .applied()
                                .git("mv environments/dev environments/live")
                                .commit(),
                        world -> world.does("ledger -e live move shop/dev shop/live")),
                plan(
                        "KG215",
                        "is it the right folder, branch and environment?",
                        world ->
                                world.applied().git("checkout --quiet -b empty").topics(""),
                        world -> world.git("checkout --quiet main")),
                plan(
                        "KG220",
                        "put it back under `connect:`, apply without them, and take it out then",
                        world -> {
                            world.env("prune: true\n")
                                    .topics(ONE)
                                    .connector(CONFIG)
                                    .applied();
                            world.delete(HintWorld.CONNECTORS).envOnly("prune: true\n");
                        },
                        world -> world.env("prune: true\n").applied().envOnly("prune: true\n")),
                plan(
                        "KG220",
                        "to leave them running, let them go with `kgit forget -e dev ID`",
                        world -> {
                            world.ofTwo().topics(ONE).connector(CONFIG).applied();
                            world.delete(HintWorld.CONNECTORS).envOnly("");
                        },
                        world -> world.does("forget -e dev connector/main/c")),
                plan(
                        "KG223",
                        "have it applied under its former name first, by this project",
                        LedgerHints::byHand,
                        world -> world.file(HintWorld.CONNECTORS, "connectors: { old: { " + CONFIG + " } }\n")
                                .applied()
                                .connector("formerly: old, " + CONFIG)),
                plan(
                        "KG223",
                        "or take `formerly` away to create connector/main/c beside it",
                        LedgerHints::byHand,
                        world -> world.connector(CONFIG)),
                plan(
                        "KG223",
                        "take `formerly: old` away; to delete connector/main/old, declare it with `state: absent`",
                        world -> {
                            world.topics(ONE)
                                    .file(HintWorld.CONNECTORS, "connectors: { old: { " + CONFIG + " } }\n")
                                    .applied();
                            world.platform.cluster.connector(
                                    ConnectorKind.id("main", "c"),
                                    Map.of("connector.class", "org.example.Sink", "topics", "a"));
                            world.connector("formerly: old, " + CONFIG);
                        },
                        world -> world.file(
                                HintWorld.CONNECTORS,
                                "connectors: { c: { " + CONFIG + " }, old: { state: absent } }\n")),
                Case.of(
                        "KG650",
                        "take the record out",
                        "history -e dev",
                        world -> {
                            world.applied();
                            world.platform.log.forgeBroken("shop", "dev");
                        },
                        world -> world.platform.log.tombstone("shop", "dev")),
                plan(
                        "KG659",
                        "take the record out",
                        world -> world.applied().platform.log.forgeBroken("billing", "dev"),
                        world -> world.platform.log.tombstone("billing", "dev")),
                moved("give this one its own `project:` in kgit.yaml", LedgerHints::ownProject),
                moved(
                        "say so once with `kgit ledger -e dev move shop/dev shop/dev`",
                        world -> world.does("ledger -e dev move shop/dev shop/dev -C sub")),
                copied(
                        "give this one its own `project:` in kgit.yaml",
                        world -> world.file("kgit.yaml", OWN_PROJECT).topics("mine: {}")),
                copied(
                        "say so once with `kgit ledger -e dev move shop/dev shop/dev`, and apply once with --allow-behind",
                        world -> world.does("ledger -e dev move shop/dev shop/dev")
                                .does("apply -e dev --auto-approve --allow-behind")),
                Case.saidOtherwise(
                        "KG662",
                        "`kgit ledger` lists what there is",
                        "ledger move shop/prod shop/dev",
                        HintWorld::applied,
                        "ledger"),
                Case.saidOtherwise(
                        "KG662",
                        "`kgit ledger` lists what there is",
                        "ledger move shop shop/dev",
                        HintWorld::applied,
                        "ledger"),
                Case.saidOtherwise(
                        "KG662",
                        "ids look like topic/NAME, principal/TYPE:NAME and connector/CLUSTER/NAME",
                        "forget a",
                        LedgerHints::leftOver,
                        "forget topic/a"),
                Case.saidOtherwise(
                        "KG662",
                        "`kgit plan -e dev` names what is left over of this project",
                        "forget topic/oders",
                        LedgerHints::leftOver,
                        "plan -e dev"),
                Case.of(
                        "KG663",
                        "`kgit ledger -e dev retire shop/live` first",
                        "ledger move shop/dev shop/live -e dev",
                        world -> {
                            world.applied();
                            world.file("environments/live/environment.yaml", world.kgit.read(HintWorld.ENVIRONMENT))
                                    .file("environments/live/topics.yaml", "topics: { live: {} }\n")
                                    .commit()
                                    .does("apply -e live --auto-approve");
                        },
                        world -> world.does("ledger -e dev retire shop/live --force")),
                Case.of(
                        "KG664",
                        "take its lines out first",
                        "forget topic/a",
                        world -> world.topics(ONE + ", b: {}").applied(),
                        world -> world.topics("b: {}").commit()),
                Case.of(
                        "KG690",
                        "take `ledger: off` out of environment.yaml, and apply",
                        "history -e dev",
                        world -> world.env("ledger: off\n").applied(),
                        world -> world.env("").applied()),
                Case.of(
                        "KG690",
                        "take `ledger: off` out of environment.yaml, and apply",
                        "ledger",
                        world -> world.env("ledger: off\n").applied(),
                        world -> world.env("").applied()));
    }

    private static void leftOver(HintWorld world) {
        world.topics(ONE + ", b: {}").applied().topics("b: {}").applied();
    }

    /** Somebody has made the connector that the files say was the former one. */
    private static void byHand(HintWorld world) {
        world.topics(ONE).applied();
        world.platform.cluster.connector(
                ConnectorKind.id("main", "old"), Map.of("connector.class", "org.example.Sink", "topics", "a"));
        world.connector("formerly: old, " + CONFIG);
    }

    private static void ownProject(HintWorld world) {
        // Two projects can't declare the same topic.
        world.file("sub/kgit.yaml", OWN_PROJECT)
                .file("sub/" + HintWorld.TOPICS, "topics: { mine: {} }\n")
                .commit();
    }

    private static Case moved(String hint, Consumer<HintWorld> follow) {
        return Case.of(
                "KG660",
                hint,
                "plan -e dev -C sub",
                world -> world.ofTwo()
                        .applied()
                        .folder("sub")
                        .git("mv kgit.yaml environments sub")
                        .commit(),
                follow);
    }

    private static Case copied(String hint, Consumer<HintWorld> follow) {
        return plan(
                "KG661",
                hint,
                world -> {
                    String topics = world.applied().kgit.read(HintWorld.TOPICS);
                    // In the same second, with the same files, the first commits would be the same.
                    world.kgit = world.another("copy", "shop")
                            .write(HintWorld.TOPICS, topics)
                            .write("README.md", "A copy\n");
                    world.ofTwo();
                },
                follow);
    }
}
