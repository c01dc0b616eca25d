package dev.kgit.manifest;

import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Lifecycle;
import dev.kgit.model.ResourceId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes {@link Lifecycle} of what a declaration says beside the values. */
public final class LifecycleReader {

    private LifecycleReader() {}

    /** What a topic says. */
    public static Lifecycle terms(MapNode resource, @Nullable String connectCluster) {
        return terms(resource, connectCluster, Collections.emptySortedSet());
    }

    /**
     * What a connector says, or a topic.
     *
     * @param plaintext globs over keys that hold no secrets, wherever that is said
     */
    public static Lifecycle terms(MapNode resource, @Nullable String connectCluster, SortedSet<String> plaintext) {
        ScalarNode guarded = resource.scalar("protected");
        ScalarNode description = resource.scalar("description");
        SortedSet<ResourceId> dependsOn = new TreeSet<>();
        texts(resource, "dependsOn").forEach(text -> id(text).ifPresent(dependsOn::add));
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

    public static boolean isAbsent(MapNode resource) {
        ScalarNode state = resource.scalar("state");
        return state != null && state.text().equals("absent");
    }

    /** The id that the text is; empty where it is none. */
    public static Optional<ResourceId> id(String text) {
        String[] parts = text.split("/", 3);
        if (parts.length == 2 && parts[0].equals("topic")) {
            return Optional.of(TopicKind.id(parts[1]));
        }
        return parts.length == 3 && parts[0].equals("connector")
                ? Optional.of(ConnectorKind.id(parts[1], parts[2]))
                : Optional.empty();
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
