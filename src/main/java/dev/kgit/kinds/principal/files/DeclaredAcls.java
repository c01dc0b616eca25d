package dev.kgit.kinds.principal.files;

import dev.kgit.kinds.principal.Acl;
import dev.kgit.kinds.principal.AclOperation;
import dev.kgit.kinds.principal.AclResource;
import dev.kgit.kinds.principal.Grant;
import dev.kgit.kinds.principal.PermissionType;
import dev.kgit.kinds.principal.PrincipalKind;
import dev.kgit.manifest.ScalarNode;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Place;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The ACLs of one principal as they are gathered, each with the word that asked for it first. */
final class DeclaredAcls {

    private final String principal;
    private final SortedMap<String, FieldValue> fields = new TreeMap<>();

    DeclaredAcls(String principal) {
        this.principal = principal;
    }

    /**
     * What asks for ACLs.
     *
     * @param outside whether an environment variable has a part in it
     */
    record Word(Place place, boolean outside) {

        static Word of(ScalarNode node) {
            return new Word(node.place(), node.origin() != ScalarNode.Origin.FILE);
        }
    }

    /** Takes an ACL for each of the operations and hosts. */
    void add(
            Word word,
            PermissionType permission,
            Collection<AclOperation> operations,
            AclResource resource,
            List<String> hosts) {
        FieldValue present =
                new FieldValue(PrincipalKind.PRESENT, FieldValue.Sensitivity.NONE, null, word.outside(), word.place());
        for (AclOperation operation : operations) {
            for (String host : hosts) {
                fields.putIfAbsent(new Acl(principal, permission, operation, resource, host).path(), present);
            }
        }
    }

    /** Takes what a shortcut allows. */
    void allow(Word word, Collection<Grant> grants, List<String> hosts) {
        grants.forEach(grant -> add(word, PermissionType.ALLOW, grant.operations(), grant.resource(), hosts));
    }

    SortedMap<String, FieldValue> fields() {
        return fields;
    }
}
