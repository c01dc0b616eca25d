package dev.kgit.kinds.topic;

import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.ResourceStatus;
import dev.kgit.model.ResourceId;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a live topic beside its fields.
 *
 * @param topicId Kafka's id of this very topic, base64; a topic deleted and created again has another one
 * @param internal the broker's own flag
 * @param assignment replicas (broker ids, preferred leader first) by partition; while a reassignment is under way, the
 *     replicas that it leads to
 * @param inFlight partitions with a reassignment under way
 * @param offline partitions that nobody leads: there is nothing to copy from
 * @param throttled replication of it is throttled, as during a reassignment and sometimes after one
 */
public record TopicStatus(
        String topicId,
        boolean internal,
        List<List<Integer>> assignment,
        SortedSet<Integer> inFlight,
        SortedSet<Integer> offline,
        boolean throttled)
        implements ResourceStatus {

    private static final SortedSet<Integer> NONE = Collections.unmodifiableSortedSet(new TreeSet<>());

    public TopicStatus {
        assignment = List.copyOf(assignment);
        inFlight = kept(inFlight);
        offline = kept(offline);
    }

    /** The status of a live topic; null where there is none. */
    public static @Nullable TopicStatus of(LiveState live, ResourceId id) {
        return live.status(id, TopicStatus.class);
    }

    @Override
    public String incarnation() {
        return topicId;
    }

    @Override
    public boolean isPlatformOwned() {
        return internal;
    }

    @Override
    public List<Object> planBasis() {
        return List.of(topicId, assignment);
    }

    /** Whether a reassignment is under way. */
    public boolean isReassigning() {
        return !inFlight.isEmpty();
    }

    /** Whether the reassignment under way leads to so many replicas of each partition that it moves. */
    public boolean movesTo(int factor) {
        return inFlight.stream().allMatch(partition -> assignment.get(partition).size() == factor);
    }

    /** Ten thousand topics have to fit, and next to none of them has any. */
    private static SortedSet<Integer> kept(SortedSet<Integer> partitions) {
        return partitions.isEmpty() ? NONE : Collections.unmodifiableSortedSet(new TreeSet<>(partitions));
    }

    /** Whether all partitions have the same number of replicas. */
    public boolean hasUniformFactor() {
        return assignment.stream().mapToInt(List::size).distinct().count() <= 1;
    }
}
