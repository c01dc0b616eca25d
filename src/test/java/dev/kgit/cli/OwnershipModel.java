package dev.kgit.cli;

import dev.kgit.cluster.Operation;
import dev.kgit.model.ResourceId;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.errors.GitAPIException;

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

    private static final int STEPS = 12;

    private final ModelWorld world;
    private final ModelProject shop;
    private final ModelProject billing;
    private final Path folder;

    OwnershipModel(Path folder, long seed) throws GitAPIException {
        this.folder = folder;
        this.world = new ModelWorld(seed);
        this.shop = new ModelProject(world, folder.resolve("shop"), "shop", world.onceIn(6));
        this.billing = new ModelProject(world, folder.resolve("billing"), "billing", false);
        shop.beside(billing);
        billing.beside(shop);
    }

    int deletes() {
        return (int) world.platform.cluster.performed().stream()
                .filter(ModelRun::isDelete)
                .count();
    }

    List<Operation> sent() {
        return world.platform.cluster.performed();
    }

    String told() {
        return String.join("\n  ", world.told);
    }

    void live() throws GitAPIException {
        try (shop;
                billing) {
            shop.commits();
            for (int hands = world.onceIn(2) ? 0 : 3; hands > 0; hands--) {
                world.stranger(shop.repository.files(), this::disturbed);
            }
            new ModelRun(shop).directly();
            for (int step = 0; step < STEPS; step++) {
                step(world.onceIn(5) ? billing : shop);
            }
        }
    }

    private void step(ModelProject project) throws GitAPIException {
        switch (world.random.nextInt(32)) {
            case 0, 1, 2, 3, 4, 5, 6 -> {
                project.commits();
                if (world.random.nextBoolean()) {
                    new ModelRun(project).directly();
                }
            }
            case 7, 8, 9, 10, 11, 12 -> world.stranger(project.repository.files(), this::disturbed);
            case 13 ->
                world.forger(
                        project.name(),
                        project.repository.environment(),
                        world.random.nextBoolean() ? project.repository.here().commit() : null);
            case 14 -> project.rewritesHistory();
            case 15 -> project.forgets();
            case 16 -> project.isCopied(folder.resolve("copy-" + world.told.size()));
            case 17 -> {
                if (world.onceIn(3)) {
                    project.renames();
                }
            }
            case 18, 19 -> project.looksForDrift();
            case 20, 21, 22 -> new ModelRun(project).asReviewed();
            default -> new ModelRun(project).directly();
        }
    }

    private void disturbed(ResourceId id) {
        shop.memory.disturbed(id);
        billing.memory.disturbed(id);
    }
}
