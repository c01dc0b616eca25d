package dev.kgit.model;

import java.util.Optional;
import java.util.function.Function;

/** The name of a resource across all of kgit: {@code topic/NAME} or {@code connector/CONNECT_CLUSTER/NAME}. */
public sealed interface ResourceId extends Comparable<ResourceId> permits TopicId, ConnectorId {

    String name();

    /** The Connect cluster that a connector is of; empty for a topic. */
    String cluster();

    <T> T fold(Function<? super TopicId, ? extends T> topic, Function<? super ConnectorId, ? extends T> connector);

    /** {@code topic} or {@code connector}. */
    default String kind() {
        return fold(t -> "topic", c -> "connector");
    }

    default Optional<TopicId> asTopic() {
        return fold(Optional::of, c -> Optional.empty());
    }

    default Optional<ConnectorId> asConnector() {
        return fold(t -> Optional.empty(), Optional::of);
    }

    /** Topics before connectors, then by name: the one order of every listing. */
    @Override
    default int compareTo(ResourceId other) {
        int byCluster = cluster().compareTo(other.cluster());
        return byCluster != 0 ? byCluster : name().compareTo(other.name());
    }

    /** Reads {@code topic/NAME} or {@code connector/CLUSTER/NAME}; empty where the text is neither. */
    static Optional<ResourceId> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || slash == text.length() - 1) {
            return Optional.empty();
        }
        String rest = text.substring(slash + 1);
        return switch (text.substring(0, slash)) {
            case "topic" -> Optional.of(new TopicId(rest));
            case "connector" -> connector(rest);
            default -> Optional.empty();
        };
    }

    private static Optional<ResourceId> connector(String rest) {
        int slash = rest.indexOf('/');
        return slash <= 0 || slash == rest.length() - 1
                ? Optional.empty()
                : Optional.of(new ConnectorId(rest.substring(0, slash), rest.substring(slash + 1)));
    }
}
