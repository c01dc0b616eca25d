package dev.kgit.plan;

import dev.kgit.diff.Difference;
import dev.kgit.model.Diagnostic;
import java.util.List;

/** What another project manages is that project's. */
final class OwnershipGuard implements Guard {

    @Override
    public List<Diagnostic> inspect(Difference difference, Scene scene) {
        String owner = scene.situation().owners().get(difference.id());
        if (owner == null) {
            return List.of();
        }
        return List.of(scene.consented(
                "KG214",
                difference,
                difference.id() + " is managed by " + owner + " on this cluster",
                "take-over",
                difference.desired().place()));
    }
}
