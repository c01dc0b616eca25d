package dev.kgit.kinds.principal;

import dev.kgit.cluster.Operation;
import dev.kgit.model.ResourceId;
import java.util.List;

/** All that can be sent about a principal. */
public sealed interface PrincipalOperation extends Operation {

    /** ACLs of the principal. */
    List<Acl> acls();

    /** Gives the principal ACLs; those that it has already stay as they are. */
    record CreateAcls(ResourceId id, List<Acl> acls) implements PrincipalOperation {
        public CreateAcls {
            acls = List.copyOf(acls);
        }
    }

    /** Takes these very ACLs away, and no other one that they cover. */
    record DeleteAcls(ResourceId id, List<Acl> acls) implements PrincipalOperation {
        public DeleteAcls {
            acls = List.copyOf(acls);
        }
    }
}
