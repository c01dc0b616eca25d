package dev.kgit.ledger;

import dev.kgit.concurrent.Deadline;
import dev.kgit.kafka.ConnectivityDiagnosis;
import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kafka.OnlineBrokers;
import dev.kgit.kafka.RequestResult;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldType;
import dev.kgit.model.KgitException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** The topic that the ledger is kept in: made where it is missing, refused where it would not keep what it is told. */
public final class LedgerTopic {

    private static final short MOST_REPLICAS = 3;
    private static final Duration PAUSE = Duration.ofMillis(100);

    /**
     * Compaction keeps off records so young: who holds the lease is told from all claims of the last minutes, also those
     * that newer ones have replaced.
     */
    private static final long LEAST_LAG_MILLIS = 600_000;

    private static final Map<String, String> CONFIG = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "LogAppendTime",
            TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
            Long.toString(LEAST_LAG_MILLIS),
            // Each plan reads all of it, so old records have to go soon.
            TopicConfig.SEGMENT_MS_CONFIG,
            "3600000",
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.1",
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(2 * LedgerJson.LARGEST));

    private final KafkaConnection connection;
    private final String name;
    private final @Nullable Integer replicationFactor;

    LedgerTopic(KafkaConnection connection, String name, @Nullable Integer replicationFactor) {
        this.connection = connection;
        this.name = name;
        this.replicationFactor = replicationFactor;
    }

    String name() {
        return name;
    }

    /**
     * Returns when the topic is there and fit to be written to.
     *
     * @throws LedgerAccessDeniedException where the principal may not see or create it
     */
    void require() {
        RequestResult<TopicDescription> topic = find();
        if (isAbsent(topic)) {
            create();
            topic = awaitIt();
        }
        requireFit(ConnectivityDiagnosis.orThrow(topic, connection));
    }

    private RequestResult<TopicDescription> find() {
        return RequestResult.of(Objects.requireNonNull(connection
                .admin()
                .describeTopics(List.of(name))
                .topicNameValues()
                .get(name)));
    }

    /** Absent, or hidden: creating it will tell. */
    private static boolean isAbsent(RequestResult<TopicDescription> topic) {
        return topic.failedWith(UnknownTopicOrPartitionException.class)
                || topic.failedWith(AuthorizationException.class);
    }

    private void create() {
        Admin admin = connection.admin();
        int brokers = OnlineBrokers.ids(connection).size();
        short factor =
                replicationFactor == null ? (short) Math.min(MOST_REPLICAS, brokers) : replicationFactor.shortValue();
        NewTopic topic = new NewTopic(name, Optional.of(1), Optional.of(factor)).configs(CONFIG);
        Throwable failure =
                RequestResult.of(admin.createTopics(List.of(topic)).all()).failure();
        if (failure == null || failure instanceof TopicExistsException) {
            return;
        }
        if (ConnectivityDiagnosis.isAboutTheConnection(failure)) {
            throw ConnectivityDiagnosis.lost(failure, connection);
        }
        if (failure instanceof AuthorizationException) {
            throw forbidden();
        }
        throw notCreated(ConnectivityDiagnosis.named(failure, connection));
    }

    private KgitException notCreated(String why) {
        return new KgitException.Unavailable(
                Diagnostic.error("KG656", "the ledger's topic " + name + " can't be created: " + why)
                        .withHint("set ledger: { topic: ..., replicationFactor: ... }, or ledger: off"));
    }

    /** The broker that is asked may be behind the controller, for long when both are busy. */
    private RequestResult<TopicDescription> awaitIt() {
        Deadline deadline = Deadline.in(connection.timeout());
        while (true) {
            RequestResult<TopicDescription> topic = find();
            if (!isAbsent(topic)) {
                return topic;
            }
            if (topic.failedWith(AuthorizationException.class)) {
                throw forbidden();
            }
            waitFor(deadline);
        }
    }

    /** Of a topic that has just been made, one broker may know and the next one, asked for its config, not yet. */
    private RequestResult<Config> config() {
        ConfigResource resource = KafkaConnection.topicResource(name);
        Deadline deadline = Deadline.in(connection.timeout());
        while (true) {
            RequestResult<Config> answer = RequestResult.of(Objects.requireNonNull(connection
                    .admin()
                    .describeConfigs(List.of(resource))
                    .values()
                    .get(resource)));
            if (!answer.failedWith(UnknownTopicOrPartitionException.class)) {
                return answer;
            }
            waitFor(deadline);
        }
    }

    private void waitFor(Deadline deadline) {
        if (deadline.hasPassed()) {
            throw notCreated("it does not show");
        }
        RequestResult.WAIT.sleep(PAUSE);
    }

    private void requireFit(TopicDescription topic) {
        List<String> wrong = new ArrayList<>();
        if (topic.partitions().size() != 1) {
            wrong.add(topic.partitions().size() + " partitions instead of 1");
        }
        RequestResult<Config> answer = config();
        // Without DESCRIBE_CONFIGS there is nothing to look at; who made the topic has to know.
        if (!answer.failedWith(AuthorizationException.class)) {
            Config config = ConnectivityDiagnosis.orThrow(answer, connection);
            requireSame(config, TopicConfig.CLEANUP_POLICY_CONFIG, FieldType.LIST, wrong);
            requireSame(config, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, FieldType.TEXT, wrong);
            String lag = value(config, TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG);
            if (lag != null && lag.matches("\\d{1,18}") && Long.parseLong(lag) < LEAST_LAG_MILLIS) {
                wrong.add(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG + "=" + lag + " instead of " + LEAST_LAG_MILLIS);
            }
        }
        if (!wrong.isEmpty()) {
            throw new KgitException.Unavailable(
                    Diagnostic.error("KG655", "the topic " + name + " can't keep a ledger: " + String.join(", ", wrong))
                            .withHint("change it, or name another topic under ledger: and let kgit create it"));
        }
    }

    private static void requireSame(Config config, String key, FieldType type, List<String> wrong) {
        String value = value(config, key);
        String wanted = CONFIG.getOrDefault(key, "");
        if (value != null && !type.same(wanted, value)) {
            wrong.add(key + "=" + value + " instead of " + wanted);
        }
    }

    private static @Nullable String value(Config config, String key) {
        return config.get(key) == null ? null : config.get(key).value();
    }

    LedgerAccessDeniedException forbidden() {
        return new LedgerAccessDeniedException(new KgitException.Unavailable(
                Diagnostic.error("KG652", "this principal may not use the ledger's topic " + name)
                        .withHint("grant it CREATE, DESCRIBE, READ and WRITE on the topic, or set ledger: off")));
    }
}
