package dev.kgit.cli;

import dev.kgit.cli.ModelWorld.Habit;
import dev.kgit.cluster.Operation;
import dev.kgit.model.ResourceId;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One history of two projects on one platform, drawn from a seed, on real repositories: commits, withdrawals, renames,
 * rewritten history, shallow clones, submodules, saved plans, strangers' hands on cluster and ledger, and runs that fail, are
 * killed, are stopped or lose their lease.
 *
 * <p>What has to hold of each step: nothing is deleted or changed that no apply of the project made, changed or found just as
 * declared; what holds records goes only with a fresh consent of that commit; an apply that ends well is followed by an empty
 * plan in any clone and leaves nothing behind that was taken out; what a run did is in the history, and no run is lost; causes
 * and drift are what the model knows.
 */
final class OwnershipModel {

    private static final int STEPS = 4;

    private final ModelWorld world;
    private final ModelProject shop;
    private final @Nullable ModelProject billing;
    private final Path folder;

    OwnershipModel(Path folder, long seed) {
        this.folder = folder;
        this.world = new ModelWorld(seed);
        this.shop = new ModelProject(world, folder.resolve("shop"), "shop", world.has(Habit.SUBMODULE));
        if (world.has(Habit.NEIGHBOURS)) {
            billing = new ModelProject(world, folder.resolve("billing"), "billing", false);
            shop.beside(billing);
            billing.beside(shop);
        } else {
            billing = null;
        }
    }

    List<Operation> deletes() {
        return world.platform.cluster.performed().stream()
                .filter(ModelMemory::isDelete)
                .toList();
    }

    List<Operation> sent() {
        return world.platform.cluster.performed();
    }

    String told() {
        return String.join("\n  ", world.told);
    }

    void live() {
        shop.commits();
        for (int hands = world.onceIn(2) ? 0 : 2; hands > 0; hands--) {
            world.stranger(shop.repository.files(), this::disturbed);
        }
        new ModelRun(shop).directly();
        for (int step = 0; step < STEPS; step++) {
            ModelProject neighbour = billing;
            step(neighbour != null && world.onceIn(2) ? neighbour : shop);
            world.requireStrangersAcls();
        }
    }

    private void step(ModelProject project) {
        if (!world.onceIn(4)) {
            project.commits();
        }
        if (world.often(Habit.REWRITES)) {
            project.rewritesHistory();
        }
        for (int hands = world.often(Habit.STRANGERS) || world.onceIn(4) ? 1 : 0; hands > 0; hands--) {
            world.stranger(project.repository.files(), this::disturbed);
        }
        if (world.has(Habit.CONSENTS) && world.onceIn(2)) {
            project.memory.consented().ifPresent(id -> world.bringsBack(id, this::disturbed));
        }
        if (world.often(Habit.FORGERS)) {
            world.forger(
                    project.name(),
                    project.repository.environment(),
                    world.random.nextBoolean() ? project.repository.here().commit() : null);
        }
        if (world.often(Habit.FORGETS) && world.onceIn(2)) {
            project.forgets();
        }
        if (world.often(Habit.COPIES) && world.onceIn(2)) {
            project.isCopied(folder.resolve("copy-" + world.told.size()));
        }
        if (world.often(Habit.RENAMES) && world.onceIn(3)) {
            project.renames();
        }
        if (world.often(Habit.DRIFT)) {
            project.looksForDrift();
        }
        ModelScene scene = new ModelScene(project, this::disturbed);
        scene.isSet();
        if (world.often(Habit.UNREACHABLE) && world.onceIn(2)) {
            scene.leavesWhatCanNotBeConfirmed();
        } else if (world.often(Habit.REVIEWS)) {
            scene.agreesToLoseRecords();
            new ModelRun(project).asReviewed();
        } else if (!world.onceIn(8)) {
            new ModelRun(project).directly();
        }
        if (world.often(Habit.OLD)) {
            scene.appliesTheCommitBefore();
        }
    }

    private void disturbed(ResourceId id) {
        shop.memory.disturbed(id);
        shop.other().ifPresent(other -> other.memory.disturbed(id));
    }
}
