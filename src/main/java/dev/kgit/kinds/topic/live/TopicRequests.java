package dev.kgit.kinds.topic.live;

import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Operation;
import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kinds.topic.TopicDefaults;
import dev.kgit.kinds.topic.TopicOperation;
import dev.kgit.kinds.topic.TopicStatus;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DeleteTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** The four short requests about topics. (Moving replicas takes its time: {@link Reassigner}.) */
public final class TopicRequests {

    /** New partitions in one request: a fifth of what a controller takes, so that it stays responsive. */
    private static final int PARTITIONS = 2_000;

    /**
     * Records that the controller writes for one create request (one for the topic, for each partition, for each config
     * key); it takes 10,000 at most. Few large requests beat many small ones: brokers show the topics of a request at once,
     * and those of the next only when they have made the logs of the one before.
     */
    private static final int RECORDS = 4_000;

    /** Partitions of a topic that leaves their number to the broker: a guess, as only the broker knows. */
    private static final int DEFAULT_PARTITIONS = 3;

    private TopicRequests() {}

    static BatchRequest<TopicOperation.CreateTopic> creates(Admin admin) {
        return new BatchRequest<>() {
            @Override
            public int weight(TopicOperation.CreateTopic action) {
                int partitions = action.partitions() == null ? DEFAULT_PARTITIONS : action.partitions();
                return 1 + partitions + action.config().size();
            }

            @Override
            public int room() {
                return RECORDS;
            }

            @Override
            public Map<TopicOperation.CreateTopic, KafkaFuture<Void>> send(
                    List<TopicOperation.CreateTopic> actions, boolean pretend) {
                List<NewTopic> topics = actions.stream()
                        .map(action -> new NewTopic(
                                        action.id().name(),
                                        Optional.ofNullable(action.partitions()),
                                        Optional.ofNullable(action.replicationFactor())
                                                .map(Integer::shortValue))
                                .configs(texts(action.config())))
                        .toList();
                CreateTopicsOptions options =
                        new CreateTopicsOptions().validateOnly(pretend).retryOnQuotaViolation(false);
                return byAction(actions, admin.createTopics(topics, options).values());
            }

            @Override
            public boolean mayBeDone(Throwable failure) {
                return failure instanceof TopicExistsException;
            }

            @Override
            public Seen look(TopicOperation.CreateTopic action, Throwable failure, LiveState now) {
                Resource live = now.state().get(action.id());
                if (live == null) {
                    return isGap(action, now) ? Seen.NOT_DONE : Seen.UNCLEAR;
                }
                SortedMap<String, String> wanted = texts(action.config());
                return Seen.doneIf(agrees(action.partitions(), live.text(Resource.PARTITIONS))
                        && agrees(action.replicationFactor(), live.text(Resource.REPLICATION_FACTOR))
                        && wanted.keySet().equals(live.config().keySet())
                        && wanted.entrySet().stream()
                                .allMatch(entry -> shows(live, entry.getKey(), entry.getValue(), now)));
            }
        };
    }

    static BatchRequest<TopicOperation.AlterTopicConfig> alters(Admin admin) {
        return new BatchRequest<>() {
            @Override
            public Map<TopicOperation.AlterTopicConfig, KafkaFuture<Void>> send(
                    List<TopicOperation.AlterTopicConfig> actions, boolean pretend) {
                Map<ConfigResource, Collection<AlterConfigOp>> changes = new LinkedHashMap<>();
                actions.forEach(action ->
                        changes.put(KafkaConnection.topicResource(action.id().name()), operations(action)));
                Map<ConfigResource, KafkaFuture<Void>> futures = admin.incrementalAlterConfigs(
                                changes, new AlterConfigsOptions().validateOnly(pretend))
                        .values();
                Map<TopicOperation.AlterTopicConfig, KafkaFuture<Void>> byAction = new IdentityHashMap<>();
                actions.forEach(action -> byAction.put(
                        action,
                        futures.get(KafkaConnection.topicResource(action.id().name()))));
                return byAction;
            }

            @Override
            public boolean mayBeDone(Throwable failure) {
                return false;
            }

            @Override
            public Seen look(TopicOperation.AlterTopicConfig action, Throwable failure, LiveState now) {
                Resource live = now.state().get(action.id());
                return Seen.doneIf(live != null
                        && action.changes().entrySet().stream()
                                .allMatch(change -> change.getValue()
                                        .map(setting -> shows(live, change.getKey(), setting.text(), now))
                                        .orElseGet(() -> live.field(Resource.CONFIG + change.getKey()) == null)));
            }
        };
    }

