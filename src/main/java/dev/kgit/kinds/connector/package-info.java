/** All that kgit knows of connectors. */
@NullMarked
package dev.kgit.kinds.connector;

import org.jspecify.annotations.NullMarked;
