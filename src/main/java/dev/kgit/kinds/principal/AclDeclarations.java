package dev.kgit.kinds.principal;

import dev.kgit.model.FieldValue;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import dev.kgit.model.State;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ACLs that are declared, each with the place of the word that asks for it. */
public final class AclDeclarations {

    private final Map<Acl, Place> places = new HashMap<>();
    private final Set<Acl> acls;

    private AclDeclarations(State desired) {
        Map<Acl, Resource> found = new LinkedHashMap<>();
        desired.ofKind(PrincipalKind.NAME)
                .values()
                .forEach(principal -> PrincipalKind.acls(principal).forEach(acl -> found.put(acl, principal)));
        found.forEach((acl, principal) -> {
            Place place = placeOf(principal, acl);
            if (place != null) {
                places.put(acl, place);
            }
        });
        this.acls = found.keySet();
    }

    public static AclDeclarations in(State desired) {
        return new AclDeclarations(desired);
    }

    /** All that are declared, by principal and path. */
    public Set<Acl> acls() {
        return acls;
    }

    /** Where an ACL is declared; null where it is not. */
    public @Nullable Place placeOf(Acl acl) {
        return places.get(acl);
    }

    /** Where a principal's declared ACL is asked for, or else the principal is declared. */
    public static @Nullable Place placeOf(Resource principal, Acl acl) {
        FieldValue declared = principal.field(acl.path());
        return declared == null || declared.place() == null ? principal.place() : declared.place();
    }
}
