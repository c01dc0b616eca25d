package dev.kgit.kinds.topic.files;

import dev.kgit.manifest.Declaration;
import dev.kgit.manifest.MapNode;
import dev.kgit.manifest.ScalarNode;
import dev.kgit.model.Place;
import org.jspecify.annotations.Nullable;

/**
 * One of the three topics in which the workers of a Connect cluster keep what they know.
 *
 * @param cluster name of the Connect cluster
 * @param partitions as declared; null: the role's default
 * @param replicationFactor as the Connect cluster declares it, or null
 * @param extra what {@code topics:} says about a topic of that name, or null
 * @param place where it, or else its Connect cluster, is declared
 */
record InternalTopicDeclaration(
        String cluster,
        Role role,
        String name,
        @Nullable ScalarNode partitions,
        @Nullable ScalarNode replicationFactor,
        @Nullable Declaration extra,
        Place place) {

    /** What the topic holds. The defaults are Kafka Connect's own. */
    enum Role {
        CONFIG("config", "connect-configs", 1),
        OFFSET("offset", "connect-offsets", 25),
        STATUS("status", "connect-status", 5);

        /** Key in {@code internalTopics}, and how the worker's properties for it begin. */
        final String key;

        final String defaultName;
        final int defaultPartitions;

        Role(String key, String defaultName, int defaultPartitions) {
            this.key = key;
            this.defaultName = defaultName;
            this.defaultPartitions = defaultPartitions;
        }
    }

    /** What {@code topics:} says about it; an empty map where it says nothing. */
    MapNode topic() {
        return extra == null ? MapNode.empty(place) : extra.merged();
    }

    /** The number of partitions, wherever it is declared. */
    int partitionCount() {
        ScalarNode said = topic().scalar("partitions");
        ScalarNode counts = said == null ? partitions : said;
        Integer declared = counts == null ? null : counts.asInteger();
        return declared == null ? role.defaultPartitions : declared;
    }
}
