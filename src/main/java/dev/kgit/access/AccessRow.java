package dev.kgit.access;

import dev.kgit.kinds.principal.Acl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a principal may do something, and which ACL says so.
 *
 * @param principal {@code TYPE:NAME}; {@code User:*} is whoever has no ACL of its own
 * @param operation in Kafka's word, {@code READ}
 * @param host from which it asks; {@link #ANY_HOST} for each that no other row names
 * @param by null for a super user, who needs no ACL
 * @param except the DENYs that take a part of {@code on} out of what is allowed
 */
public record AccessRow(
        String principal,
        String operation,
        AccessSubject on,
        String host,
        boolean allowed,
        @Nullable AclSource by,
        List<AclSource> except) {

    public static final String ANY_HOST = Acl.ANY_HOST;

    public AccessRow {
        except = List.copyOf(except);
    }
}
