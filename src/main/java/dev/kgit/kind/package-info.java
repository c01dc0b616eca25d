/** The contract of a kind of resource: what the engine asks of it. */
@NullMarked
package dev.kgit.kind;

import org.jspecify.annotations.NullMarked;
