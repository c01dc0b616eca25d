package dev.kgit.kinds.principal;

import dev.kgit.kinds.principal.AccessDecision.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Decides requests as Kafka's StandardAuthorizer does with the same ACLs. A test asks both. */
public final class Authorizer {

    private static final AclIndex NOTHING = new AclIndex(List.of());

    private final AclIndex all;
    private final Map<String, AclIndex> byPrincipal = new HashMap<>();
    private final Set<String> superUsers;
    private final boolean allowsWithoutAcl;

    /**
     * @param superUsers who is asked for no ACL, as {@code super.users} of brokers lists them
     * @param allowsWithoutAcl what {@code allow.everyone.if.no.acl.found} of brokers is
     */
    public Authorizer(Collection<Acl> acls, Set<String> superUsers, boolean allowsWithoutAcl) {
        this.all = new AclIndex(acls);
        this.superUsers = Set.copyOf(superUsers);
        this.allowsWithoutAcl = allowsWithoutAcl;
        Map<String, List<Acl>> lists = new HashMap<>();
        all.all()
                .forEach(acl -> lists.computeIfAbsent(acl.principal(), none -> new ArrayList<>())
                        .add(acl));
        lists.forEach((principal, its) -> byPrincipal.put(principal, new AclIndex(its)));
    }

    /** The answer to a request. About a pattern it is what holds for all names together: see {@link #exceptions}. */
    public AccessDecision decide(AccessRequest request) {
        if (superUsers.contains(request.principal())) {
            return new AccessDecision(true, Reason.SUPER_USER, null);
        }
        Comparator<Acl> nearest = nearestTo(request);
        Optional<Acl> deny = concerning(request, Acl::denies).min(nearest);
        if (deny.isPresent()) {
            return new AccessDecision(false, Reason.DENY, deny.get());
        }
        Optional<Acl> allow = concerning(request, Acl::allows).min(nearest);
        if (allow.isPresent()) {
            return new AccessDecision(true, Reason.ALLOW, allow.get());
        }
        return all.isAnyAboutAllOf(request.resource())
                ? new AccessDecision(false, Reason.NOT_NAMED, null)
                : new AccessDecision(allowsWithoutAcl, Reason.NO_ACL, null);
    }

    /** The DENYs that take some of the names that a pattern matches out of what is decided for all of them. */
    public List<Acl> exceptions(AccessRequest request) {
        AclResource pattern = request.resource();
        return superUsers.contains(request.principal())
                ? List.of()
                : of(request.principal())
                        .flatMap(AclIndex::denies)
                        .filter(acl -> acl.denies(request.operation()) && acl.isFrom(request.host()))
                        .filter(acl -> pattern.covers(acl.resource())
                                && !acl.resource().covers(pattern))
                        .toList();
    }

    private Stream<Acl> concerning(AccessRequest request, BiPredicate<Acl, AclOperation> says) {
        return of(request.principal())
                .flatMap(index -> index.coveringResource(request.resource()))
                .filter(acl -> says.test(acl, request.operation()) && acl.isFrom(request.host()));
    }

    /** Its own ACLs, and those that are about everybody. */
    private Stream<AclIndex> of(String principal) {
        return Stream.of(principal, Acl.EVERYBODY).distinct().map(name -> byPrincipal.getOrDefault(name, NOTHING));
    }

    private static Comparator<Acl> nearestTo(AccessRequest request) {
        return Comparator.comparing((Acl acl) -> !acl.principal().equals(request.principal()))
                .thenComparing(acl -> acl.operation() != request.operation())
                .thenComparing(acl -> acl.operation() == AclOperation.ALL)
                .thenComparing(acl -> acl.resource().isAll())
                .thenComparing(acl -> acl.resource().prefixed())
                .thenComparingInt(acl -> -acl.resource().name().length())
                .thenComparing(acl -> acl.host().equals(Acl.ANY_HOST))
                .thenComparing(Acl::text);
    }
}
