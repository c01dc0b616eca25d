package dev.kgit.model;

import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the repository says about how a resource may be treated, beside its values.
 *
 * @param absent {@code state: absent}: a declared delete
 * @param deletionProtected {@code protected: true}: can't be deleted
 * @param allow consents to guarded changes ({@code partition-increase}, {@code data-loss}, ...) with the reasons given for
 *     them; empty text where none is
 * @param ignore config keys that somebody else owns: neither compared nor written
 * @param plaintext globs over config keys that look like a secret's and hold none
 * @param dependsOn what has to be there first, beyond what kgit infers
 * @param connectCluster for an internal topic of a Connect cluster, that cluster's name; else null
 * @param description free text for people
 * @param labels free pairs for people
 * @param formerly the id under which the resource was known before, so that it is moved and not created; null: it has always
 *     been this one
 */
public record Lifecycle(
        boolean absent,
        boolean deletionProtected,
        SortedMap<String, String> allow,
        SortedSet<String> ignore,
        SortedSet<String> plaintext,
        SortedSet<ResourceId> dependsOn,
        @Nullable String connectCluster,
        @Nullable String description,
        SortedMap<String, String> labels,
        @Nullable ResourceId formerly) {

    /** What was never known by another name. */
    public Lifecycle(
            boolean absent,
            boolean deletionProtected,
            SortedMap<String, String> allow,
            SortedSet<String> ignore,
            SortedSet<String> plaintext,
            SortedSet<ResourceId> dependsOn,
            @Nullable String connectCluster,
            @Nullable String description,
            SortedMap<String, String> labels) {
        this(absent, deletionProtected, allow, ignore, plaintext, dependsOn, connectCluster, description, labels, null);
    }

    public static final Lifecycle NONE = new Lifecycle(
            false,
            false,
            new TreeMap<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            null,
            null,
            new TreeMap<>());

    /** Consents that {@code allow:} takes; the schema lists the same words. */
    public static final Set<String> CONSENTS =
            Set.of("partition-increase", "data-loss", "single-replica", "min-insync-replicas", "take-over", "lock-out");

    /** The same, known by another name before. */
    public Lifecycle formerly(ResourceId other) {
        return new Lifecycle(
                absent,
                deletionProtected,
                allow,
                ignore,
                plaintext,
                dependsOn,
                connectCluster,
                description,
                labels,
                other);
    }

    public boolean allows(String consent) {
        return allow.containsKey(consent);
    }

    /** Whether the declaration says that the value of this config key is no secret, whatever it looks like. */
    public boolean isPlaintext(String key) {
        return Glob.anyMatches(plaintext, key);
    }

    /** Whether the topic belongs to a Connect cluster: config, offset or status storage. */
    public boolean isConnectInternal() {
        return connectCluster != null;
    }
}
