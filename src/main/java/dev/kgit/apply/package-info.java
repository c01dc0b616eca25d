/** Runs a plan through the port and tells what happens as events. */
@NullMarked
package dev.kgit.apply;

import org.jspecify.annotations.NullMarked;
