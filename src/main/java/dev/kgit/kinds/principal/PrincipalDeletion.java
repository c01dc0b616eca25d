package dev.kgit.kinds.principal;

import dev.kgit.diff.ChangeType;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.FindingText;
import dev.kgit.kind.GuardContext;
import dev.kgit.model.Diagnostic;
import java.util.List;

/**
 * A principal has no id of its own: of one that is declared no longer, this project's for sure are the ACLs that it declared.
 * Fewer are no matter: a run that died has taken them away already.
 */
final class PrincipalDeletion {

    private PrincipalDeletion() {}

    static List<Diagnostic> findings(ResourceDiff difference, GuardContext context) {
        if (difference.changeType() != ChangeType.DELETE
                || difference.desired().lifecycle().absent()) {
            return List.of();
        }
        List<String> others = PrincipalKind.taken(difference).stream()
                .filter(acl -> difference.desired().field(acl.path()) == null)
                .map(Acl::text)
                .toList();
        return others.isEmpty()
                ? List.of()
                : List.of(context.finding(
                        "KG219",
                        difference,
                        difference.id() + " is not as it was applied: somebody has given it "
                                + FindingText.abbreviated(others),
                        "to take away all that it has, declare it with `state: absent`",
                        difference.desired().place()));
    }
}
