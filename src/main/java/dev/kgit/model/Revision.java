package dev.kgit.model;

import org.jspecify.annotations.Nullable;

/**
 * Which version of the repository is being looked at.
 *
 * @param commit full hash; null outside of a Git repository or before the first commit
 * @param branch short name; null when detached or outside of Git
 * @param dirty desired-state files differ from the commit
 */
public record Revision(@Nullable String commit, @Nullable String branch, boolean dirty) {

    public static final Revision NONE = new Revision(null, null, false);
}
