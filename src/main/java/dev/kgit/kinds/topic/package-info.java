/** All that kgit knows of topics. */
@NullMarked
package dev.kgit.kinds.topic;

import org.jspecify.annotations.NullMarked;
