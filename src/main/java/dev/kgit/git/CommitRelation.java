package dev.kgit.git;

/** How the commit that is looked at stands to the one that was applied last. */
public enum CommitRelation {
    SAME,
    /** It has all that was applied, and more. */
    AHEAD,
    /** What was applied has more: going on would take others' work back. */
    BEHIND,
    /** Each has what the other has not, or what was applied is not in this clone at all. */
    DIVERGED,
    /** This clone's history is cut before it reaches far enough to tell. */
    UNKNOWN
}
