/** The live side of connectors: reads, validates, performs. */
@NullMarked
package dev.kgit.kinds.connector.live;

import org.jspecify.annotations.NullMarked;
