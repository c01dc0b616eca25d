package dev.kgit.plan;

import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.Operation;
import dev.kgit.diff.Diff;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A plan on the way: what differs and what would be sent, before the platform has been asked what it thinks of it.
 *
 * @param actions what would be sent for each difference, in order; empty where it can't be done at all
 * @param questions what guards need to know about topics
 */
public record PlanDraft(
        Diff diff, SortedMap<ResourceId, List<Operation>> actions, SortedSet<Evidence.Question> questions) {

    /** All that would be sent. */
    public List<Operation> allActions() {
        return actions.values().stream().flatMap(List::stream).toList();
    }
}
