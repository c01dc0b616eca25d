package dev.kgit.plan;

import dev.kgit.cluster.EvidenceRequest;
import dev.kgit.cluster.Operation;
import dev.kgit.diff.Diff;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.SortedMap;

/**
 * A plan on the way: what differs and what would be sent, before the platform has been asked what it thinks of it.
 *
 * @param operations what would be sent for each difference, in order; empty where it can't be done at all
 * @param evidenceRequests what guards need to know of the platform
 */
public record PlanDraft(
        Diff diff, SortedMap<ResourceId, List<Operation>> operations, List<EvidenceRequest> evidenceRequests) {

    /** All that would be sent. */
    public List<Operation> allOperations() {
        return operations.values().stream().flatMap(List::stream).toList();
    }
}
