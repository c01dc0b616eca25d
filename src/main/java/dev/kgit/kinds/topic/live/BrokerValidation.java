package dev.kgit.kinds.topic.live;

import dev.kgit.cluster.Operation;
import dev.kgit.cluster.Permit;
import dev.kgit.cluster.ValidationFinding;
import dev.kgit.kafka.BrokerErrors;
import dev.kgit.kafka.ConnectivityDiagnosis;
import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kinds.topic.TopicOperation;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/**
 * Has the brokers judge actions with {@code validateOnly}. Deletes and moves of replicas can't be asked about that way; of
 * deletes the brokers' own settings tell whether they are done at all.
 *
 * <p>A broker names a resource that it refuses, not the key. So the keys of a refused config are tried one by one.
 */
public final class BrokerValidation {

    /** In place of a key: a topic without config. */
    private static final String NONE = "";

    private final KafkaConnection connection;
    private final BrokerErrors refusals;
    private final BatchExecutor rounds;
    private final List<ValidationFinding> objections = new ArrayList<>();

    BrokerValidation(KafkaConnection connection, BrokerErrors refusals) {
        this.connection = connection;
        this.refusals = refusals;
        this.rounds = new BatchExecutor(connection, refusals, Permit.ALWAYS, progress -> {});
    }

    List<ValidationFinding> check(OperationsByType actions) {
        Admin admin = connection.admin();
        check(actions.creates, TopicRequests.creates(admin), BrokerValidation::keysOfCreate);
        check(actions.alters, TopicRequests.alters(admin), BrokerValidation::keysOfAlter);
        check(actions.grows, TopicRequests.grows(admin), action -> new TreeMap<>());
        if (!actions.deletes.isEmpty() && TopicDeletionSetting.isOff(connection)) {
            actions.deletes.forEach(delete -> objections.add(new ValidationFinding(
                    delete.id(), null, TopicDeletionSetting.refusal().withSubject(delete.id()))));
        }
        return objections;
    }

    private <A extends Operation> void check(
            List<A> actions, BatchRequest<A> requests, Function<A, SortedMap<String, A>> eachKeyAlone) {
        Map<A, Throwable> failures = rounds.pretend(actions, requests);
        Map<A, String> keys = new IdentityHashMap<>();
        Map<A, A> wholes = new IdentityHashMap<>();
        failures.forEach((action, failure) -> {
            if (BrokerErrors.mayBeAboutConfig(failure)) {
                eachKeyAlone.apply(action).forEach((key, alone) -> {
                    keys.put(alone, key);
                    wholes.put(alone, action);
                });
            }
        });
        Map<A, SortedMap<String, Throwable>> refusedKeys = new IdentityHashMap<>();
        rounds.pretend(List.copyOf(keys.keySet()), requests).forEach((alone, its) -> {
            if (BrokerErrors.mayBeAboutConfig(its)) {
                refusedKeys
                        .computeIfAbsent(Objects.requireNonNull(wholes.get(alone)), none -> new TreeMap<>())
                        .put(keys.get(alone), its);
            }
        });
        for (A action : actions) {
            Throwable failure = failures.get(action);
            if (failure == null) {
                continue;
            }
            SortedMap<String, Throwable> refused = refusedKeys.getOrDefault(action, new TreeMap<>());
            if (refused.isEmpty() || refused.containsKey(NONE) || isAboutWhatIsThere(refused)) {
                objections.add(objection(BatchExecutor.topic(action), null, failure));
                continue;
            }
            refused.forEach(
                    (key, its) -> objections.add(objection(BatchExecutor.topic(action), Resource.CONFIG + key, its)));
        }
    }

    /**
     * Brokers judge the whole config of a topic, also what it has had for long. Where they say the same of each key alone,
     * it is none of them.
     */
    private static boolean isAboutWhatIsThere(SortedMap<String, Throwable> refused) {
        return refused.size() > 1
                && refused.values().stream()
                                .map(Throwable::getMessage)
                                .distinct()
                                .count()
                        == 1;
    }

    private ValidationFinding objection(ResourceId topic, @Nullable String path, Throwable failure) {
        if (ConnectivityDiagnosis.isAboutTheConnection(failure)) {
            throw ConnectivityDiagnosis.lost(failure, connection);
        }
        if (failure instanceof AuthorizationException) {
            return notChecked(topic, "KG305", "this principal may not change it");
        }
        if (failure instanceof ThrottlingQuotaExceededException) {
            return notChecked(topic, "KG306", "the controller's mutation quota is used up");
        }
        if (failure instanceof UnsupportedVersionException) {
            return notChecked(topic, "KG305", "the brokers are too old for it");
        }
        if (failure instanceof RetriableException && !BatchExecutor.isUnknown(failure)) {
            return notChecked(
                    topic,
                    "KG305",
                    "the brokers were busy with " + failure.getClass().getSimpleName());
        }
        Diagnostic why = refusals.of(topic, failure);
        return new ValidationFinding(topic, path == null ? BrokerErrors.path(failure) : path, why);
    }

    private static ValidationFinding notChecked(ResourceId topic, String code, String why) {
        return new ValidationFinding(
                topic,
                null,
                Diagnostic.info(code, topic + " is not checked by the broker: " + why)
                        .withHint("apply will find out; --no-broker-check leaves this check out")
                        .withSubject(topic));
    }

    /** The topic with each key alone, and with none: a policy may have something against the name. */
    private static SortedMap<String, TopicOperation.CreateTopic> keysOfCreate(TopicOperation.CreateTopic action) {
        SortedMap<String, TopicOperation.CreateTopic> alone = new TreeMap<>();
        if (!action.config().isEmpty()) {
            alone.put(NONE, with(action, Map.of()));
        }
        action.config().forEach((key, setting) -> alone.put(key, with(action, Map.of(key, setting))));
        return alone;
    }

    private static TopicOperation.CreateTopic with(TopicOperation.CreateTopic action, Map<String, FieldValue> config) {
        return new TopicOperation.CreateTopic(
                action.id(), action.partitions(), action.replicationFactor(), new TreeMap<>(config));
    }

    private static SortedMap<String, TopicOperation.AlterTopicConfig> keysOfAlter(
            TopicOperation.AlterTopicConfig action) {
        SortedMap<String, TopicOperation.AlterTopicConfig> alone = new TreeMap<>();
        action.changes()
                .forEach((key, change) -> alone.put(
                        key, new TopicOperation.AlterTopicConfig(action.id(), new TreeMap<>(Map.of(key, change)))));
        return alone;
    }
}
