/** Pure: differences become an ordered, guarded plan. */
@NullMarked
package dev.kgit.plan;

import org.jspecify.annotations.NullMarked;