    static BatchRequest<TopicOperation.AddPartitions> grows(Admin admin) {
        return new BatchRequest<>() {
            @Override
            public int weight(TopicOperation.AddPartitions action) {
                return action.total();
            }

            @Override
            public int room() {
                return PARTITIONS;
            }

            @Override
            public Map<TopicOperation.AddPartitions, KafkaFuture<Void>> send(
                    List<TopicOperation.AddPartitions> actions, boolean pretend) {
                Map<String, NewPartitions> grown = new LinkedHashMap<>();
                actions.forEach(action -> grown.put(
                        action.id().name(),
                        action.assignment().isEmpty()
                                ? NewPartitions.increaseTo(action.total())
                                : NewPartitions.increaseTo(action.total(), action.assignment())));
                CreatePartitionsOptions options =
                        new CreatePartitionsOptions().validateOnly(pretend).retryOnQuotaViolation(false);
                return byAction(actions, admin.createPartitions(grown, options).values());
            }

            @Override
            public boolean mayBeDone(Throwable failure) {
                return failure instanceof InvalidPartitionsException;
            }

            @Override
            public Seen look(TopicOperation.AddPartitions action, Throwable failure, LiveState now) {
                TopicStatus facts = TopicStatus.of(now, action.id());
                return Seen.doneIf(facts != null && facts.assignment().size() == action.total());
            }
        };
    }

    static BatchRequest<TopicOperation.DeleteTopic> deletes(Admin admin) {
        return new BatchRequest<>() {
            @Override
            public Map<TopicOperation.DeleteTopic, KafkaFuture<Void>> send(
                    List<TopicOperation.DeleteTopic> actions, boolean pretend) {
                List<Uuid> ids = actions.stream()
                        .map(action -> Uuid.fromString(action.topicId()))
                        .toList();
                DeleteTopicsOptions options = new DeleteTopicsOptions().retryOnQuotaViolation(false);
                Map<Uuid, KafkaFuture<Void>> futures = admin.deleteTopics(TopicCollection.ofTopicIds(ids), options)
                        .topicIdValues();
                Map<TopicOperation.DeleteTopic, KafkaFuture<Void>> byAction = new IdentityHashMap<>();
                actions.forEach(action -> byAction.put(action, futures.get(Uuid.fromString(action.topicId()))));
                return byAction;
            }

            @Override
            public boolean mayBeDone(Throwable failure) {
                return BatchExecutor.isUnknown(failure);
            }

            @Override
            public Seen look(TopicOperation.DeleteTopic action, Throwable failure, LiveState now) {
                TopicStatus facts = TopicStatus.of(now, action.id());
                // The controller knows no such id, so a broker that still shows it is behind.
                return Seen.doneIf(!isGap(action, now)
                        && (facts == null
                                || (BatchExecutor.isUnknown(failure)
                                        && facts.topicId().equals(action.topicId()))));
            }

            @Override
            public @Nullable Diagnostic explain(TopicOperation.DeleteTopic action, Throwable failure, LiveState now) {
                return BatchExecutor.isUnknown(failure) && TopicStatus.of(now, action.id()) != null
                        ? Diagnostic.error(
                                        "KG307",
                                        action.id() + " was deleted and created again since; the new one stays")
                                .withHint("plan again, and look at what the new topic holds")
                                .withSubject(action.id())
                        : null;
            }
        };
    }

    private static boolean isGap(Operation action, LiveState now) {
        return now.readFailures().stream()
                .anyMatch(readFailure -> readFailure.id().equals(action.id()));
    }

    private static boolean agrees(@Nullable Integer wanted, @Nullable String live) {
        return wanted == null || wanted.toString().equals(live);
    }

    private static boolean shows(Resource live, String key, String value, LiveState now) {
        String there = live.config(key);
        return there != null && TopicDefaults.of(now).typeOf(key).same(value, there);
    }

    private static List<AlterConfigOp> operations(TopicOperation.AlterTopicConfig action) {
        List<AlterConfigOp> operations = new ArrayList<>();
        action.changes()
                .forEach((key, value) -> operations.add(value.map(setting ->
                                new AlterConfigOp(new ConfigEntry(key, setting.text()), AlterConfigOp.OpType.SET))
                        .orElseGet(() -> new AlterConfigOp(new ConfigEntry(key, ""), AlterConfigOp.OpType.DELETE))));
        return operations;
    }

    private static SortedMap<String, String> texts(SortedMap<String, FieldValue> config) {
        SortedMap<String, String> texts = new TreeMap<>();
        config.forEach((key, setting) -> texts.put(key, setting.text()));
        return texts;
    }

    private static <A extends Operation> Map<A, KafkaFuture<Void>> byAction(
            List<A> actions, Map<String, KafkaFuture<Void>> futures) {
        Map<A, KafkaFuture<Void>> byAction = new IdentityHashMap<>();
        actions.forEach(action -> byAction.put(action, futures.get(action.id().name())));
        return byAction;
    }
}
