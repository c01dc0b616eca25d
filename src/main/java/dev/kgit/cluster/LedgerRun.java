package dev.kgit.cluster;

import dev.kgit.model.ResourceId;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One apply.
 *
 * @param id of its own
 * @param ended null while it runs, and for good where it died
 * @param commit null outside of Git
 * @param tree hash of the commit's files; null where it is not known
 * @param branch null where none was checked out
 * @param dirty the working tree differed from the commit
 * @param outcome null while it runs, and for good where it died
 * @param changes ids with what was done to them: {@code create}, {@code update}, {@code delete}
 */
public record LedgerRun(
        String id,
        Instant begun,
        @Nullable Instant ended,
        String by,
        String host,
        @Nullable String commit,
        @Nullable String tree,
        @Nullable String branch,
        boolean dirty,
        @Nullable Outcome outcome,
        SortedMap<ResourceId, String> changes) {

    /** How a run ended. */
    public enum Outcome {
        /** Everything that is declared was looked at, and is as declared. */
        COMPLETE,
        /** The same of what {@code --target} named or was not left out. */
        PARTIAL,
        /** Something failed. */
        INCOMPLETE,
        /** Somebody stopped it. */
        STOPPED
    }

    public LedgerRun {
        changes = Collections.unmodifiableSortedMap(changes);
    }

    /** The last that is known of it. */
    public Instant at() {
        return ended == null ? begun : ended;
    }

    public boolean hasEnded() {
        return ended != null;
    }

    /** Whether it applied the whole of its commit. */
    public boolean isWhole() {
        return outcome == Outcome.COMPLETE;
    }

    /** Whether all that it was about was done. */
    public boolean isComplete() {
        return outcome == Outcome.COMPLETE || outcome == Outcome.PARTIAL;
    }

    /** The same run with what was done so far. */
    public LedgerRun with(SortedMap<ResourceId, String> done) {
        return new LedgerRun(id, begun, ended, by, host, commit, tree, branch, dirty, outcome, done);
    }

    /** The same run, at its end. */
    public LedgerRun ended(Instant at, Outcome how, SortedMap<ResourceId, String> done) {
        return new LedgerRun(id, begun, at, by, host, commit, tree, branch, dirty, how, done);
    }
}
