package dev.kgit.plan;

import dev.kgit.diff.Cause;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.GuardContext;
import dev.kgit.model.Diagnostic;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What somebody changed on the cluster can be refused to be taken back, and then nobody's merge is applied any more. Taking it
 * into the files is a way on that nobody else has to consent to.
 */
final class AdoptHint {

    /** Ids that a shell takes as they are. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/-]+");

    /** Who manages it is no question of its values. */
    private static final String OWNER = "KG214";

    private AdoptHint() {}

    /** The findings; those that block the way back from what was changed by hand say how it is kept. */
    static List<Diagnostic> added(List<Diagnostic> findings, ResourceDiff difference, String environment) {
        // What is moved can be adopted when it has its new name.
        if (difference.changeType() != ChangeType.UPDATE
                || difference.movedFrom().isPresent()) {
            return findings;
        }
        return findings.stream()
                .map(finding -> isOfDrift(finding, difference) ? hinted(finding, difference, environment) : finding)
                .toList();
    }

    private static boolean isOfDrift(Diagnostic finding, ResourceDiff difference) {
        if (!finding.isError() || finding.code().equals(OWNER)) {
            return false;
        }
        return difference.cause() == Cause.DRIFT
                || difference.fields().stream()
                        .anyMatch(field -> field.cause() == Cause.DRIFT
                                && finding.place() != null
                                && finding.place().equals(GuardContext.placeOf(difference, field.path())));
    }

    private static Diagnostic hinted(Diagnostic finding, ResourceDiff difference, String environment) {
        String id = difference.id().toString();
        String quoted = PLAIN.matcher(id).matches() ? id : "'" + id.replace("'", "'\\''") + "'";
        String keep = "somebody changed it on the cluster: to keep that, `kgit adopt -e " + environment + " " + quoted
                + "` and commit what it writes";
        String otherwise = finding.advice();
        return finding.withHint(otherwise == null ? keep : keep + "; otherwise " + otherwise);
    }
}
