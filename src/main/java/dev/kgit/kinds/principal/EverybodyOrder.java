package dev.kgit.kinds.principal;

import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.PlanView;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which principals come before which, where one of them is {@link Acl#EVERYBODY}: the others live by its ACLs, too. */
final class EverybodyOrder {

    private EverybodyOrder() {}

    /** The principals of a plan that come before this one. */
    static Set<ResourceId> before(ResourceId principal, PlanView plan) {
        ResourceId everybody = PrincipalKind.id(Acl.EVERYBODY);
        List<ResourceDiff> rows = plan.diff().differences().stream()
                .filter(row -> row.id().isOf(PrincipalKind.NAME))
                .toList();
        boolean loses = rows.stream()
                .filter(row -> row.id().equals(everybody))
                .anyMatch(row -> PrincipalKind.taken(row).stream().anyMatch(Acl::isAllow));
        boolean isRow = rows.stream().anyMatch(row -> row.id().equals(everybody));
        Set<ResourceId> before = new TreeSet<>();
        if (principal.equals(everybody) && loses) {
            rows.stream()
                    .map(ResourceDiff::id)
                    .filter(id -> !id.equals(everybody))
                    .forEach(before::add);
        } else if (!principal.equals(everybody) && isRow && !loses) {
            before.add(everybody);
        }
        return before;
    }
}
