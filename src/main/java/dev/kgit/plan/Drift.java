package dev.kgit.plan;

import dev.kgit.cluster.LiveState;
import dev.kgit.kind.DriftType;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What differs live from what was applied last. A value, like a plan: the same input gives the same drift.
 *
 * @param clusterId Kafka's id of the cluster that was looked at
 * @param applied the revision that was applied last; {@link Revision#NONE} where that is not known
 * @param known whether it is known what was applied last; if not, live was compared with the files as they are
 * @param items what differs, by id
 * @param unmanaged how many live resources are not this project's
 * @param unmanagedIds their ids where they were asked for, else empty
 * @param unreadable what could not be read: it may have drifted or not
 * @param compared how many resources were held against what was applied, or the files
 * @param accepted how many resources differ in a way that the environment accepts for a while
 * @param diagnostics what there is to say about the whole: an apply is running, nothing was ever applied, ...
 */
public record Drift(
        String project,
        String environment,
        @Nullable String clusterId,
        Revision applied,
        boolean known,
        List<ResourceDrift> items,
        int unmanaged,
        SortedSet<ResourceId> unmanagedIds,
        List<LiveState.ReadFailure> unreadable,
        int accepted,
        int compared,
        List<Diagnostic> diagnostics) {

    public Drift {
        items = List.copyOf(items);
        unmanagedIds = Collections.unmodifiableSortedSet(unmanagedIds);
        unreadable = List.copyOf(unreadable);
        diagnostics = List.copyOf(diagnostics);
    }

    /** Whether nothing was ever applied that could have been compared. */
    public boolean neverApplied() {
        return known && compared == 0 && applied.equals(Revision.NONE);
    }

    /** The same drift with other items. */
    public Drift with(List<ResourceDrift> others) {
        return with(others, diagnostics);
    }

    /** The same drift, about which there is more to say. */
    public Drift saying(List<Diagnostic> more) {
        return with(items, Stream.concat(diagnostics.stream(), more.stream()).toList());
    }

    /** The same drift, where this could not be read either. */
    public Drift without(LiveState.ReadFailure unread) {
        return with(items, Stream.concat(unreadable.stream(), Stream.of(unread)).toList(), diagnostics);
    }

    private Drift with(List<ResourceDrift> newItems, List<Diagnostic> newDiagnostics) {
        return with(newItems, unreadable, newDiagnostics);
    }

    private Drift with(
            List<ResourceDrift> newItems, List<LiveState.ReadFailure> unread, List<Diagnostic> newDiagnostics) {
        return new Drift(
                project,
                environment,
                clusterId,
                applied,
                known,
                newItems,
                unmanaged,
                unmanagedIds,
                unread,
                accepted,
                compared,
                newDiagnostics);
    }

    /** Whether everything could be read and nothing differs. */
    public boolean hasNoDrift() {
        return items.isEmpty() && unreadable.isEmpty();
    }

    /** What of it a former run has not told; all of it where there was none. */
    public List<ResourceDrift> newItems() {
        return items.stream().filter(item -> !item.known()).toList();
    }

    /** How many items a former run has told. */
    public int knownItems() {
        return items.size() - newItems().size();
    }

    /** How many items of each kind there are; every kind is there. */
    public Map<DriftType, Integer> counts() {
        Map<DriftType, Integer> counts = new TreeMap<>();
        for (DriftType kind : DriftType.values()) {
            counts.put(kind, 0);
        }
        items.forEach(item -> counts.merge(item.kind(), 1, Integer::sum));
        return Collections.unmodifiableMap(counts);
    }
}
