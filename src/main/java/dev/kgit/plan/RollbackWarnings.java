package dev.kgit.plan;

import dev.kgit.kind.Kinds;
import dev.kgit.model.Diagnostic;
import java.util.List;

/** What a plan back to an earlier commit does not bring back. */
public final class RollbackWarnings {

    private RollbackWarnings() {}

    /** What can't be undone, change by change. */
    public static List<Diagnostic> in(Plan plan, Kinds kinds) {
        return plan.changes().stream()
                .flatMap(change ->
                        kinds.of(change.id()).irreversible(change.id(), change.changeType(), change.fields()).stream())
                .toList();
    }
}
