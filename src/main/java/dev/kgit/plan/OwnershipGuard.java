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
        String message = difference.id() + " is managed by " + owner + " on this cluster";
        if (scene.situation().isOwned(difference.id())) {
            // Taken over before: what they still list is theirs to take out.
            return List.of(Diagnostic.warning("KG214", message + " too")
                    .at(difference.desired().place())
                    .about(difference.id()));
        }
        return List.of(scene.consented(
                "KG214", difference, message, "take-over", difference.desired().place()));
    }
}
