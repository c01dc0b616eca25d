package dev.kgit.cluster;

import dev.kgit.kinds.principal.Acl;
import dev.kgit.kinds.principal.AclFacts;
import dev.kgit.kinds.principal.AclIndex;
import dev.kgit.kinds.principal.PrincipalKind;
import dev.kgit.kinds.principal.PrincipalOperation;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The ACLs of a {@link FakeCluster}, as an authorizer keeps them: nothing but bindings, and a principal is who has some. */
final class FakeAcls {

    private final Set<Acl> all = new HashSet<>();

    SortedSet<ResourceId> principals() {
        SortedSet<ResourceId> principals = new TreeSet<>();
        all.forEach(acl -> principals.add(PrincipalKind.id(acl.principal())));
        return principals;
    }

    Resource resource(ResourceId id) {
        SortedMap<String, FieldValue> fields = new TreeMap<>();
        all.stream()
                .filter(acl -> acl.principal().equals(id.name()))
                .forEach(acl -> fields.put(acl.path(), PrincipalKind.LIVE));
        return Resource.live(id, fields);
    }

    AclFacts facts() {
        return new AclFacts("User:kgit", new AclIndex(all));
    }

    /** Gives the principal these ACLs and no others. */
    void put(ResourceId id, Collection<Acl> acls) {
        remove(id);
        all.addAll(acls);
    }

    void remove(ResourceId id) {
        all.removeIf(acl -> acl.principal().equals(id.name()));
    }

    /** What is there already, or gone already, is no failure. */
    void handle(PrincipalOperation operation) {
        if (operation instanceof PrincipalOperation.CreateAcls) {
            all.addAll(operation.acls());
        } else {
            operation.acls().forEach(all::remove);
        }
    }
}
