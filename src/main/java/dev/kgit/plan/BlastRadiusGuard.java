package dev.kgit.plan;

import dev.kgit.diff.ChangeType;
import dev.kgit.diff.Diff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import java.util.ArrayList;
import java.util.List;

/** Too much at once: a wrong folder, branch or glob looks like this. Creations don't count. */
final class BlastRadiusGuard implements PlanGuard {

    /** Below this number of managed resources a percentage says nothing. */
    private static final int FEW = 10;

    private final long deletes;
    private final long changes;
    private final long managed;

    BlastRadiusGuard(Diff diff) {
        this.deletes = count(diff, ChangeType.DELETE);
        this.changes = deletes + count(diff, ChangeType.UPDATE);
        // Of all there is, whatever is looked at: with --target it is the smaller step that this asks for.
        this.managed = diff.unchanged().size() + changes + diff.orphans().size();
    }

    @Override
    public List<Diagnostic> evaluate(ResourceDiff difference, PlanGuardContext context) {
        if (difference.changeType() == ChangeType.CREATE) {
            return List.of();
        }
        List<Diagnostic> findings = new ArrayList<>();
        Environment.Guards limits = context.planInputs().desired().environment().guards();
        boolean isDelete = difference.changeType() == ChangeType.DELETE;
        if (isDelete && deletes > limits.maxDeletes()) {
            findings.add(tooMany(
                    "KG208",
                    deletes + " deletes at once, more than maxDeletes " + limits.maxDeletes(),
                    difference,
                    context));
        }
        if (isDelete && managed >= FEW && deletes * 100 > managed * limits.maxDeletePercent()) {
            findings.add(tooMany(
                    "KG209",
                    share(deletes, managed, "deletes") + ", more than maxDeletePercent " + limits.maxDeletePercent(),
                    difference,
                    context));
        }
        if (managed >= FEW && changes * 100 > managed * limits.maxChangePercent()) {
            findings.add(tooMany(
                    "KG211",
                    share(changes, managed, "changes and deletes") + ", more than maxChangePercent "
                            + limits.maxChangePercent(),
                    difference,
                    context));
        }
        return findings;
    }

    private static String share(long part, long managed, String what) {
        return part + " " + what + " of " + managed + " managed resources (" + part * 100 / managed + " %)";
    }

    private static Diagnostic tooMany(String code, String message, ResourceDiff difference, PlanGuardContext context) {
        return context.findingOfAll(
                code,
                difference,
                message,
                "if this is meant, raise the limit under `guards:` in environment.yaml, or apply in smaller steps with --target",
                difference.desired().place());
    }

    private static long count(Diff diff, ChangeType changeType) {
        return diff.differences().stream()
                .filter(difference -> difference.changeType() == changeType)
                .count();
    }
}
