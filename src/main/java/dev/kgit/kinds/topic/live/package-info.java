/** The live side of topics: reads, validates, performs. */
@NullMarked
package dev.kgit.kinds.topic.live;

import org.jspecify.annotations.NullMarked;
