package dev.kgit.workflow;

import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.git.Ancestry;
import dev.kgit.git.CommitRelation;
import dev.kgit.git.GitRepository;
import dev.kgit.model.FilesRead;
import dev.kgit.model.KgitException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run whose work the commit that is looked at does not have, or may not have.
 *
 * @param relation how the commit stands to that run's: behind or diverged for sure, or unknown
 */
record MissingRun(LedgerRun run, CommitRelation relation) {

    /** Whether it is certain. */
    boolean isCertain() {
        return relation != CommitRelation.UNKNOWN;
    }

    String commit() {
        return String.valueOf(run.commit());
    }

    /**
     * The first run since the last whole one that the commit lacks for sure, or else one of which that can't be known; empty
     * where it has them all. A commit whose files say just what was read here is lacked by nobody, whatever else it changed.
     *
     * @param read what is desired here; empty where that is not known file by file
     */
    static Optional<MissingRun> of(
            Optional<LedgerEntry> entry, Optional<GitRepository> git, @Nullable String head, Optional<FilesRead> read) {
        if (entry.isEmpty() || git.isEmpty()) {
            return Optional.empty();
        }
        Ancestry ancestry = git.get().ancestry();
        Map<String, CommitRelation> known = new HashMap<>();
        Map<String, Boolean> alike = new HashMap<>();
        MissingRun unknown = null;
        for (LedgerRun run : entry.get().sinceLastWhole()) {
            String commit = run.commit();
            if (commit == null) {
                continue;
            }
            CommitRelation relation = head == null
                    ? CommitRelation.DIVERGED
                    : known.computeIfAbsent(commit, applied -> ancestry.relation(applied, run.tree(), head));
            if (relation == CommitRelation.BEHIND || relation == CommitRelation.DIVERGED) {
                boolean same = head != null
                        && !run.dirty()
                        && read.isPresent()
                        && alike.computeIfAbsent(commit, applied -> saysTheSame(git.get(), applied, read.get()));
                if (same) {
                    continue;
                }
                return Optional.of(new MissingRun(run, relation));
            }
            if (relation == CommitRelation.UNKNOWN && unknown == null) {
                unknown = new MissingRun(run, relation);
            }
        }
        return Optional.ofNullable(unknown);
    }

    /** Whether a commit that this clone has holds all that was read, as it was read, and nothing more of it. */
    private static boolean saysTheSame(GitRepository git, String commit, FilesRead read) {
        try {
            return git.ancestry().has(commit) && git.changes(commit, read).isEmpty();
        } catch (KgitException unreadable) {
            return false; // It lacks it as far as anybody can tell.
        }
    }
}
