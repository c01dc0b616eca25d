package dev.kgit.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which version of the repository is being looked at.
 *
 * @param commit full hash; null outside of a Git repository or before the first commit
 * @param branch short name; null when detached or outside of Git
 * @param dirty desired-state files differ from the commit
 * @param uncommitted which ones, by path, as far as that is known
 * @param files stands for all that was read, where the commit does not; else null
 */
public record Revision(
        @Nullable String commit,
        @Nullable String branch,
        boolean dirty,
        List<Uncommitted> uncommitted,
        @Nullable String files) {

    private static final int SHORT_HASH = 10;

    public static final Revision NONE = new Revision(null, null, false);

    public Revision {
        uncommitted = List.copyOf(uncommitted);
    }

    public Revision(@Nullable String commit, @Nullable String branch, boolean dirty) {
        this(commit, branch, dirty, List.of(), null);
    }

    /** A commit's hash as messages have it: its first digits, which tell it from all others of a repository. */
    public static String shortCommit(String hash) {
        return hash.substring(0, Math.min(SHORT_HASH, hash.length()));
    }

    /** The same, where these files were read. */
    public Revision of(String filesRead) {
        return new Revision(commit, branch, dirty, uncommitted, filesRead);
    }

    /** A file or folder that is not what the commit holds. */
    public record Uncommitted(String path, Kind kind) {

        @Override
        public String toString() {
            return path + " (" + kind.words + ")";
        }
    }

    /** How it differs. */
    public enum Kind {
        CHANGED("changed"),
        NEW("not in the commit"),
        MISSING("in the commit, missing here"),
        UNKNOWN("can't be compared");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }
}
