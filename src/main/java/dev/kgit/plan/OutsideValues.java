package dev.kgit.plan;

import dev.kgit.diff.AppliedState;
import dev.kgit.diff.Cause;
import dev.kgit.diff.Difference;
import dev.kgit.diff.FieldChange;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Resource;
import dev.kgit.model.Setting;
import java.util.List;

/** Values of which nobody can tell whether the cluster was changed, or what environment variables and secrets are. */
final class OutsideValues implements Guard {

    @Override
    public List<Diagnostic> inspect(Difference difference, Scene scene) {
        return findings(difference, scene.situation().applied());
    }

    static List<Diagnostic> findings(Difference difference, AppliedState applied) {
        Resource then = applied.of(difference.id()).declaration();
        if (then == null) {
            return List.of();
        }
        List<String> paths = difference.fields().stream()
                .filter(field -> field.cause() == Cause.UNKNOWN)
                .map(FieldChange::path)
                .filter(path -> {
                    Setting setting = then.field(path);
                    return setting != null && setting.outside();
                })
                .toList();
        if (paths.isEmpty()) {
            return List.of();
        }
        return List.of(Diagnostic.info(
                        "KG166",
                        "an environment variable or a secret has a part in " + Told.some(paths)
                                + ": either that is another one than at the last apply, or somebody has changed the cluster")
                .withHint(
                        "look at what the job that applies sets; what it was at the last apply is written down nowhere")
                .about(difference.id()));
    }
}
