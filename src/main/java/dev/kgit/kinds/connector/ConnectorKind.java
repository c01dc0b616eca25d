package dev.kgit.kinds.connector;

import dev.kgit.model.ResourceId;

/** Ids of connectors: {@code connector/CONNECT_CLUSTER/NAME}. */
public final class ConnectorKind {

    public static final String NAME = "connector";

    private ConnectorKind() {}

    /** @param cluster name of the Connect cluster, as in {@code connectClusters} and in environment.yaml */
    public static ResourceId id(String cluster, String name) {
        return new ResourceId(NAME, cluster, name);
    }

    public static boolean isConnector(ResourceId id) {
        return id.kind().equals(NAME);
    }
}
