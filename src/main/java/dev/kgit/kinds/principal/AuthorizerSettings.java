package dev.kgit.kinds.principal;

import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.EvidenceRequest;
import dev.kgit.model.ResourceId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the authorizer of the brokers does with what no ACL speaks of. */
public record AuthorizerSettings(WithoutAcl withoutAcl) implements Evidence {

    /** What happens to requests for a resource that no ACL speaks of. */
    public enum WithoutAcl {
        /** Nobody but super users is let in. */
        DENIED,
        /** {@code allow.everyone.if.no.acl.found} is set, and brokers do not tell to what: everybody may be let in. */
        PERHAPS_ALLOWED,
        /** The principal may not see the brokers' settings. */
        UNKNOWN
    }

    /** Asks for them, for the sake of a principal. */
    public record Request(ResourceId id) implements EvidenceRequest {}

    /** What the platform has answered for a principal; null where it was not asked. */
    public static @Nullable AuthorizerSettings in(Map<ResourceId, Evidence> evidence, ResourceId id) {
        return evidence.get(id) instanceof AuthorizerSettings settings ? settings : null;
    }
}
