package dev.kgit.kinds.principal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** ACLs, found by what they are about. */
public final class AclIndex {

    private final List<Acl> all;
    private final List<Acl> denies;
    private final Map<AclResource, List<Acl>> exact = new HashMap<>();
    private final Map<AclResourceType, List<Acl>> wide = new EnumMap<>(AclResourceType.class);

    public AclIndex(Collection<Acl> acls) {
        this.all = List.copyOf(acls);
        this.denies = all.stream().filter(acl -> !acl.isAllow()).toList();
        all.forEach(acl -> {
            AclResource resource = acl.resource();
            if (resource.prefixed() || resource.isAll()) {
                wide.computeIfAbsent(resource.type(), none -> new ArrayList<>()).add(acl);
            } else {
                exact.computeIfAbsent(resource, none -> new ArrayList<>()).add(acl);
            }
        });
    }

    public List<Acl> all() {
        return all;
    }

    /** Those that deny something. */
    Stream<Acl> denies() {
        return denies.stream();
    }

    /** The ACLs that speak of the resource of that name. */
    public Stream<Acl> about(AclResourceType type, String name) {
        return Stream.concat(
                exact.getOrDefault(AclResource.literal(type, name), List.of()).stream(),
                wide.getOrDefault(type, List.of()).stream()
                        .filter(acl -> acl.resource().matches(name)));
    }

    /** The ACLs that speak of all that another one speaks of. */
    Stream<Acl> coveringResource(AclResource resource) {
        return Stream.concat(
                exact.getOrDefault(resource, List.of()).stream(),
                wide.getOrDefault(resource.type(), List.of()).stream()
                        .filter(acl -> acl.resource().covers(resource)));
    }
}
