package dev.kgit.model;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A Connect cluster as declared: what its workers are configured with. Its three internal topics are resources of the
 * state; this keeps their names.
 *
 * @param name as in {@code connectClusters} and in connector ids
 * @param replicationFactor of the internal topics; null: the broker's default
 * @param worker the worker's own properties: converters, listeners, plugin.path
 * @param place where it is declared
 */
public record ConnectCluster(
        String name,
        String groupId,
        @Nullable Integer replicationFactor,
        InternalTopic config,
        InternalTopic offset,
        InternalTopic status,
        SortedMap<String, FieldValue> worker,
        Place place) {

    /** An internal topic's name and number of partitions. */
    public record InternalTopic(String name, int partitions) {}
}
