/** Rim: a real broker and a real Connect worker on this machine. */
@NullMarked
package dev.kgit.sandbox;

import org.jspecify.annotations.NullMarked;
