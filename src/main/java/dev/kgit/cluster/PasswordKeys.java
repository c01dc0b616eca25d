package dev.kgit.cluster;

import dev.kgit.model.ConnectorKeys;
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

/**
 * Which config keys of connectors their plugins type PASSWORD.
 *
 * @param typed the keys, by connector
 * @param unknown connectors of which nobody says it: each value of theirs may be a secret
 */
public record PasswordKeys(SortedMap<ResourceId, Set<String>> typed, SortedSet<ResourceId> unknown) {

    public static final PasswordKeys NONE = new PasswordKeys(new TreeMap<>(), new TreeSet<>());

    public PasswordKeys {
        typed = Collections.unmodifiableSortedMap(typed);
        unknown = Collections.unmodifiableSortedSet(unknown);
    }

    public PasswordKeys and(PasswordKeys other) {
        SortedMap<ResourceId, Set<String>> all = new TreeMap<>(typed);
        all.putAll(other.typed);
        SortedSet<ResourceId> unanswered = new TreeSet<>(unknown);
        unanswered.addAll(other.unknown);
        return new PasswordKeys(all, unanswered);
    }

    /** The state, its values marked as what they are known to be, or may be. */
    public State markedIn(State state) {
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
                fields.replaceAll((path, value) -> mayBeSecret(path) ? value.asGuessed() : value);
                marked.put(id, resource.withFields(fields));
            }
        }
        return marked.isEmpty() ? state : state.with(new State(marked));
    }

    private static boolean mayBeSecret(String path) {
        return path.startsWith(Resource.CONFIG)
                && !ConnectorKeys.isReadByKgit(path.substring(Resource.CONFIG.length()));
    }
}
