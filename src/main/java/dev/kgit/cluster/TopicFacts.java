package dev.kgit.cluster;

import java.util.List;

/**
 * What is true of a live topic beside its fields.
 *
 * @param topicId Kafka's id of this very topic, base64; a topic deleted and created again has another one
 * @param internal the broker's own flag
 * @param assignment replicas (broker ids, preferred leader first) by partition; while a reassignment is under way, the
 *     replicas that it leads to
 * @param moving a reassignment is under way
 * @param throttled replication of it is throttled, as during a reassignment and sometimes after one
 */
public record TopicFacts(
        String topicId, boolean internal, List<List<Integer>> assignment, boolean moving, boolean throttled) {

    public TopicFacts {
        assignment = List.copyOf(assignment);
    }

    /** Whether all partitions have the same number of replicas. */
    public boolean even() {
        return assignment.stream().mapToInt(List::size).distinct().count() <= 1;
    }
}
