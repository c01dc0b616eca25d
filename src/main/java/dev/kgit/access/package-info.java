/** Who may do what, as answers that can be shown. */
@NullMarked
package dev.kgit.access;

import org.jspecify.annotations.NullMarked;
