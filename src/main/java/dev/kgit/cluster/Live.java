package dev.kgit.cluster;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import dev.kgit.model.ValueType;
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
 * @param gaps what was asked for and could not be read: neither there nor absent
 */
public record Live(
        Platform platform,
        State state,
        SortedMap<ResourceId, TopicFacts> topics,
        SortedMap<ResourceId, ConnectorFacts> connectors,
        Map<String, ValueType> types,
        Map<String, String> inherited,
        SortedSet<ResourceId> others,
        List<Gap> gaps) {

    public static final Live NOTHING = new Live(
            Platform.UNKNOWN,
            State.EMPTY,
            new TreeMap<>(),
            new TreeMap<>(),
            Map.of(),
            Map.of(),
            new TreeSet<>(),
            List.of());

    public Live {
        topics = Collections.unmodifiableSortedMap(topics);
        connectors = Collections.unmodifiableSortedMap(connectors);
        others = Collections.unmodifiableSortedSet(others);
        gaps = List.copyOf(gaps);
    }

    /** What could not be read, and why. */
    public record Gap(ResourceId id, Diagnostic why) {}

    public ValueType typeOf(String configKey) {
        return types.getOrDefault(configKey, ValueType.TEXT);
    }

    public @Nullable TopicFacts topic(ResourceId id) {
        return topics.get(id);
    }

    public @Nullable ConnectorFacts connector(ResourceId id) {
        return connectors.get(id);
    }

    /** Two readings of different parts of the platform, or an older one with a newer one of the same part laid over it. */
    public Live with(Live other) {
        SortedMap<ResourceId, TopicFacts> allTopics = new TreeMap<>(topics);
        allTopics.putAll(other.topics);
        SortedMap<ResourceId, ConnectorFacts> allConnectors = new TreeMap<>(connectors);
        allConnectors.putAll(other.connectors);
        SortedSet<ResourceId> allOthers = new TreeSet<>(others);
        allOthers.addAll(other.others);
        List<Gap> allGaps = new ArrayList<>(gaps);
        allGaps.addAll(other.gaps);
        return new Live(
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
    public Live with(State newState) {
        return new Live(platform, newState, topics, connectors, types, inherited, others, gaps);
    }

    /** This reading with more that could not be read. */
    public Live with(List<Gap> more) {
        List<Gap> all = new ArrayList<>(gaps);
        all.addAll(more);
        return new Live(platform, state, topics, connectors, types, inherited, others, all);
    }

    /**
     * This reading without what workers of another Kafka cluster say: whatever is there, it is not what was asked for.
     *
     * @param asked what was asked for: of the connectors among it nothing is known then
     */
    public Live withoutStrangers(Collection<? extends ResourceId> asked) {
        SortedMap<String, Diagnostic> strangers = platform.strangers();
        if (strangers.isEmpty()) {
            return this;
        }
        SortedSet<ResourceId> theirs = new TreeSet<>(state.resources().keySet());
        theirs.addAll(others);
        theirs.addAll(asked);
        SortedMap<ResourceId, Diagnostic> unknown = new TreeMap<>();
        theirs.forEach(id -> id.asConnector()
                .map(connector -> strangers.get(connector.cluster()))
                .ifPresent(why -> unknown.put(id, why)));
        List<Gap> more = new ArrayList<>();
        unknown.forEach((id, why) -> {
            if (asked.contains(id) || state.get(id) != null) {
                more.add(new Gap(id, why));
            }
        });
        return without(unknown.keySet()).with(more);
    }

    /** This reading without some resources, so that a newer reading of them can be laid over it. */
    public Live without(Collection<? extends ResourceId> ids) {
        SortedMap<ResourceId, Resource> resources = new TreeMap<>(state.resources());
        SortedMap<ResourceId, TopicFacts> otherTopics = new TreeMap<>(topics);
        SortedMap<ResourceId, ConnectorFacts> otherConnectors = new TreeMap<>(connectors);
        SortedSet<ResourceId> stillOthers = new TreeSet<>(others);
        resources.keySet().removeAll(ids);
        otherTopics.keySet().removeAll(ids);
        otherConnectors.keySet().removeAll(ids);
        stillOthers.removeAll(ids);
        return new Live(
                platform,
                new State(resources),
                otherTopics,
                otherConnectors,
                types,
                inherited,
                stillOthers,
                gaps.stream().filter(gap -> !ids.contains(gap.id())).toList());
    }
}
