package dev.kgit.cluster;

import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Which config keys the platform types as secrets.
 *
 * @param typed the keys, by resource
 * @param unknown resources of which nobody says it: each value of theirs may be a secret
 */
public record SecretKeys(SortedMap<ResourceId, Set<String>> typed, SortedSet<ResourceId> unknown) {

    public static final SecretKeys NONE = new SecretKeys(new TreeMap<>(), new TreeSet<>());

    public SecretKeys {
        typed = Collections.unmodifiableSortedMap(typed);
        unknown = Collections.unmodifiableSortedSet(unknown);
    }

    public SecretKeys and(SecretKeys other) {
        SortedMap<ResourceId, Set<String>> all = new TreeMap<>(typed);
        all.putAll(other.typed);
        SortedSet<ResourceId> unanswered = new TreeSet<>(unknown);
        unanswered.addAll(other.unknown);
        return new SecretKeys(all, unanswered);
    }

    /**
     * The state, its values marked as what they are known to be, or may be.
     *
     * @param mayHold in which fields a secret may stand
     */
    public State markedIn(State state, BiPredicate<ResourceId, String> mayHold) {
        SortedMap<ResourceId, Resource> marked = new TreeMap<>();
        for (Map.Entry<ResourceId, Set<String>> entry : typed.entrySet()) {
            Resource resource = state.get(entry.getKey());
            if (resource != null && !entry.getValue().isEmpty()) {
                SortedMap<String, FieldValue> fields = new TreeMap<>(resource.fields());
                entry.getValue()
                        .forEach(key ->
                                fields.computeIfPresent(Resource.CONFIG + key, (path, value) -> value.asSensitive()));
                marked.put(resource.id(), resource.withFields(fields));
            }
        }
        for (ResourceId id : unknown) {
            Resource resource = state.get(id);
            if (resource != null) {
                SortedMap<String, FieldValue> fields = new TreeMap<>(resource.fields());
                fields.replaceAll((path, value) -> mayHold.test(id, path) ? value.asGuessed() : value);
                marked.put(id, resource.withFields(fields));
            }
        }
        return marked.isEmpty() ? state : state.with(new State(marked));
    }
}
