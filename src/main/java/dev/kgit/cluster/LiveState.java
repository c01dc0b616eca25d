package dev.kgit.cluster;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldType;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a reading found.
 *
 * @param platform the cluster itself
 * @param state what was asked for and is there, by its own overrides only (nothing inherited)
 * @param topics facts of the topics in {@code state}
 * @param connectors facts of the connectors in {@code state}
 * @param types types of the topic config keys, as the broker states them
 * @param inherited what a topic has for a config key that it does not set itself, where seen
 * @param others what is there beside what was asked for, by id only; the platform's own internal topics left out
 * @param readFailures what was asked for and could not be read: neither there nor absent
 */
public record LiveState(
        ClusterInfo platform,
        State state,
        SortedMap<ResourceId, TopicStatus> topics,
        SortedMap<ResourceId, ConnectorStatus> connectors,
        Map<String, FieldType> types,
        Map<String, String> inherited,
        SortedSet<ResourceId> others,
        List<ReadFailure> readFailures) {

    public static final LiveState NOTHING = new LiveState(
            ClusterInfo.UNKNOWN,
            State.EMPTY,
            new TreeMap<>(),
            new TreeMap<>(),
            Map.of(),
            Map.of(),
            new TreeSet<>(),
            List.of());

    public LiveState {
        topics = Collections.unmodifiableSortedMap(topics);
        connectors = Collections.unmodifiableSortedMap(connectors);
        others = Collections.unmodifiableSortedSet(others);
        readFailures = List.copyOf(readFailures);
    }

    /** What could not be read, and why. */
    public record ReadFailure(ResourceId id, Diagnostic why) {}

    public FieldType typeOf(String configKey) {
        return types.getOrDefault(configKey, FieldType.TEXT);
    }

    public @Nullable TopicStatus topic(ResourceId id) {
        return topics.get(id);
    }

    public @Nullable ConnectorStatus connector(ResourceId id) {
        return connectors.get(id);
    }

    /** Two readings of different parts of the platform, or an older one with a newer one of the same part laid over it. */
    public LiveState with(LiveState other) {
        SortedMap<ResourceId, TopicStatus> allTopics = new TreeMap<>(topics);
        allTopics.putAll(other.topics);
        SortedMap<ResourceId, ConnectorStatus> allConnectors = new TreeMap<>(connectors);
        allConnectors.putAll(other.connectors);
        SortedSet<ResourceId> allOthers = new TreeSet<>(others);
        allOthers.addAll(other.others);
        List<ReadFailure> allGaps = new ArrayList<>(readFailures);
        allGaps.addAll(other.readFailures);
        return new LiveState(
                platform.with(other.platform),
                state.with(other.state),
                allTopics,
                allConnectors,
                types.isEmpty() ? other.types : types,
                inherited.isEmpty() ? other.inherited : inherited,
                allOthers,
                allGaps);
    }

    /** This reading with another state of what was read. */
    public LiveState with(State newState) {
        return new LiveState(platform, newState, topics, connectors, types, inherited, others, readFailures);
    }

    /** This reading with more that could not be read. */
    public LiveState with(List<ReadFailure> more) {
        List<ReadFailure> all = new ArrayList<>(readFailures);
        all.addAll(more);
        return new LiveState(platform, state, topics, connectors, types, inherited, others, all);
    }

    /**
     * This reading without what workers of another Kafka cluster say: whatever is there, it is not what was asked for.
     *
     * @param asked what was asked for: of the connectors among it nothing is known then
     */
    public LiveState withoutStrangers(Collection<? extends ResourceId> asked) {
        SortedMap<String, Diagnostic> strangers = platform.strangers();
        if (strangers.isEmpty()) {
            return this;
        }
        SortedSet<ResourceId> theirs = new TreeSet<>(state.resources().keySet());
        theirs.addAll(others);
        theirs.addAll(asked);
        SortedMap<ResourceId, Diagnostic> unknown = new TreeMap<>();
        theirs.forEach(id -> id.asConnector()
                .map(connector -> strangers.get(connector.scope()))
                .ifPresent(why -> unknown.put(id, why)));
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
        SortedMap<ResourceId, TopicStatus> otherTopics = new TreeMap<>(topics);
        SortedMap<ResourceId, ConnectorStatus> otherConnectors = new TreeMap<>(connectors);
        SortedSet<ResourceId> stillOthers = new TreeSet<>(others);
        resources.keySet().removeAll(ids);
        otherTopics.keySet().removeAll(ids);
        otherConnectors.keySet().removeAll(ids);
        stillOthers.removeAll(ids);
        return new LiveState(
                platform,
                new State(resources),
                otherTopics,
                otherConnectors,
                types,
                inherited,
                stillOthers,
                readFailures.stream()
                        .filter(readFailure -> !ids.contains(readFailure.id()))
                        .toList());
    }
}
