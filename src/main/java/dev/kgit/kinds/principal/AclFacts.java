package dev.kgit.kinds.principal;

import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.PlatformFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is true of ACLs on a platform beside those of the principals that were asked for.
 *
 * @param self the principal that kgit runs as; null where only the brokers know
 * @param acls every ACL that there is, whoever's
 */
public record AclFacts(@Nullable String self, AclIndex acls) implements PlatformFacts {

    private static final AclFacts NONE = new AclFacts(null, new AclIndex(List.of()));

    /** Those that a reading found; of one that did not look there are none. */
    public static AclFacts of(LiveState live) {
        AclFacts found = live.facts(PrincipalKind.NAME, AclFacts.class);
        return found == null ? NONE : found;
    }
}
