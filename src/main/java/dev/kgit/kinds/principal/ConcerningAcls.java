package dev.kgit.kinds.principal;

import dev.kgit.kind.GuardContext;
import dev.kgit.model.Resource;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The ACLs that count for a principal: its own, and everybody's. */
final class ConcerningAcls {

    private ConcerningAcls() {}

    /** Those that are live. */
    static AclIndex before(String principal, GuardContext plan) {
        return new AclIndex(live(principal, plan));
    }

    /** Those that are left when the whole plan has been applied. */
    static AclIndex after(String principal, GuardContext plan) {
        Set<Acl> after = live(principal, plan);
        Stream.of(principal, Acl.EVERYBODY)
                .distinct()
                .map(name -> plan.differenceOf(PrincipalKind.id(name)))
                .filter(Objects::nonNull)
                .forEach(row -> {
                    PrincipalKind.taken(row).forEach(after::remove);
                    after.addAll(PrincipalKind.given(row));
                });
        return new AclIndex(after);
    }

    /** Of a principal that is looked at, as it was read itself. */
    private static Set<Acl> live(String principal, GuardContext plan) {
        Set<Acl> live = new LinkedHashSet<>();
        Resource read = plan.live().state().get(PrincipalKind.id(principal));
        if (read != null) {
            live.addAll(PrincipalKind.acls(read));
        }
        AclFacts.of(plan.live()).acls().concerning(principal).forEach(live::add);
        return live;
    }
}
