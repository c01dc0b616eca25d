package dev.kgit.model;

import org.jspecify.annotations.Nullable;

/**
 * What the ledger says about one resource that this project manages: which run applied it last, and which incarnation it
 * was.
 *
 * @param run id of the run; null where an older kgit wrote it down
 * @param commit which that run applied; null outside of Git
 * @param dirty the working tree differed from the commit, so that the commit does not say what was applied
 * @param file which declared it, relative to the desired-state repository's root; null where that is not known
 * @param incarnation the platform's own id of the resource, such as Kafka's topic id; empty for a kind that has none, and for
 *     what was sent and never seen
 */
public record ManagedResource(
        @Nullable String run,
        @Nullable String commit,
        boolean dirty,
        @Nullable String file,
        String incarnation,
        Status status) {

    /** Why the ledger names the resource. */
    public enum Status {
        /** A run of this project created it, changed it, or found it just as declared. */
        OWNED,
        /** As {@link #OWNED}; a run may have changed it since that could not say how it ended. */
        UNCONFIRMED,
        /** Sent, and not seen since: this project's if it turns up as it was sent. */
        PENDING,
        /** Declared no longer when a commit was applied as a whole, and still there: pruning is off. */
        WITHDRAWN,
        /** Declared no longer, and left on the cluster by a run that was not allowed to delete it: never deleted later. */
        LEFT
    }

    public ManagedResource with(Status other) {
        return new ManagedResource(run, commit, dirty, file, incarnation, other);
    }

    public boolean isOwned() {
        return status == Status.OWNED || status == Status.UNCONFIRMED;
    }

    /** The same, where a run was about it and nobody knows whether it got there. */
    public ManagedResource unconfirmed() {
        return status == Status.OWNED ? with(Status.UNCONFIRMED) : this;
    }

    /** Whether what was applied last may not be what the commit says. */
    public boolean isUnconfirmed() {
        return status == Status.UNCONFIRMED;
    }

    /** Whether it is this project's, or may turn out to be: neither withdrawn nor left alone. */
    public boolean isLookedAfter() {
        return isOwned() || isPending();
    }

    public boolean isPending() {
        return status == Status.PENDING;
    }
}
