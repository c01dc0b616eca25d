package dev.kgit.cli;

import dev.kgit.cli.HintWorld.Case;
import java.util.List;
import java.util.function.Consumer;

/** What is wrong with a clone, a commit or a name of one, on repositories that the git program makes, and what the hints say. */
final class GitHints {

    private static final String POINTER =
            "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0".repeat(64) + "\nsize 12\n";
    private static final String ONE = "a: { partitions: 1, replicationFactor: 1 }";

    private GitHints() {}

    static List<Case> all() {
        return List.of(
                Case.of(
                        "KG025",
                        "fill the folder with `git submodule update --init environments/base`",
                        "validate -e dev",
                        world -> submodule(world).cloned(),
                        world -> world.git(
                                "-c protocol.file.allow=always submodule --quiet update --init environments/base")),
                Case.of(
                        "KG026",
                        "then commit the file",
                        "validate -e dev",
                        world -> world.file(HintWorld.TOPICS, POINTER).commit(),
                        world -> world.topics(ONE).commit()),
                Case.of(
                        "KG600",
                        "put it into Git: `git init`, and commit everything",
                        "rollback -e dev HEAD",
                        world -> world.move(".git", "../gone"),
                        world -> world.git("init --quiet").applied()),
                Case.of(
                        "KG600",
                        "put it into Git: `git init`, and commit everything",
                        "history -e dev topic/a",
                        world -> world.move(".git", "../gone"),
                        world -> world.git("init --quiet").applied()),
                Case.of(
                        "KG602",
                        "fetch what is missing with `git fetch --refetch --no-filter`",
                        "rollback -e dev HEAD~1",
                        world -> {
                            world.git("config uploadpack.allowFilter true");
                            twice(world).cloned("--filter=blob:none");
                        },
                        world -> world.git("fetch --quiet --refetch --no-filter")),
                Case.of(
                        "KG603",
                        "everything that counts has to lie inside of the folder of kgit.yaml",
                        "plan -e dev --trust main",
                        world -> world.move("kgit.yaml", "../kgit.yaml")
                                .link("kgit.yaml", "../kgit.yaml")
                                .commit(),
                        world -> world.delete("kgit.yaml")
                                .move("../kgit.yaml", "kgit.yaml")
                                .commit()),
                Case.saidOtherwise(
                        "KG604",
                        "give the full name of the branch or tag (refs/...)",
                        "rollback -e dev then",
                        world -> world.applied().git("branch then").commit().git("tag then"),
                        "rollback -e dev refs/heads/then"),
                Case.of(
                        "KG606",
                        "fetch it first",
                        "rollback -e dev then",
                        world -> {
                            CliFixture origin = twice(world).kgit;
                            world.cloned();
                            origin.git().run("tag", "then", "HEAD~1");
                        },
                        world -> world.git("fetch --quiet --tags")),
                Case.saidOtherwise(
                        "KG606",
                        "give a hash, a full ref (refs/remotes/origin/main), HEAD, or the short name",
                        "rollback -e dev HEAD@{1}",
                        GitHints::twice,
                        "rollback -e dev HEAD~1"),
                Case.of(
                        "KG607",
                        "`git worktree repair` mends one that was moved",
                        "plan -e dev",
                        world -> {
                            world.commit().git("worktree add --quiet ../tree");
                            world.move("../tree", "../moved");
                            world.in("moved");
                        },
                        world -> world.git("worktree repair")),
                Case.of(
                        "KG607",
                        "kgit works in the working tree that `git rev-parse --show-toplevel` names",
                        "plan -e dev",
                        world -> {
                            world.commit().git("clone --quiet . ../other");
                            world.git("config core.worktree ../../other");
                        },
                        world -> world.in("other")),
                Case.of(
                        "KG608",
                        "then commit the file itself",
                        "plan -e dev",
                        world -> world.file(HintWorld.TOPICS, POINTER).commit().topics(ONE),
                        HintWorld::commit),
                Case.of(
                        "KG609",
                        "plan with --trust in a clone of its own",
                        "plan -e dev --trust main",
                        world -> {
                            world.commit();
                            CliFixture around = world.another("around", "around");
                            around.git()
                                    .run(
                                            "-c",
                                            "protocol.file.allow=always",
                                            "submodule",
                                            "--quiet",
                                            "add",
                                            "../repository",
                                            "deploy");
                            world.in("around/deploy");
                        },
                        world -> world.in("repository").cloned()),
                behind("fetch, merge or rebase onto it", "plan -e dev", world -> world.git("pull --quiet origin main")),
                behind("or say --allow-behind", "plan -e dev --allow-behind", world -> {}),
                shallow(
                        "fetch the rest with `git fetch --unshallow`",
                        "apply -e dev --auto-approve",
                        world -> world.git("fetch --quiet --unshallow")),
                shallow("or say --allow-behind", "apply -e dev --auto-approve --allow-behind", world -> {}),
                Case.of(
                        "KG611",
                        "fetch the branch that it was applied from",
                        "plan -e dev --allow-behind",
                        GitHints::appliedElsewhere,
                        world -> world.git("fetch --quiet origin other:other")),
                Case.of(
                        "KG611",
                        "where the folder or environment was moved or renamed, apply once as a whole after that",
                        "plan -e live",
                        world -> world.topics("a: { partitions: 1, config: { segment.ms: 1d } }")
                                .applied()
                                .git("mv environments/dev environments/live")
                                .commit()
                                .does("ledger move shop/dev shop/live"),
                        world -> world.does("apply -e live --auto-approve")),
                Case.of(
                        "KG614",
                        "commit it first",
                        "rollback -e dev HEAD~1",
                        world -> twice(world).topics("a: { partitions: 1, config: { segment.ms: 3d } }"),
                        HintWorld::commit),
                Case.of(
                        "KG614",
                        "or put it aside: git stash push -- environments/dev/topics.yaml",
                        "rollback -e dev HEAD~1",
                        world -> twice(world).topics("a: { partitions: 1, config: { segment.ms: 3d } }"),
                        world -> world.git("stash push --quiet -- environments/dev/topics.yaml")),
                Case.of(
                        "KG615",
                        "move these files away before you apply",
                        "rollback -e dev HEAD~1",
                        world -> twice(world).file("environments/dev/more.yaml", "topics: { more: {} }\n"),
                        world -> world.move("environments/dev/more.yaml", "../more.yaml")),
                Case.of(
                        "KG623",
                        "--staged --worktree -- environments/dev/environment.yaml`, commit, and roll back again",
                        "rollback -e dev then",
                        world -> world.applied()
                                .git("tag then")
                                .env("variables: { more: 1 }\n")
                                .topics("a: { partitions: 1, config: { segment.ms: 1d } }")
                                .applied(),
                        world -> world.git(
                                        "restore --source=then --staged --worktree -- environments/dev/environment.yaml")
                                .commit()));
    }

