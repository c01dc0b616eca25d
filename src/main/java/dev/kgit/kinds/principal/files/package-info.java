/** Principals in the files. */
@NullMarked
package dev.kgit.kinds.principal.files;

import org.jspecify.annotations.NullMarked;
