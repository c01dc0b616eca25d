/** Principals on the brokers. */
@NullMarked
package dev.kgit.kinds.principal.live;

import org.jspecify.annotations.NullMarked;
