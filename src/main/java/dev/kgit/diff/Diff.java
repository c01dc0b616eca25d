package dev.kgit.diff;

import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.SortedSet;

/**
 * All that differs.
 *
 * @param differences by id
 * @param unchanged which declared resources are as they should be
 * @param unmanaged what is live and was never this project's
 * @param orphans what this project applied before, declares no longer, and is neither gone nor to be deleted
 * @param recreated topics that were deleted and created again behind kgit's back since they were applied
 */
public record Diff(
        List<ResourceDiff> differences,
        List<ResourceId> unchanged,
        SortedSet<ResourceId> unmanaged,
        SortedSet<ResourceId> orphans,
        SortedSet<ResourceId> recreated) {

    public Diff {
        differences = List.copyOf(differences);
        unchanged = List.copyOf(unchanged);
    }
}
