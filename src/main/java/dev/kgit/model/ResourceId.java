package dev.kgit.model;

import org.jspecify.annotations.Nullable;

/**
 * The name of a resource across all of kgit: {@code KIND/NAME}, or {@code KIND/SCOPE/NAME} for a kind whose resources live
 * in a scope of their own, as connectors do in a Connect cluster.
 *
 * <p>Which texts are ids is up to the kinds that there are: {@link ResourceIdParser}.
 *
 * @param kind as in the list of kinds: {@code topic}
 * @param scope empty where the kind has none
 */
public record ResourceId(String kind, String scope, String name) implements Comparable<ResourceId> {

    /** Whether it is the id of such a resource. */
    public boolean isOf(String otherKind) {
        return kind.equals(otherKind);
    }

    /** Whether it lives in a Connect cluster, which its scope names, and not in Kafka itself. */
    public boolean isScoped() {
        return !scope.isEmpty();
    }

    /** What has no scope first, then by scope, kind and name: the one order of every listing. */
    @Override
    public int compareTo(ResourceId other) {
        // Mostly these are the very same texts, and then no letter of them is looked at.
        if (!scope.equals(other.scope)) {
            return scope.compareTo(other.scope);
        }
        return kind.equals(other.kind) ? name.compareTo(other.name) : kind.compareTo(other.kind);
    }

    // Written out, since a record's own are linked anew in each process, at a cost of milliseconds.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ResourceId that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * kind.hashCode() + scope.hashCode()) + name.hashCode();
    }

    @Override
    public String toString() {
        return isScoped() ? kind + "/" + scope + "/" + name : kind + "/" + name;
    }
}
