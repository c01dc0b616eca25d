/** The list of kinds; each has a package below. */
@NullMarked
package dev.kgit.kinds;

import org.jspecify.annotations.NullMarked;
