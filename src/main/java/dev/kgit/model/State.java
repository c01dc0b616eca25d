package dev.kgit.model;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Resources by id. Desired, applied and live are all of this one type. */
public record State(SortedMap<ResourceId, Resource> resources) {

    public static final State EMPTY = new State(new TreeMap<>());

    private static final ResourceId FIRST_SCOPED = new ResourceId("", "\0", "");

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

    /** What lives in scopes, such as the connectors of Connect clusters: ids are sorted by their scopes, and none comes first. */
    public SortedMap<ResourceId, Resource> scoped() {
        return resources.tailMap(FIRST_SCOPED);
    }

    /** The resources of one kind. */
    public SortedMap<ResourceId, Resource> ofKind(String kind) {
        SortedMap<ResourceId, Resource> found = new TreeMap<>();
        resources.forEach((id, resource) -> {
            if (id.isOf(kind)) {
                found.put(id, resource);
            }
        });
        return found;
    }

    public SortedSet<ResourceId> ids() {
        return new TreeSet<>(resources.keySet());
    }

    /** The ids, and those under which what is moved is known until then. */
    public Set<ResourceId> idsWithFormer() {
        Set<ResourceId> former = formerIds(id -> true);
        if (former.isEmpty()) {
            return resources.keySet();
        }
        former.addAll(resources.keySet());
        return former;
    }

    /** The ids under which some of the resources are known until they are moved. */
    public Set<ResourceId> formerIds(Predicate<ResourceId> of) {
        return resources.values().stream()
                .filter(resource -> of.test(resource.id()))
                .flatMap(resource -> Stream.ofNullable(resource.lifecycle().formerly()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** This state with the other's resources laid over it. */
    public State with(State other) {
        SortedMap<ResourceId, Resource> merged = new TreeMap<>(resources);
        merged.putAll(other.resources);
        return new State(merged);
    }
}
