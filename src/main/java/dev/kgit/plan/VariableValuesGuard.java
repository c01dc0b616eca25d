package dev.kgit.plan;

import dev.kgit.diff.AppliedState;
import dev.kgit.diff.Cause;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.FindingText;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import java.util.List;

/** Values of which nobody can tell whether the cluster was changed, or what environment variables and secrets are. */
final class VariableValuesGuard implements PlanGuard {

    @Override
    public List<Diagnostic> evaluate(ResourceDiff difference, PlanGuardContext context) {
        return findings(difference, context.planInputs().applied());
    }

    static List<Diagnostic> findings(ResourceDiff difference, AppliedState applied) {
        Resource then = applied.of(difference.id()).declaration();
        if (then == null) {
            return List.of();
        }
        List<String> paths = difference.fields().stream()
                .filter(field -> field.cause() == Cause.UNKNOWN)
                .map(FieldDiff::path)
                .filter(path -> {
                    FieldValue setting = then.field(path);
                    return setting != null && setting.outside();
                })
                .toList();
        if (paths.isEmpty()) {
            return List.of();
        }
        return List.of(Diagnostic.info(
                        "KG166",
                        "an environment variable or a secret has a part in " + FindingText.abbreviated(paths)
                                + ": either that is another one than at the last apply, or somebody has changed the cluster")
                .withHint(
                        "look at what the job that applies sets; what it was at the last apply is written down nowhere")
                .withSubject(difference.id()));
    }
}
