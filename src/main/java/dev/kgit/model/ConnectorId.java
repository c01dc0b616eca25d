package dev.kgit.model;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connector.
 *
 * @param cluster name of the Connect cluster, as in {@code connectClusters} and {@code environment.yaml}
 */
public record ConnectorId(String cluster, String name) implements ResourceId {

    @Override
    public <T> T fold(
            Function<? super TopicId, ? extends T> topic, Function<? super ConnectorId, ? extends T> connector) {
        return connector.apply(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ResourceId that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * cluster.hashCode() + name.hashCode();
    }

    @Override
    public String toString() {
        return "connector/" + cluster + "/" + name;
    }
}
