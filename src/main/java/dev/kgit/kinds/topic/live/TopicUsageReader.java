package dev.kgit.kinds.topic.live;

import dev.kgit.cluster.Evidence;
import dev.kgit.kafka.Batches;
import dev.kgit.kafka.ConnectivityDiagnosis;
import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kafka.RequestResult;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.model.ResourceId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * What would be lost with a topic. A partition that nobody leads right now can't be looked into, and is told as such: what
 * can't be seen is not empty.
 */
public final class TopicUsageReader {

    private static final int CHUNK = 500;

    private final KafkaConnection connection;
    private final Admin admin;
    private final Clock clock;

    TopicUsageReader(KafkaConnection connection, Clock clock) {
        this.connection = connection;
        this.admin = connection.admin();
        this.clock = clock;
    }

    /** Offsets of a partition: the first that is there, the next to be written, the first that would stay. */
    private record Offsets(long first, long next, @Nullable Long kept) {}

    SortedMap<ResourceId, Evidence> of(Collection<TopicUsage.Request> questions) {
        SortedMap<ResourceId, Evidence> answers = new TreeMap<>();
        if (questions.isEmpty()) {
            return answers;
        }
        Map<ResourceId, TopicDescription> topics = describe(questions);
        Map<TopicPartition, Offsets> offsets = offsets(questions, topics);
        Map<TopicPartition, Long> ends = new HashMap<>();
        offsets.forEach((partition, its) -> ends.put(partition, its.next));
        LogDirSizes sizes = LogDirSizes.read(connection, leaders(topics));
        ConsumerGroups groups = ConsumerGroups.read(connection, ends);
        for (TopicUsage.Request question : questions) {
            TopicDescription topic = topics.get(question.id());
            if (topic != null) {
                answers.put(question.id(), evidence(question, topic, offsets, sizes, groups));
            }
        }
        return answers;
    }

    private static TopicUsage evidence(
            TopicUsage.Request question,
            TopicDescription topic,
            Map<TopicPartition, Offsets> offsets,
            LogDirSizes sizes,
            ConsumerGroups groups) {
        List<Long> records = new ArrayList<>();
        List<Long> bytes = new ArrayList<>();
        SortedSet<Integer> uncounted = new TreeSet<>();
        long cut = 0;
        for (TopicPartitionInfo info : topic.partitions()) {
            TopicPartition partition = new TopicPartition(topic.name(), info.partition());
            Offsets its = offsets.get(partition);
            if (its == null) {
                uncounted.add(info.partition());
            }
            records.add(its == null ? 0 : its.next - its.first);
            cut += its == null || its.kept == null ? 0 : its.kept - its.first;
            bytes.add(info.leader() == null ? 0 : sizes.of(info.leader().id(), partition));
        }
        return new TopicUsage(
                sizes.known() ? bytes : null,
                records,
                question.newRetentionMs() == null ? null : cut,
                groups.on(topic.name()),
                uncounted);
    }

    private Map<ResourceId, TopicDescription> describe(Collection<TopicUsage.Request> questions) {
        List<String> names =
                questions.stream().map(question -> question.id().name()).toList();
        Map<ResourceId, TopicDescription> topics = new HashMap<>();
        for (List<String> chunk : Batches.of(names, CHUNK)) {
            admin.describeTopics(chunk).topicNameValues().forEach((name, future) -> {
                RequestResult<TopicDescription> answer = RequestResult.of(future);
                // Gone, or hidden: there is nothing to say about it, and a plan tells gaps by itself.
                if (!answer.failedWith(UnknownTopicOrPartitionException.class)
                        && !answer.failedWith(AuthorizationException.class)) {
                    topics.put(TopicKind.id(name), ConnectivityDiagnosis.orThrow(answer, connection));
                }
            });
        }
        return topics;
    }

    private static Set<Integer> leaders(Map<ResourceId, TopicDescription> topics) {
        Set<Integer> leaders = new TreeSet<>();
        topics.values()
                .forEach(topic -> topic.partitions().forEach(partition -> {
                    if (partition.leader() != null) {
                        leaders.add(partition.leader().id());
                    }
                }));
        return leaders;
    }

    private Map<TopicPartition, Offsets> offsets(
            Collection<TopicUsage.Request> questions, Map<ResourceId, TopicDescription> topics) {
        Map<TopicPartition, OffsetSpec> first = new HashMap<>();
        Map<TopicPartition, OffsetSpec> next = new HashMap<>();
        Map<TopicPartition, OffsetSpec> kept = new HashMap<>();
        for (TopicUsage.Request question : questions) {
            TopicDescription topic = topics.get(question.id());
            if (topic == null) {
                continue;
            }
            Long retention = question.newRetentionMs();
            for (TopicPartitionInfo info : topic.partitions()) {
                if (info.leader() == null || info.leader().isEmpty()) {
                    continue;
                }
                TopicPartition partition = new TopicPartition(topic.name(), info.partition());
                first.put(partition, OffsetSpec.earliest());
                next.put(partition, OffsetSpec.latest());
                if (retention != null && retention >= 0) {
                    kept.put(partition, OffsetSpec.forTimestamp(clock.millis() - retention));
                }
            }
        }
        // Asked together, so that three questions take the time of one.
        ListOffsetsResult firsts = admin.listOffsets(first);
        ListOffsetsResult nexts = admin.listOffsets(next);
        ListOffsetsResult keeps = admin.listOffsets(kept);
        Map<TopicPartition, Offsets> offsets = new HashMap<>();
        first.keySet().forEach(partition -> {
            Long start = offset(firsts.partitionResult(partition));
            Long end = offset(nexts.partitionResult(partition));
            Long stay = kept.containsKey(partition) ? offset(keeps.partitionResult(partition)) : null;
            if (start != null && end != null) {
                // No record is young enough: none would stay.
                offsets.put(partition, new Offsets(start, end, stay != null && stay < 0 ? end : stay));
            }
        });
        return offsets;
    }

    /** Null where the partition has lost its leader meanwhile, or is hidden. */
    private @Nullable Long offset(KafkaFuture<ListOffsetsResultInfo> future) {
        RequestResult<ListOffsetsResultInfo> answer = RequestResult.of(future);
        Throwable failure = answer.failure();
        if (failure != null && ConnectivityDiagnosis.isAboutTheConnection(failure)) {
            throw ConnectivityDiagnosis.lost(failure, connection);
        }
        return failure == null ? answer.get().offset() : null;
    }
}
