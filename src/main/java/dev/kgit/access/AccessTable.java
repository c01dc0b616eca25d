package dev.kgit.access;

import dev.kgit.kinds.principal.AccessDecision;
import dev.kgit.kinds.principal.AccessDecision.Reason;
import dev.kgit.kinds.principal.AccessRequest;
import dev.kgit.kinds.principal.Acl;
import dev.kgit.kinds.principal.AclOperation;
import dev.kgit.kinds.principal.AclResource;
import dev.kgit.kinds.principal.AclResourceType;
import dev.kgit.kinds.principal.Authorizer;
import dev.kgit.kinds.principal.KnownTopics;
import dev.kgit.model.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks an authorizer about all principals and resources that some ACLs name. */
public final class AccessTable {

    static final Comparator<AclResource> BY_TYPE_AND_NAME =
            Comparator.comparing(AclResource::type).thenComparing(AclResource::toString);

    private final Authorizer authorizer;
    private final Map<String, List<Acl>> byPrincipal = new HashMap<>();
    private final Map<String, List<Acl>> forOneHost = new HashMap<>();
    private final Set<String> superUsers;
    private final Function<Acl, @Nullable Place> places;
    private final KnownTopics topics;
    private final Map<AclResource, AccessSubject> subjects = new HashMap<>();

    /**
     * @param superUsers whom no ACL has to allow anything
     * @param places where an ACL is declared; null where it is not
     * @param topics that patterns stand for
     */
    public AccessTable(
            Collection<Acl> acls, Set<String> superUsers, Function<Acl, @Nullable Place> places, KnownTopics topics) {
        // What no ACL is about is not answered by rows: nobody knows what brokers do with it.
        this.authorizer = new Authorizer(acls, superUsers, false);
        this.superUsers = superUsers;
        this.places = places;
        this.topics = topics;
        acls.forEach(acl -> add(byPrincipal, acl));
        acls.stream().filter(acl -> !acl.host().equals(Acl.ANY_HOST)).forEach(acl -> add(forOneHost, acl));
    }

    private static void add(Map<String, List<Acl>> byPrincipal, Acl acl) {
        byPrincipal.computeIfAbsent(acl.principal(), none -> new ArrayList<>()).add(acl);
    }

    /** The principals that have ACLs. */
    public Set<String> principals() {
        return byPrincipal.keySet();
    }

    /** All that is allowed or denied of what is asked for. */
    public List<AccessRow> rows(AccessQuery query) {
        SortedSet<String> principals = new TreeSet<>(principals());
        principals.addAll(superUsers);
        List<AccessRow> rows = new ArrayList<>();
        for (String principal : query.principal() == null ? principals : Set.of(query.principal())) {
            SortedSet<AclResource> resources = resources(principal, query);
            for (AclResource resource : resources) {
                for (AclOperation operation : operations(resource.type())) {
                    if (query.isAbout(operation)) {
                        rows(principal, operation, resource, resources, rows);
                    }
                }
            }
        }
        return rows;
    }

    /** What can be done with resources of a type, one by one. */
    static List<AclOperation> operations(AclResourceType type) {
        return Arrays.stream(AclOperation.values())
                .filter(operation ->
                        operation != AclOperation.ALL && type.operations().contains(operation))
                .toList();
    }

    private SortedSet<AclResource> resources(String principal, AccessQuery query) {
        SortedSet<AclResource> resources = new TreeSet<>(BY_TYPE_AND_NAME);
        AclResource asked = query.resource();
        if (asked != null) {
            resources.add(asked);
        }
        if (superUsers.contains(principal)) {
            if (asked == null) {
                Arrays.stream(AclResourceType.values()).map(AclResource::all).forEach(resources::add);
            }
            return resources;
        }
        // What everybody may is told once, unless one of them is asked for.
        boolean withEverybody = query.principal() != null || asked != null;
        Stream.concat(own(principal), withEverybody ? own(Acl.EVERYBODY) : Stream.empty())
                .map(Acl::resource)
                .filter(resource -> asked == null || asked.covers(resource))
                .forEach(resources::add);
        return resources;
    }

    Stream<Acl> own(String principal) {
        return byPrincipal.getOrDefault(principal, List.of()).stream();
    }

    /**
     * Adds what holds for any host, and for each host for which another thing holds.
     *
     * @param others which are asked about, too: what an ACL says of a wider one of them is not said again
     */
    private void rows(
            String principal,
            AclOperation operation,
            AclResource resource,
            Set<AclResource> others,
            List<AccessRow> rows) {
        AccessRequest fromAny = new AccessRequest(principal, Acl.ANY_HOST, operation, resource);
        AccessDecision any = authorizer.decide(fromAny);
        if (isTold(any, resource, others)) {
            rows.add(row(fromAny, any));
        }
        for (String host : hosts(principal, resource)) {
            AccessRequest request = new AccessRequest(principal, host, operation, resource);
            AccessDecision decision = authorizer.decide(request);
            if (decision.reason() != any.reason() && isTold(decision, resource, others)) {
                rows.add(row(request, decision));
            }
        }
    }

    private static boolean isTold(AccessDecision decision, AclResource resource, Set<AclResource> others) {
        Acl by = decision.by();
        boolean elsewhere = by != null && !by.resource().equals(resource) && others.contains(by.resource());
        return !elsewhere && (decision.isAllowed() || decision.reason() == Reason.DENY);
    }

    /** From where an ACL that is not for all hosts lets the principal do something, or keeps it from that. */
    SortedSet<String> hosts(String principal, AclResource resource) {
        SortedSet<String> hosts = new TreeSet<>();
        Stream.of(principal, Acl.EVERYBODY)
                .flatMap(name -> forOneHost.getOrDefault(name, List.of()).stream())
                .filter(acl -> acl.resource().covers(resource))
                .forEach(acl -> hosts.add(acl.host()));
        return hosts;
    }

    AccessDecision decide(AccessRequest request) {
        return authorizer.decide(request);
    }

    AccessRow row(AccessRequest request, AccessDecision decision) {
        Acl by = decision.by();
        List<AclSource> except = decision.isAllowed()
                ? authorizer.exceptions(request).stream().map(this::source).toList()
                : List.of();
        return new AccessRow(
                request.principal(),
                request.operation().name(),
                subjects.computeIfAbsent(request.resource(), this::subject),
                request.host(),
                decision.isAllowed(),
                by == null ? null : source(by),
                except);
    }

    private AclSource source(Acl acl) {
        return new AclSource(
                acl.principal(),
                acl.permission().name(),
                acl.operation().name(),
                acl.resource().toString(),
                acl.host(),
                places.apply(acl));
    }

    private AccessSubject subject(AclResource resource) {
        boolean counted = resource.type() == AclResourceType.TOPIC && resource.isPattern();
        return new AccessSubject(
                resource.type().label(),
                resource.toString(),
                resource.words(),
                operations(resource.type()).stream().map(Enum::name).toList(),
                counted ? topics.matching(resource).size() : null);
    }
}
