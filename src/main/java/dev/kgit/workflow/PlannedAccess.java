package dev.kgit.workflow;

import dev.kgit.access.AccessChanges;
import dev.kgit.access.AccessComparison;
import dev.kgit.access.AccessTable;
import dev.kgit.kinds.principal.Acl;
import dev.kgit.kinds.principal.AclDeclarations;
import dev.kgit.kinds.principal.AclFacts;
import dev.kgit.kinds.principal.KnownTopics;
import dev.kgit.kinds.principal.PrincipalKind;
import dev.kgit.kinds.principal.PrincipalOperation;
import dev.kgit.model.State;
import dev.kgit.plan.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a plan changes in who may do what: by all ACLs that there are, and those that it gives and takes away. */
final class PlannedAccess {

    private PlannedAccess() {}

    /** Of all rows, those too that something blocks. */
    static AccessChanges of(Plan plan, Inputs inputs) {
        if (plan.unreadable().stream().anyMatch(unread -> unread.id().isOf(PrincipalKind.NAME))) {
            return AccessChanges.UNKNOWN;
        }
        List<Acl> given = acls(plan, PrincipalOperation.CreateAcls.class);
        List<Acl> taken = acls(plan, PrincipalOperation.DeleteAcls.class);
        Collection<Acl> before = AclFacts.of(inputs.live()).acls().all();
        Set<Acl> after = new LinkedHashSet<>(before);
        taken.forEach(after::remove);
        after.addAll(given);
        AclDeclarations declared = AclDeclarations.in(inputs.desired().state());
        KnownTopics now = KnownTopics.of(State.EMPTY, inputs.live());
        KnownTopics then = KnownTopics.of(inputs.desired().state(), inputs.live());
        List<Acl> changed = new ArrayList<>(given);
        changed.addAll(taken);
        return AccessComparison.of(
                new AccessTable(before, Set.of(), declared::placeOf, now),
                new AccessTable(after, Set.of(), declared::placeOf, then),
                changed);
    }

    private static <O extends PrincipalOperation> List<Acl> acls(Plan plan, Class<O> type) {
        return plan.changes().stream()
                .flatMap(change -> change.operations().stream())
                .filter(type::isInstance)
                .flatMap(operation -> type.cast(operation).acls().stream())
                .toList();
    }
}
