/**
 * A kind that there is in tests alone: notes, which are kept in memory. It shows what a new kind costs: this package, and its
 * entry in the list that a test starts kgit with.
 */
@NullMarked
package dev.kgit.kinds.note;

import org.jspecify.annotations.NullMarked;
