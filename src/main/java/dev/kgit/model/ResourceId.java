package dev.kgit.model;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The name of a resource across all of kgit: {@code KIND/NAME}, or {@code KIND/SCOPE/NAME} for a kind whose resources live
 * in a scope of their own, as connectors do in a Connect cluster.
 *
 * @param kind as in the list of kinds: {@code topic}
 * @param scope empty where the kind has none
 */
public record ResourceId(String kind, String scope, String name) implements Comparable<ResourceId> {

    public <T> T fold(
            Function<? super ResourceId, ? extends T> topic, Function<? super ResourceId, ? extends T> connector) {
        return kind.equals("topic") ? topic.apply(this) : connector.apply(this);
    }

    public Optional<ResourceId> asTopic() {
        return kind.equals("topic") ? Optional.of(this) : Optional.empty();
    }

    public Optional<ResourceId> asConnector() {
        return kind.equals("connector") ? Optional.of(this) : Optional.empty();
    }

    public boolean isOf(String otherKind) {
        return kind.equals(otherKind);
    }

    /** What has no scope first, then by scope, kind and name: the one order of every listing. */
    @Override
    public int compareTo(ResourceId other) {
        int byScope = scope.compareTo(other.scope);
        if (byScope != 0) {
            return byScope;
        }
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : name.compareTo(other.name);
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
        return scope.isEmpty() ? kind + "/" + name : kind + "/" + scope + "/" + name;
    }

    /** Reads {@code topic/NAME} or {@code connector/CLUSTER/NAME}; empty where the text is neither. */
    public static Optional<ResourceId> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || slash == text.length() - 1) {
            return Optional.empty();
        }
        String rest = text.substring(slash + 1);
        return switch (text.substring(0, slash)) {
            case "topic" -> Optional.of(new ResourceId("topic", "", rest));
            case "connector" -> connector(rest);
            default -> Optional.empty();
        };
    }

    private static Optional<ResourceId> connector(String rest) {
        int slash = rest.indexOf('/');
        return slash <= 0 || slash == rest.length() - 1
                ? Optional.empty()
                : Optional.of(new ResourceId("connector", rest.substring(0, slash), rest.substring(slash + 1)));
    }
}
