package dev.kgit.cli;

import dev.kgit.cli.HintWorld.Case;
import java.util.List;
import java.util.function.Consumer;

/** What is wrong with a plan that was saved, printed or approved, and what the hints say. */
final class SavedPlanHints {

    private static final String PLAN = "../p.plan";
    private static final String SAVE = "plan -e dev --out " + PLAN;

    private SavedPlanHints() {}

    private static Case saved(String code, String hint, Consumer<HintWorld> spoil) {
        return saved(code, hint, spoil, world -> world.does(SAVE));
    }

    private static Case saved(String code, String hint, Consumer<HintWorld> spoil, Consumer<HintWorld> follow) {
        return Case.of(
                code,
                hint,
                "apply " + PLAN,
                world -> spoil.accept(world.commit().does(SAVE)),
                follow);
    }

    static List<Case> all() {
        return List.of(
                saved(
                        "KG671",
                        "make it again with `kgit plan --out FILE`",
                        world -> world.does("plan -e dev --format json -o " + PLAN)),
                saved("KG671", "make it again with `kgit plan --out FILE`", world -> world.file(PLAN, "topics: {}\n")),
                saved(
                        "KG672",
                        "make it again with `kgit plan --out FILE`",
                        world -> world.file(PLAN, world.kgit.read(PLAN) + " ")),
                saved(
                        "KG673",
                        "make it again with `kgit plan --out FILE`",
                        world -> world.file(
                                PLAN, world.kgit.read(PLAN).replaceFirst("(\"formatVersion\": *\")[^\"]*", "$10.1"))),
                Case.saidOtherwise(
                        "KG675",
                        "apply it where it was made",
                        "apply -e prod " + PLAN,
                        world -> twoEnvironments(world).does(SAVE),
                        "apply -e dev " + PLAN),
                Case.of(
                        "KG675",
                        "or plan again here",
                        "apply -e prod " + PLAN,
                        world -> twoEnvironments(world).does(SAVE),
                        world -> world.does("plan -e prod --out " + PLAN)),
                saved(
                        "KG676",
                        "check out the commit that was planned",
                        world -> world.topics("a: {}, b: {}").commit(),
                        world -> world.git("checkout --quiet HEAD~1")),
                saved(
                        "KG676",
                        "or plan again",
                        world -> world.topics("a: {}, b: {}").commit()),
                saved(
                        "KG676",
                        "plan again, have the new plan reviewed, and apply that",
                        world -> world.env("guards: { requireCleanTree: false }\n")
                                .commit()
                                .does(SAVE)
                                .topics("a: {}, b: {}")),
                Case.of(
                        "KG676",
                        "take the files back in Git as `kgit rollback` says, commit, and apply from there",
                        "apply -e dev " + PLAN,
                        world -> world.topics("a: { config: { segment.ms: 1d } }")
                                .applied()
                                .topics("a: { config: { segment.ms: 2d } }")
                                .applied()
                                .does("rollback -e dev HEAD~1 --out " + PLAN),
                        world -> world.git(
                                        "restore --source=HEAD~1 --staged --worktree -- environments/dev/topics.yaml")
                                .commit()),
                saved(
                        "KG677",
                        "plan again, have the new plan reviewed, and apply that",
                        world -> world.platform.cluster.topic("a", 1, 1).topicConfig("a", "segment.ms", "1000")),
                Case.of(
                        "KG678",
                        "plan again, have the new plan reviewed, and apply that",
                        "apply --throttle 2MiB " + PLAN,
                        world -> world.topics("a: { replicationFactor: 1 }")
                                .applied()
                                .topics("a: { replicationFactor: 2 }")
                                .commit()
                                .does(SAVE + " --throttle 1MiB"),
                        world -> world.does(SAVE + " --throttle 2MiB")),
                Case.saidOtherwise(
                        "KG679",
                        "review the plan above",
                        "apply -e dev --expect sha256:" + "0".repeat(64),
                        HintWorld::commit,
                        "apply -e dev --expect FINGERPRINT"),
                Case.of(
                        "KG680",
                        "run apply again and look at the new plan",
                        "apply -e dev",
                        world -> {
                            world.commit().kgit.answers("yes\n");
                            world.platform.log.beforeLease(() -> world.platform.cluster.topic("a", 1, 1));
                        },
                        world -> {}),
                Case.of(
                        "KG681",
                        "make it with `kgit drift --format json -o FILE`",
                        "drift -e dev --known ../known.json",
                        world -> world.applied().file("../known.json", "{}"),
                        world -> world.does("drift -e dev --format json -o ../known.json")));
    }

    private static HintWorld twoEnvironments(HintWorld world) {
        return world.file("environments/prod/environment.yaml", world.kgit.read(HintWorld.ENVIRONMENT))
                .file("environments/prod/topics.yaml", "topics: { p: {} }\n")
                .commit();
    }
}
