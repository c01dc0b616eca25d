/** Adapter: topics, and the Connect clusters that keep what they know in some, in the files. */
@NullMarked
package dev.kgit.kinds.topic.files;

import org.jspecify.annotations.NullMarked;
