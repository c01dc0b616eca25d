package dev.kgit.access;

import dev.kgit.kinds.principal.AccessDecision;
import dev.kgit.kinds.principal.AccessDecision.Reason;
import dev.kgit.kinds.principal.AccessRequest;
import dev.kgit.kinds.principal.Acl;
import dev.kgit.kinds.principal.AclOperation;
import dev.kgit.kinds.principal.AclResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Asks two authorizers, the one of now and the one of later, about all that the ACLs speak of in which they differ. */
public final class AccessComparison {

    private static final Comparator<AccessRow> ORDER = Comparator.comparing(AccessRow::principal)
            .thenComparing(row -> row.on().text())
            .thenComparing(AccessRow::host)
            .thenComparingInt(row -> row.on().operations().indexOf(row.operation()));

    private final AccessTable before;
    private final AccessTable after;
    private final Map<AccessRequest, SortedSet<String>> hosts = new LinkedHashMap<>();
    private final List<AccessRow> gained = new ArrayList<>();
    private final List<AccessRow> lost = new ArrayList<>();

    private enum Change {
        NONE,
        GAINED,
        LOST
    }

    private AccessComparison(AccessTable before, AccessTable after) {
        this.before = before;
        this.after = after;
    }

    /** @param changed the ACLs that one of them has and the other has not */
    public static AccessChanges of(AccessTable before, AccessTable after, Collection<Acl> changed) {
        AccessComparison comparison = new AccessComparison(before, after);
        changed.forEach(comparison::collect);
        comparison.hosts.forEach(comparison::compare);
        comparison.gained.sort(ORDER);
        comparison.lost.sort(ORDER);
        return new AccessChanges(true, comparison.gained, comparison.lost);
    }

    private void collect(Acl changed) {
        for (String principal : principals(changed)) {
            for (AclResource resource : resources(changed, principal)) {
                for (AclOperation operation : AccessTable.operations(resource.type())) {
                    if (!changed.operation().implies(operation)) {
                        continue;
                    }
                    SortedSet<String> its = hosts.computeIfAbsent(
                            new AccessRequest(principal, Acl.ANY_HOST, operation, resource), none -> new TreeSet<>());
                    its.add(changed.host());
                    if (!changed.isAllow() && changed.host().equals(Acl.ANY_HOST)) {
                        its.addAll(before.hosts(principal, resource));
                        its.addAll(after.hosts(principal, resource));
                    }
                }
            }
        }
    }

    private SortedSet<String> principals(Acl changed) {
        SortedSet<String> principals = new TreeSet<>(Set.of(changed.principal()));
        if (changed.principal().equals(Acl.EVERYBODY)) {
            principals.addAll(before.principals());
            principals.addAll(after.principals());
        }
        return principals;
    }

    /** What the ACL is about; of a DENY also what it takes out of it of that which others allow. */
    private Set<AclResource> resources(Acl changed, String principal) {
        Set<AclResource> resources = new TreeSet<>(AccessTable.BY_TYPE_AND_NAME);
        resources.add(changed.resource());
        if (!changed.isAllow()) {
            Stream.of(before, after)
                    .flatMap(table -> Stream.concat(table.own(principal), table.own(Acl.EVERYBODY)))
                    .map(Acl::resource)
                    .filter(changed.resource()::covers)
                    .forEach(resources::add);
        }
        return resources;
    }

    private void compare(AccessRequest fromAny, SortedSet<String> from) {
        Change any = from.contains(Acl.ANY_HOST) ? compare(fromAny, Change.NONE) : Change.NONE;
        from.stream()
                .filter(host -> !host.equals(Acl.ANY_HOST))
                .forEach(host -> compare(
                        new AccessRequest(fromAny.principal(), host, fromAny.operation(), fromAny.resource()), any));
    }

    /** @param told what is told of all hosts already */
    private Change compare(AccessRequest request, Change told) {
        AccessDecision now = before.decide(request);
        AccessDecision then = after.decide(request);
        Change change =
                now.isAllowed() == then.isAllowed() ? Change.NONE : then.isAllowed() ? Change.GAINED : Change.LOST;
        if (change == told) {
            return change;
        }
        if (change == Change.GAINED && (isOwn(request, then) || now.reason() == Reason.DENY)) {
            gained.add(after.row(request, then));
        } else if (change == Change.LOST && then.reason() == Reason.DENY) {
            lost.add(after.row(request, then));
        } else if (change == Change.LOST && isOwn(request, now)) {
            lost.add(before.row(request, now));
        }
        return change;
    }

    /** What everybody gains or loses by the same ACL is not said again of each. */
    private static boolean isOwn(AccessRequest request, AccessDecision decision) {
        Acl by = decision.by();
        return by != null && by.principal().equals(request.principal());
    }
}
