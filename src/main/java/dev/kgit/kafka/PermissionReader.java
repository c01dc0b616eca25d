package dev.kgit.kafka;

import dev.kgit.cluster.Permission;
import dev.kgit.cluster.Permissions;
import dev.kgit.cluster.Permissions.OnTopic;
import dev.kgit.cluster.Permissions.Presence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks what this principal may do. Of what is there, Kafka tells; of what is not, a request that would change nothing is
 * refused or not: configs are asked for, and changes are tried with {@code validateOnly}.
 */
public final class PermissionReader {

    private static final int CHUNK = 500;

    /** So many groups stand for all: rules that differ by group are rare. */
    private static final int GROUPS = 20;

    private final KafkaConnection connection;
    private final Admin admin;

    public PermissionReader(KafkaConnection connection) {
        this.connection = connection;
        this.admin = connection.admin();
    }

    public Permissions of(Set<String> topics) {
        RequestResult<Set<AclOperation>> cluster =
                RequestResult.of(admin.describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true))
                        .authorizedOperations());
        SortedMap<String, OnTopic> onTopics = new TreeMap<>();
        for (List<String> chunk : Batches.of(topics.stream().sorted().toList(), CHUNK)) {
            read(chunk, onTopics);
        }
        return new Permissions(connection.principal(), clusterRights(cluster), onTopics, groups());
    }

    /** Null where the brokers don't tell; they tell nothing of the cluster to those who may not describe it. */
    private @Nullable Set<Permission> clusterRights(RequestResult<Set<AclOperation>> answer) {
        if (answer.failed()) {
            ConnectivityDiagnosis.orThrow(answer, connection);
        }
        return rights(answer.value());
    }

    private void read(List<String> names, SortedMap<String, OnTopic> found) {
        var described = admin.describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        List<String> unseen = new ArrayList<>();
        for (String name : names) {
            RequestResult<TopicDescription> answer = RequestResult.of(Objects.requireNonNull(described.get(name)));
            if (answer.failedWith(AuthorizationException.class)) {
                found.put(name, new OnTopic(Presence.HIDDEN, Set.of()));
                unseen.add(name);
            } else if (answer.failedWith(UnknownTopicOrPartitionException.class)) {
                found.put(name, new OnTopic(Presence.ABSENT, Set.of(Permission.DESCRIBE)));
                unseen.add(name);
            } else {
                Set<AclOperation> operations =
                        ConnectivityDiagnosis.orThrow(answer, connection).authorizedOperations();
                found.put(name, new OnTopic(Presence.THERE, rights(operations)));
            }
        }
        if (!unseen.isEmpty()) {
            probe(unseen, found);
        }
    }

    private void probe(List<String> names, SortedMap<String, OnTopic> found) {
        var creates = admin.createTopics(
                        names.stream()
                                .map(name -> new NewTopic(name, Optional.empty(), Optional.empty()))
                                .toList(),
                        new CreateTopicsOptions().validateOnly(true))
                .values();
        List<ConfigResource> resources =
                names.stream().map(KafkaConnection::topicResource).toList();
        var configs = admin.describeConfigs(resources).values();
        Map<ConfigResource, Collection<AlterConfigOp>> nothing = new HashMap<>();
        resources.forEach(resource -> nothing.put(resource, List.of()));
        var alters = admin.incrementalAlterConfigs(nothing, new AlterConfigsOptions().validateOnly(true))
                .values();
        Map<String, NewPartitions> more = new HashMap<>();
        names.forEach(name -> more.put(name, NewPartitions.increaseTo(1)));
        var grows = admin.createPartitions(more, new CreatePartitionsOptions().validateOnly(true))
                .values();
        for (String name : names) {
            OnTopic before = found.getOrDefault(name, new OnTopic(Presence.HIDDEN, Set.of()));
            Set<Permission> rights = EnumSet.noneOf(Permission.class);
            if (before.presence() == Presence.ABSENT) {
                rights.add(Permission.DESCRIBE);
            }
            if (isLet(Objects.requireNonNull(alters.get(KafkaConnection.topicResource(name))))) {
                rights.add(Permission.ALTER_CONFIGS);
            }
            if (isLet(Objects.requireNonNull(grows.get(name)))) {
                rights.add(Permission.ALTER);
            }
            if (isLet(Objects.requireNonNull(creates.get(name)))) {
                rights.add(Permission.CREATE);
            }
            if (isLet(Objects.requireNonNull(configs.get(KafkaConnection.topicResource(name))))) {
                rights.add(Permission.DESCRIBE_CONFIGS);
            }
            found.put(name, new OnTopic(before.presence(), rights));
        }
    }

    /** Whatever else is wrong with a request is found only after it has been let in. */
    private boolean isLet(KafkaFuture<?> future) {
        RequestResult<?> answer = RequestResult.of(future);
        Throwable failure = answer.failure();
        if (failure != null && ConnectivityDiagnosis.isAboutTheConnection(failure)) {
            throw ConnectivityDiagnosis.lost(failure, connection);
        }
        return !answer.failedWith(AuthorizationException.class);
    }

    private boolean groups() {
        RequestResult<Collection<GroupListing>> listing = RequestResult.of(
                admin.listGroups(ListGroupsOptions.forConsumerGroups()).valid());
        if (listing.failedWith(AuthorizationException.class)) {
            return false;
        }
        List<String> some = ConnectivityDiagnosis.orThrow(listing, connection).stream()
                .map(GroupListing::groupId)
                .sorted()
                .limit(GROUPS)
                .toList();
        return admin.describeConsumerGroups(some).describedGroups().values().stream()
                .noneMatch(future -> RequestResult.of(future).failedWith(AuthorizationException.class));
    }

    private static @Nullable Set<Permission> rights(@Nullable Set<AclOperation> operations) {
        if (operations == null) {
            return null;
        }
        Set<Permission> rights = EnumSet.noneOf(Permission.class);
        for (Permission right : Permission.values()) {
            if (operations.contains(AclOperation.ALL) || operations.contains(AclOperation.valueOf(right.name()))) {
                rights.add(right);
            }
        }
        return rights;
    }
}
