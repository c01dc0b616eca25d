package dev.kgit.manifest;

import dev.kgit.model.Lifecycle;
import dev.kgit.model.ResourceId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes {@link Lifecycle} of what a declaration says beside the values. */
public final class LifecycleReader {

    private LifecycleReader() {}

    /**
     * What a declaration says.
     *
     * @param plaintext globs over keys that hold no secrets, wherever that is said
     * @param ids makes an id of a text; empty where it is none
     */
    static Lifecycle lifecycle(
            MapNode resource,
            @Nullable String connectCluster,
            SortedSet<String> plaintext,
            Function<String, Optional<ResourceId>> ids) {
        ScalarNode guarded = resource.scalar("protected");
        ScalarNode description = resource.scalar("description");
        SortedSet<ResourceId> dependsOn = new TreeSet<>();
        texts(resource, "dependsOn").forEach(text -> ids.apply(text).ifPresent(dependsOn::add));
        return new Lifecycle(
                isAbsent(resource),
                guarded != null && guarded.isTrue(),
                Collections.unmodifiableSortedMap(allow(resource)),
                Collections.unmodifiableSortedSet(texts(resource, "ignore")),
                Collections.unmodifiableSortedSet(plaintext),
                Collections.unmodifiableSortedSet(dependsOn),
                connectCluster,
                description == null ? null : description.text(),
                labels(resource));
    }

    /** Whether a declared delete stands there. */
    public static boolean isAbsent(MapNode resource) {
        ScalarNode state = resource.scalar("state");
        return state != null && state.text().equals("absent");
    }

    /** Consents with their reasons: a list gives none. */
    private static SortedMap<String, String> allow(MapNode resource) {
        SortedMap<String, String> allow = new TreeMap<>();
        texts(resource, "allow").forEach(consent -> allow.put(consent, ""));
        MapNode reasons = resource.map("allow");
        if (reasons != null) {
            reasons.entries().forEach((consent, entry) -> {
                ScalarNode reason = entry.value().asScalar();
                allow.put(consent, reason == null || reason.isNull() ? "" : reason.text());
            });
        }
        return allow;
    }

    private static SortedMap<String, String> labels(MapNode resource) {
        SortedMap<String, String> labels = new TreeMap<>();
        MapNode map = resource.map("labels");
        if (map != null) {
            map.entries().forEach((key, entry) -> {
                ScalarNode value = entry.value().asScalar();
                if (value != null && !value.isNull()) {
                    labels.put(key, value.text());
                }
            });
        }
        return Collections.unmodifiableSortedMap(labels);
    }

    /** The texts in a list under a key, without those that are not known. */
    public static SortedSet<String> texts(MapNode resource, String key) {
        SortedSet<String> texts = new TreeSet<>();
        ListNode list = resource.list(key);
        if (list != null) {
            for (Node item : list.items()) {
                ScalarNode scalar = item.asScalar();
                if (scalar != null && !scalar.isUnknown()) {
                    texts.add(scalar.text());
                }
            }
        }
        return texts;
    }
}
