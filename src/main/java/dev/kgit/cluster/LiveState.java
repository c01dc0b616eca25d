package dev.kgit.cluster;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a reading found.
 *
 * @param platform the cluster itself
 * @param state what was asked for and is there, by its own overrides only (nothing inherited)
 * @param statuses what is true of the resources in {@code state} beside their fields
 * @param facts what is true of the platform for a kind of resource, by kind
 * @param others what is there beside what was asked for, by id only; the platform's own internal topics left out
 * @param readFailures what was asked for and could not be read: neither there nor absent
 * @param remarks what is to be said beside that: a part that nothing was asked of did not answer
 */
public record LiveState(
        ClusterInfo platform,
        State state,
        SortedMap<ResourceId, ResourceStatus> statuses,
        Map<String, PlatformFacts> facts,
        SortedSet<ResourceId> others,
        List<ReadFailure> readFailures,
        List<Diagnostic> remarks) {

    public static final LiveState NOTHING =
            new LiveState(ClusterInfo.UNKNOWN, State.EMPTY, new TreeMap<>(), Map.of(), new TreeSet<>(), List.of());

    public LiveState {
        statuses = Collections.unmodifiableSortedMap(statuses);
        facts = Map.copyOf(facts);
        others = Collections.unmodifiableSortedSet(others);
        readFailures = List.copyOf(readFailures);
        remarks = List.copyOf(remarks);
    }

    /** A reading of which nothing more is to be said. */
    public LiveState(
            ClusterInfo platform,
            State state,
            SortedMap<ResourceId, ResourceStatus> statuses,
            Map<String, PlatformFacts> facts,
            SortedSet<ResourceId> others,
            List<ReadFailure> readFailures) {
        this(platform, state, statuses, facts, others, readFailures, List.of());
    }

    /** What could not be read, and why. */
    public record ReadFailure(ResourceId id, Diagnostic why) {}

    /** @throws KgitException.Unavailable with all reasons, where something that is wanted could not be read */
    public void requireReadable(Predicate<ResourceId> wanted) {
        List<Diagnostic> reasons =
                readFailures(wanted).stream().map(ReadFailure::why).distinct().toList();
        if (!reasons.isEmpty()) {
            throw new KgitException.Unavailable(reasons);
        }
    }

    /** The status of a resource as its kind knows it; null where there is none of that type. */
    public <T extends ResourceStatus> @Nullable T status(ResourceId id, Class<T> type) {
        ResourceStatus status = statuses.get(id);
        return type.isInstance(status) ? type.cast(status) : null;
    }

    /** All statuses of a type, in the order of their ids. */
    public <T extends ResourceStatus> SortedMap<ResourceId, T> statuses(Class<T> type) {
        SortedMap<ResourceId, T> found = new TreeMap<>();
        statuses.forEach((id, status) -> {
            if (type.isInstance(status)) {
                found.put(id, type.cast(status));
            }
        });
        return found;
    }

    /** The platform's own id of the live resource; empty where it is not there or has none. */
    public String incarnationOf(ResourceId id) {
        ResourceStatus status = statuses.get(id);
        return status == null ? "" : status.incarnation();
    }

    /** What is true of the platform for a kind of resource; null where nothing was read of it. */
    public <T extends PlatformFacts> @Nullable T facts(String kind, Class<T> type) {
        PlatformFacts found = facts.get(kind);
        return type.isInstance(found) ? type.cast(found) : null;
    }

    /** Two readings of different parts of the platform, or an older one with a newer one of the same part laid over it. */
    public LiveState with(LiveState other) {
        SortedMap<ResourceId, ResourceStatus> allStatuses = new TreeMap<>(statuses);
        allStatuses.putAll(other.statuses);
        Map<String, PlatformFacts> allFacts = new HashMap<>(other.facts);
        allFacts.putAll(facts);
        SortedSet<ResourceId> allOthers = new TreeSet<>(others);
        allOthers.addAll(other.others);
        List<ReadFailure> allFailures = new ArrayList<>(readFailures);
        allFailures.addAll(other.readFailures);
        List<Diagnostic> allRemarks = new ArrayList<>(remarks);
        allRemarks.addAll(other.remarks);
        return new LiveState(
                platform.with(other.platform),
                state.with(other.state),
                allStatuses,
                allFacts,
                allOthers,
                allFailures,
                allRemarks);
    }

    /** This reading with another state of what was read. */
    public LiveState with(State newState) {
        if (newState == state) {
            return this;
        }
        SortedMap<ResourceId, ResourceStatus> itsStatuses = new TreeMap<>(statuses);
        itsStatuses.replaceAll((id, status) -> {
            Resource resource = newState.get(id);
            return resource == null ? status : status.of(resource);
        });
        return new LiveState(platform, newState, itsStatuses, facts, others, readFailures, remarks);
    }

    /** This reading with more that could not be read. */
    public LiveState with(List<ReadFailure> more) {
        List<ReadFailure> all = new ArrayList<>(readFailures);
        all.addAll(more);
        return new LiveState(platform, state, statuses, facts, others, all, remarks);
    }

    /** This reading with one more thing to be said about it. */
    public LiveState saying(Diagnostic remark) {
        List<Diagnostic> all = new ArrayList<>(remarks);
        all.add(remark);
        return new LiveState(platform, state, statuses, facts, others, readFailures, all);
    }

    /** What could not be read of what is wanted. */
    public List<ReadFailure> readFailures(Predicate<ResourceId> wanted) {
        return readFailures.stream()
                .filter(readFailure -> wanted.test(readFailure.id()))
                .toList();
    }

    /**
     * This reading without what workers of another Kafka cluster say: whatever is there, it is not what was asked for.
     *
     * @param asked what was asked for: of what is in their scope among it nothing is known then
     */
    public LiveState withoutForeignWorkers(Collection<? extends ResourceId> asked) {
        SortedMap<String, Diagnostic> foreign = platform.foreignConnectClusters();
        if (foreign.isEmpty()) {
            return this;
        }
        SortedSet<ResourceId> theirs = new TreeSet<>(state.resources().keySet());
        theirs.addAll(others);
        theirs.addAll(asked);
        SortedMap<ResourceId, Diagnostic> unknown = new TreeMap<>();
        theirs.forEach(id -> {
            Diagnostic why = foreign.get(id.scope());
            if (why != null) {
                unknown.put(id, why);
            }
        });
        List<ReadFailure> more = new ArrayList<>();
        unknown.forEach((id, why) -> {
            if (asked.contains(id) || state.get(id) != null) {
                more.add(new ReadFailure(id, why));
            }
        });
        return without(unknown.keySet()).with(more);
    }

    /** This reading without some resources, so that a newer reading of them can be laid over it. */
    public LiveState without(Collection<? extends ResourceId> ids) {
        SortedMap<ResourceId, Resource> resources = new TreeMap<>(state.resources());
        SortedMap<ResourceId, ResourceStatus> otherStatuses = new TreeMap<>(statuses);
        SortedSet<ResourceId> stillOthers = new TreeSet<>(others);
        resources.keySet().removeAll(ids);
        otherStatuses.keySet().removeAll(ids);
        stillOthers.removeAll(ids);
        return new LiveState(
                platform,
                new State(resources),
                otherStatuses,
                facts,
                stillOthers,
                readFailures.stream()
                        .filter(readFailure -> !ids.contains(readFailure.id()))
                        .toList(),
                remarks);
    }
}
