package dev.kgit.kinds.connector;

import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.GuardContext;
import dev.kgit.model.Diagnostic;
import java.util.List;

/** A connector has no id of its own: one of the same name is this project's for sure only while it is as it was applied. */
final class ConnectorDeletion {

    private ConnectorDeletion() {}

    static List<Diagnostic> findings(ResourceDiff delete, GuardContext context) {
        boolean declared = delete.desired().lifecycle().absent();
        Diagnostic stays = OffsetGuard.staysBehind(delete);
        if (declared || context.isAsApplied(delete.id())) {
            return List.of(stays);
        }
        return List.of(
                stays,
                context.finding(
                        "KG219",
                        delete,
                        delete.id() + " is not as it was applied: somebody has changed it, or made it anew",
                        "to delete it as it is, declare it with `state: absent`",
                        delete.desired().place()));
    }
}
