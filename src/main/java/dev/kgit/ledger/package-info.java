/** What was applied last, resource by resource, and by which run; the lease. Kept in a topic. */
@NullMarked
package dev.kgit.ledger;

import org.jspecify.annotations.NullMarked;
