package dev.kgit.kinds.principal;

import dev.kgit.diff.ChangeType;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.PlanView;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which principals come before which, where one of them is {@link Acl#EVERYBODY}, by whose ACLs the others live too: who loses
 * what the other one gains comes second, and not at all where that one fails.
 *
 * <p>Where that holds both ways, neither waits: then both go out together, and what is given goes out before what is taken away.
 */
final class WildcardPrincipalOrder {

    private static final ResourceId EVERYBODY = PrincipalKind.id(Acl.EVERYBODY);

    private WildcardPrincipalOrder() {}

    /** A row, and what it allows and allows no longer. */
    private record Change(ResourceDiff row, List<Acl> gains, List<Acl> loses) {

        static Change of(ResourceDiff row) {
            return new Change(row, allows(PrincipalKind.given(row)), allows(PrincipalKind.taken(row)));
        }

        private static List<Acl> allows(List<Acl> acls) {
            return acls.stream().filter(Acl::isAllow).toList();
        }

        ResourceId id() {
            return row.id();
        }

        boolean isDelete() {
            return row.changeType() == ChangeType.DELETE;
        }

        boolean losesWhatIsGainedBy(Change other) {
            return loses.stream().anyMatch(lost -> other.gains.stream().anyMatch(lost::sharesWith));
        }
    }

    /** The principals that a principal names in this sense: those before it, and of those that are deleted, those after it. */
    static Set<ResourceId> before(ResourceId principal, PlanView plan) {
        List<ResourceDiff> rows = plan.diff().differences().stream()
                .filter(row -> row.id().isOf(PrincipalKind.NAME))
                .toList();
        @Nullable Change everybody = change(EVERYBODY, rows);
        if (everybody == null) {
            return Set.of();
        }
        if (!principal.equals(EVERYBODY)) {
            Change own = change(principal, rows);
            return own != null && names(own, everybody) ? Set.of(EVERYBODY) : Set.of();
        }
        Set<ResourceId> before = new TreeSet<>();
        Set<ResourceId> deleted = new TreeSet<>();
        boolean together = false;
        for (ResourceDiff row : rows) {
            if (!row.id().equals(EVERYBODY)) {
                Change other = Change.of(row);
                together |= isBothWays(everybody, other);
                if (names(everybody, other)) {
                    (other.isDelete() ? deleted : before).add(other.id());
                }
            }
        }
        if (together) {
            before.clear();
        }
        before.addAll(deleted);
        return before;
    }

    private static @Nullable Change change(ResourceId id, List<ResourceDiff> rows) {
        return rows.stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .map(Change::of)
                .orElse(null);
    }

    private static boolean isBothWays(Change one, Change other) {
        return one.losesWhatIsGainedBy(other) && other.losesWhatIsGainedBy(one);
    }

    /** What is deleted waits for whoever names it; all else waits for what it names. */
    private static boolean names(Change one, Change other) {
        boolean waits = one.losesWhatIsGainedBy(other) || (other.isDelete() && other.losesWhatIsGainedBy(one));
        return waits && !one.isDelete() && !isBothWays(one, other);
    }
}
