package dev.kgit.kinds.principal;

import java.util.List;

/** Operations that are allowed together, on one resource or pattern. */
public record Grant(AclResource resource, List<AclOperation> operations) {

    public Grant {
        operations = List.copyOf(operations);
    }

    static Grant of(AclResource resource, AclOperation... operations) {
        return new Grant(resource, List.of(operations));
    }
}
