package dev.kgit.cluster;

import dev.kgit.cluster.LedgerEntry.TakeOver;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ResourceId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What a run says of itself while it runs, so that one that dies is known.
 *
 * @param planned ids with what is to be done to them
 * @param managed what it has done, and what it may have sent
 * @param deleted what it has deleted
 * @param consents which consents it has used
 * @param takenOver what others had until then
 */
public record RunRecord(
        LedgerRun run,
        SortedMap<ResourceId, String> planned,
        SortedMap<ResourceId, ManagedResource> managed,
        SortedSet<ResourceId> deleted,
        SortedMap<ResourceId, SortedSet<String>> consents,
        SortedMap<ResourceId, List<TakeOver>> takenOver) {

    public RunRecord {
        planned = Collections.unmodifiableSortedMap(planned);
        managed = Collections.unmodifiableSortedMap(managed);
        deleted = Collections.unmodifiableSortedSet(deleted);
        consents = Collections.unmodifiableSortedMap(consents);
        takenOver = Collections.unmodifiableSortedMap(takenOver);
    }
}
