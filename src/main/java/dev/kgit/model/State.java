package dev.kgit.model;

import dev.kgit.kinds.connector.ConnectorKind;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Resources by id. Desired, applied and live are all of this one type. */
public record State(SortedMap<ResourceId, Resource> resources) {

    public static final State EMPTY = new State(new TreeMap<>());

    private static final ResourceId BEHIND_TOPICS = ConnectorKind.id("\0", "");

    public State {
        resources = Collections.unmodifiableSortedMap(resources);
    }

    public static State of(Collection<Resource> resources) {
        SortedMap<ResourceId, Resource> byId = new TreeMap<>();
        resources.forEach(resource -> byId.put(resource.id(), resource));
        return new State(byId);
    }

    public @Nullable Resource get(ResourceId id) {
        return resources.get(id);
    }

    /** Its connectors: ids are sorted by their Connect cluster, and a topic has none. */
    public SortedMap<ResourceId, Resource> connectors() {
        return resources.tailMap(BEHIND_TOPICS);
    }

    public SortedSet<ResourceId> ids() {
        return new TreeSet<>(resources.keySet());
    }

    /** This state with the other's resources laid over it. */
    public State with(State other) {
        SortedMap<ResourceId, Resource> merged = new TreeMap<>(resources);
        merged.putAll(other.resources);
        return new State(merged);
    }
}
