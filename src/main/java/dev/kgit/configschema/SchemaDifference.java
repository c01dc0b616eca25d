package dev.kgit.configschema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What differs between two schemas of one class, in words. */
final class SchemaDifference {

    private static final int MOST_NAMED = 8;

    private SchemaDifference() {}

    /** {@code version 2 (exported: 1); new: a, b; gone: c; other: d}; null where nothing differs. */
    static @Nullable String between(ConfigSchema exported, ConfigSchema worker) {
        List<String> parts = new ArrayList<>();
        ConfigSchema.Plugin before = exported.plugin();
        ConfigSchema.Plugin now = worker.plugin();
        if (before != null && now != null && !before.version().equals(now.version())) {
            parts.add("version " + shown(now.version()) + " (exported: " + shown(before.version()) + ")");
        }
        SortedSet<String> added = new TreeSet<>(worker.properties().keySet());
        added.removeAll(exported.properties().keySet());
        SortedSet<String> gone = new TreeSet<>(exported.properties().keySet());
        gone.removeAll(worker.properties().keySet());
        SortedSet<String> changed = new TreeSet<>(worker.properties().keySet());
        changed.removeIf(key -> added.contains(key) || worker.property(key).equals(exported.property(key)));
        name("new", added, parts);
        name("gone", gone, parts);
        name("other", changed, parts);
        if (parts.isEmpty() && !exported.equals(worker)) {
            parts.add("another kind of plugin");
        }
        return parts.isEmpty() ? null : String.join("; ", parts);
    }

    private static String shown(String version) {
        return version.isEmpty() ? "unknown" : version;
    }

    private static void name(String what, Collection<String> keys, List<String> parts) {
        if (!keys.isEmpty()) {
            parts.add(what + ": "
                    + String.join(", ", keys.stream().limit(MOST_NAMED).toList())
                    + (keys.size() > MOST_NAMED ? " and " + (keys.size() - MOST_NAMED) + " more" : ""));
        }
    }
}
