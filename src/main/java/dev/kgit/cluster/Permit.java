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

    /** Why nothing may be sent any more; empty: it may. */
    Optional<Diagnostic> denial();
}
