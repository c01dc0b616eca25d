package dev.kgit.plan;

import dev.kgit.cluster.LedgerRun;
import dev.kgit.diff.DeclarationChange;
import dev.kgit.model.ResourceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one resource: which commits changed what the files say about it, and which applies changed it.
 *
 * @param steps commits, newest first
 * @param runs applies that changed it on the cluster, newest first, as far as the ledger reaches back
 */
public record ResourceHistory(ResourceId id, List<Step> steps, List<LedgerRun> runs) {

    public ResourceHistory {
        steps = List.copyOf(steps);
        runs = List.copyOf(runs);
    }

    /**
     * A commit that changed the declaration.
     *
     * @param applied the first apply that is known to have had this commit; null: none
     */
    public record Step(
            String commit,
            Instant at,
            String author,
            String subject,
            DeclarationChange change,
            @Nullable LedgerRun applied) {}
}
