package dev.kgit.kinds.principal;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that one principal has to be allowed, by one of several ways.
 *
 * @param ways what brokers ask for, each enough by itself
 */
record AccessNeed(AclOperation operation, AclResource resource, List<AclResource> ways) {

    /** Brokers let a topic be created by who may create on it, or on the cluster. */
    static AccessNeed of(AclOperation operation, AclResource resource) {
        boolean alsoByCluster = operation == AclOperation.CREATE && resource.type() == AclResourceType.TOPIC;
        return new AccessNeed(
                operation, resource, alsoByCluster ? List.of(resource, AclResource.CLUSTER) : List.of(resource));
    }

    /** The hosts that ACLs which decide about it name, {@link Acl#ANY_HOST} among them for all that none names. */
    Stream<String> hosts(AclIndex acls) {
        return ways.stream()
                .flatMap(acls::coveringResource)
                .filter(acl -> acl.allows(operation) || acl.denies(operation))
                .map(Acl::host)
                .distinct();
    }

    /** Whether these ACLs, all of them about the principal, allow it to who comes from there. */
    boolean isMet(AclIndex acls, String host) {
        return ways.stream().anyMatch(way -> {
            List<Acl> about =
                    acls.coveringResource(way).filter(acl -> acl.isFrom(host)).toList();
            return about.stream().noneMatch(acl -> acl.denies(operation))
                    && about.stream().anyMatch(acl -> acl.allows(operation));
        });
    }

    /** In words, with the host where that is not any. */
    String from(String host) {
        return operation + " on " + resource + Acl.from(host);
    }
}
