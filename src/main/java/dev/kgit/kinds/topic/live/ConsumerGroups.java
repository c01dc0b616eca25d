package dev.kgit.kinds.topic.live;

import dev.kgit.kafka.Batches;
import dev.kgit.kafka.ConnectivityDiagnosis;
import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kafka.RequestResult;
import dev.kgit.kinds.topic.TopicUsage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Who reads topics. A group is on a topic when it has committed offsets there or members with partitions of it. Where the
 * principal may not see all groups, nothing is known as a whole.
 */
public final class ConsumerGroups {

    private static final int CHUNK = 200;

    private final @Nullable SortedMap<String, List<TopicUsage.Group>> byTopic;

    private ConsumerGroups(@Nullable SortedMap<String, List<TopicUsage.Group>> byTopic) {
        this.byTopic = byTopic;
    }

    /** The groups on the topic by id; null where the principal may not see groups. */
    @Nullable
    List<TopicUsage.Group> on(String topic) {
        return byTopic == null ? null : byTopic.getOrDefault(topic, List.of());
    }

    /** @param ends where each partition of the topics in question ends */
    static ConsumerGroups read(KafkaConnection connection, Map<TopicPartition, Long> ends) {
        Admin admin = connection.admin();
        RequestResult<Collection<GroupListing>> listing = RequestResult.of(
                admin.listGroups(ListGroupsOptions.forConsumerGroups()).valid());
        if (listing.failedWith(AuthorizationException.class) || !seesAllGroups(admin, connection)) {
            return new ConsumerGroups(null);
        }
        List<String> ids = ConnectivityDiagnosis.orThrow(listing, connection).stream()
                .map(GroupListing::groupId)
                .sorted()
                .toList();
        SortedMap<String, List<TopicUsage.Group>> byTopic = new TreeMap<>();
        for (List<String> chunk : Batches.of(ids, CHUNK)) {
            if (!add(chunk, connection, ends, byTopic)) {
                return new ConsumerGroups(null);
            }
        }
        return new ConsumerGroups(byTopic);
    }

    /** Brokers list all groups to those who may DESCRIBE the cluster, and leave groups out for others without a word. */
    private static boolean seesAllGroups(Admin admin, KafkaConnection connection) {
        Set<AclOperation> mayDo = ConnectivityDiagnosis.orThrow(
                RequestResult.of(admin.describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true))
                        .authorizedOperations()),
                connection);
        return mayDo.contains(AclOperation.DESCRIBE);
    }

    /** Whether all of them could be looked at. */
    private static boolean add(
            List<String> ids,
            KafkaConnection connection,
            Map<TopicPartition, Long> ends,
            SortedMap<String, List<TopicUsage.Group>> byTopic) {
        Admin admin = connection.admin();
        var descriptions = admin.describeConsumerGroups(ids).describedGroups();
        Map<String, ListConsumerGroupOffsetsSpec> all = new HashMap<>();
        ids.forEach(id -> all.put(id, new ListConsumerGroupOffsetsSpec()));
        ListConsumerGroupOffsetsResult commits = admin.listConsumerGroupOffsets(all);
        for (String id : ids) {
            RequestResult<ConsumerGroupDescription> group =
                    RequestResult.of(Objects.requireNonNull(descriptions.get(id)));
            RequestResult<Map<TopicPartition, OffsetAndMetadata>> committed =
                    RequestResult.of(commits.partitionsToOffsetAndMetadata(id));
            if (group.failedWith(AuthorizationException.class) || committed.failedWith(AuthorizationException.class)) {
                return false;
            }
            if (group.failedWith(GroupIdNotFoundException.class)
                    || committed.failedWith(GroupIdNotFoundException.class)) {
                continue; // it went while it was looked at
            }
            add(
                    ConnectivityDiagnosis.orThrow(group, connection),
                    ConnectivityDiagnosis.orThrow(committed, connection),
                    ends,
                    byTopic);
        }
        return true;
    }

    private static void add(
            ConsumerGroupDescription group,
            Map<TopicPartition, OffsetAndMetadata> committed,
            Map<TopicPartition, Long> ends,
            SortedMap<String, List<TopicUsage.Group>> byTopic) {
        Map<String, Long> lags = new HashMap<>();
        committed.forEach((partition, offset) -> {
            Long end = ends.get(partition);
            if (end != null && offset != null) {
                lags.merge(partition.topic(), Math.max(0, end - offset.offset()), Long::sum);
            }
        });
        Set<String> assigned = new HashSet<>();
        group.members()
                .forEach(member -> member.assignment().topicPartitions().stream()
                        .filter(ends::containsKey)
                        .forEach(partition -> assigned.add(partition.topic())));
        Set<String> topics = new TreeSet<>(lags.keySet());
        topics.addAll(assigned);
        topics.forEach(topic -> byTopic.computeIfAbsent(topic, name -> new ArrayList<>())
                .add(new TopicUsage.Group(
                        group.groupId(),
                        group.groupState().toString(),
                        group.members().size(),
                        lags.getOrDefault(topic, 0L))));
    }
}
