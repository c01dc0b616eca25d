package dev.kgit.model;

import java.util.function.Function;

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
    public String toString() {
        return "connector/" + cluster + "/" + name;
    }
}
