package dev.kgit.plan;

import dev.kgit.diff.Diff;
import dev.kgit.diff.Difference;
import dev.kgit.diff.Verb;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import java.util.ArrayList;
import java.util.List;

/** Too much at once: a wrong folder, branch or glob looks like this. Creations don't count. */
final class FanOutGuard implements Guard {

    /** Below this number of managed resources a percentage says nothing. */
    private static final int FEW = 10;

    private final long deletes;
    private final long changes;
    private final long managed;

    FanOutGuard(Diff diff) {
        this.deletes = count(diff, Verb.DELETE);
        this.changes = deletes + count(diff, Verb.UPDATE);
        this.managed = diff.unchanged() + changes + diff.orphans().size();
    }

    @Override
    public List<Diagnostic> inspect(Difference difference, Scene scene) {
        if (difference.verb() == Verb.CREATE) {
            return List.of();
        }
        List<Diagnostic> findings = new ArrayList<>();
        Environment.Guards limits = scene.situation().desired().environment().guards();
        boolean isDelete = difference.verb() == Verb.DELETE;
        if (isDelete && deletes > limits.maxDeletes()) {
            findings.add(tooMany(
                    "KG208",
                    deletes + " deletes at once, more than maxDeletes " + limits.maxDeletes(),
                    difference,
                    scene));
        }
        if (isDelete && managed >= FEW && deletes * 100 > managed * limits.maxDeletePercent()) {
            findings.add(tooMany(
                    "KG209",
                    share(deletes, managed, "deletes") + ", more than maxDeletePercent " + limits.maxDeletePercent(),
                    difference,
                    scene));
        }
        if (managed >= FEW && changes * 100 > managed * limits.maxChangePercent()) {
            findings.add(tooMany(
                    "KG211",
                    share(changes, managed, "changes and deletes") + ", more than maxChangePercent "
                            + limits.maxChangePercent(),
                    difference,
                    scene));
        }
        return findings;
    }

    private static String share(long part, long managed, String what) {
        return part + " " + what + " of " + managed + " managed resources (" + part * 100 / managed + " %)";
    }

    private static Diagnostic tooMany(String code, String message, Difference difference, Scene scene) {
        return scene.findingOfAll(
                code,
                difference,
                message,
                "if this is meant, raise the limit under `guards:` in environment.yaml, or apply in smaller steps with --target",
                difference.desired().place());
    }

    private static long count(Diff diff, Verb verb) {
        return diff.differences().stream()
                .filter(difference -> difference.verb() == verb)
                .count();
    }
}