    /** A topic that has had two values. */
    private static HintWorld twice(HintWorld world) {
        return world.topics("a: { partitions: 1, config: { segment.ms: 1d } }")
                .applied()
                .topics("a: { partitions: 1, config: { segment.ms: 2d } }")
                .applied();
    }

    private static HintWorld submodule(HintWorld world) {
        CliFixture shared = world.another("shared", "shared");
        shared.git().delete("kgit.yaml").delete(HintWorld.ENVIRONMENT).write("more.yaml", "topics: { more: {} }\n");
        shared.commit("Shared");
        return world.env("extends: [base]\n")
                .git("-c protocol.file.allow=always submodule --quiet add "
                        + shared.git().folder() + " environments/base")
                .commit();
    }

    private static Case behind(String hint, String again, Consumer<HintWorld> follow) {
        return new Case(
                "KG610",
                hint,
                "plan -e dev",
                world -> {
                    CliFixture origin = world.topics(ONE).applied().kgit;
                    CliFixture clone = world.cloned().kgit;
                    world.kgit = origin;
                    world.topics(ONE + ", b: {}").applied().kgit = clone;
                },
                follow,
                again);
    }

    private static Case shallow(String hint, String again, Consumer<HintWorld> follow) {
        return new Case(
                "KG611",
                hint,
                "apply -e dev --auto-approve",
                world -> world.topics(ONE)
                        .applied()
                        .topics(ONE + ", b: {}")
                        .commit()
                        .cloned("--depth", "1"),
                follow,
                again);
    }

    private static void appliedElsewhere(HintWorld world) {
        world.topics(ONE)
                .commit()
                .git("checkout --quiet -b other")
                .topics(ONE + ", b: {}")
                .applied()
                .git("checkout --quiet main")
                .cloned("--single-branch", "--branch", "main");
    }
}
