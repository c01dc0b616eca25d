/** Waiting, retrying, work in the background, and what is done when the process is told to end. */
@NullMarked
package dev.kgit.concurrent;

import org.jspecify.annotations.NullMarked;
