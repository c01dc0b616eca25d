package dev.kgit.cluster;

import dev.kgit.model.Diagnostic;
import java.util.Optional;

/**
 * The right to send, which can be lost at any time: the lease was lost, or somebody said stop. Whoever sends asks right
 * before each request. Taking one's own throttles off needs none.
 */
@FunctionalInterface
public interface Permit {

    /** Nothing can take it away. */
    Permit ALWAYS = Optional::empty;

    /** Code of what is said where the lease was lost. */
    String LEASE_LOST = "KG503";

    /** Code of what is said where somebody said stop. */
    String STOPPED = "KG507";

    /** Whether that is why something was not sent. */
    static boolean isDenial(Diagnostic why) {
        return why.code().equals(LEASE_LOST) || why.code().equals(STOPPED);
    }

    /** Why nothing may be sent any more; empty: it may. */
    Optional<Diagnostic> denial();
}
