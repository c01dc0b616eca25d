package dev.kgit.kinds.principal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** ACLs, found by what they are about. */
public final class AclIndex {

    private final List<Acl> all;
    private final List<Acl> denies;
    private final Map<AclResource, List<Acl>> byResource = new HashMap<>();

    private final Map<String, List<Acl>> byPrincipal = new HashMap<>();

    /** How long the beginnings of names are that ACLs are about: only those can be the beginning of another name. */
    private final Map<AclResourceType, SortedSet<Integer>> prefixLengths = new EnumMap<>(AclResourceType.class);

    public AclIndex(Collection<Acl> acls) {
        this.all = List.copyOf(acls);
        this.denies = all.stream().filter(acl -> !acl.isAllow()).toList();
        all.forEach(acl -> {
            AclResource resource = acl.resource();
            byResource.computeIfAbsent(resource, none -> new ArrayList<>()).add(acl);
            byPrincipal
                    .computeIfAbsent(acl.principal(), none -> new ArrayList<>())
                    .add(acl);
            if (resource.prefixed()) {
                prefixLengths
                        .computeIfAbsent(resource.type(), none -> new TreeSet<>())
                        .add(resource.name().length());
            }
        });
    }

    public List<Acl> all() {
        return all;
    }

    /** Those that count for a principal: its own, and everybody's. */
    public Stream<Acl> concerning(String principal) {
        return Stream.of(principal, Acl.EVERYBODY)
                .distinct()
                .flatMap(name -> byPrincipal.getOrDefault(name, List.of()).stream());
    }

    /** Those that deny something. */
    Stream<Acl> denies() {
        return denies.stream();
    }

    /** The ACLs that speak of the resource of that name. */
    public Stream<Acl> about(AclResourceType type, String name) {
        return coveringResource(AclResource.literal(type, name));
    }

    /** Whether an ACL speaks of the resource, or of all that the pattern matches. */
    public boolean isAnyAboutAllOf(AclResource resource) {
        return coveringResource(resource).findAny().isPresent();
    }

    /** The ACLs that speak of all that another one speaks of. */
    public Stream<Acl> coveringResource(AclResource resource) {
        AclResourceType type = resource.type();
        String name = resource.name();
        Set<AclResource> covering = new LinkedHashSet<>(Set.of(resource));
        if (!resource.isAll()) {
            prefixLengths.getOrDefault(type, new TreeSet<>()).headSet(name.length() + 1).stream()
                    .map(length -> AclResource.prefix(type, name.substring(0, length)))
                    .forEach(covering::add);
        }
        AclResource every = AclResource.all(type);
        if (every.covers(resource)) {
            covering.add(every);
        }
        return covering.stream().flatMap(wider -> byResource.getOrDefault(wider, List.of()).stream());
    }
}
