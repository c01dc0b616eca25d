/** Rim: revisions, files at a commit, history. */
@NullMarked
package dev.kgit.git;

import org.jspecify.annotations.NullMarked;
