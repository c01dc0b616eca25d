package dev.kgit.kinds.topic;

import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.EvidenceRequest;
import dev.kgit.model.ResourceId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is at stake in a topic.
 *
 * @param bytes by partition, of the leader's log; null where the principal may not see log sizes
 * @param records by partition: end offset less start offset
 * @param recordsCut how many records are older than the time that was asked about; null where none was
 * @param uncounted partitions that nobody leads right now: they could not be looked into, and the rest is at least what there is
 * @param groups consumer groups with committed offsets or members on the topic; null where the principal may not see
 *     them
 */
public record TopicUsage(
        @Nullable List<Long> bytes,
        List<Long> records,
        @Nullable Long recordsCut,
        @Nullable List<Group> groups,
        SortedSet<Integer> uncounted)
        implements Evidence {

    public TopicUsage {
        uncounted = Collections.unmodifiableSortedSet(uncounted);
    }

    /** Of a topic of which all could be looked into. */
    public TopicUsage(
            @Nullable List<Long> bytes, List<Long> records, @Nullable Long recordsCut, @Nullable List<Group> groups) {
        this(bytes, records, recordsCut, groups, new TreeSet<>());
    }

    /** Whether some consumer group is known to read it. */
    public boolean isRead() {
        return groups != null && !groups.isEmpty();
    }

    /** A consumer group on a topic: its state as Kafka names it, its members, how far it is behind on this topic. */
    public record Group(String id, String state, int members, long lag) {}

    /**
     * A question about a topic.
     *
     * @param newRetentionMs count the records older than this; null: don't
     */
    public record Request(ResourceId id, @Nullable Long newRetentionMs) implements EvidenceRequest {}

    /** What a platform has answered about a topic; null where it has not. */
    public static @Nullable TopicUsage in(Map<ResourceId, Evidence> evidence, ResourceId id) {
        return evidence.get(id) instanceof TopicUsage usage ? usage : null;
    }

    /** All bytes; null where unknown. */
    public @Nullable Long totalBytes() {
        return bytes == null ? null : bytes.stream().mapToLong(Long::longValue).sum();
    }

    /** Whether all of it could be looked into. */
    public boolean isWhole() {
        return uncounted.isEmpty();
    }

    /** What can't be seen is not empty. */
    public boolean mayHoldRecords() {
        return totalRecords() > 0 || !isWhole();
    }

    /** Those that could be counted: at least as many are there. */
    public long totalRecords() {
        return records.stream().mapToLong(Long::longValue).sum();
    }
}
