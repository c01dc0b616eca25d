/** The port: what kgit can read from a platform and all that it can ask of it. */
@NullMarked
package dev.kgit.cluster;

import org.jspecify.annotations.NullMarked;
