package dev.kgit.kafka;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.Redactor;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.List;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicaAssignmentException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TopicDeletionDisabledException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** What a broker says against one topic, as a diagnostic. Decided by the type of the failure, never by its text. */
public final class BrokerErrors {

    private record Kind(Class<? extends Throwable> type, String code, String summary, String hint) {}

    /** First match counts. */
    private static final List<Kind> KINDS = List.of(
            new Kind(
                    AuthorizationException.class,
                    "KG410",
                    "this principal may not change it",
                    "grant it CREATE, ALTER, ALTER_CONFIGS or DELETE on the topic, as needed"),
            new Kind(
                    PolicyViolationException.class,
                    "KG302",
                    "a policy of the brokers forbids it",
                    "what the policy says comes from its own code (create.topic.policy.class.name,"
                            + " alter.config.policy.class.name) or from a limit of the service"),
            new Kind(
                    InvalidReplicationFactorException.class,
                    "KG303",
                    "the broker refuses the replication factor",
                    "a factor can't be above the number of brokers"),
            new Kind(
                    InvalidReplicaAssignmentException.class,
                    "KG303",
                    "the broker refuses the placement of replicas",
                    "plan again: a broker may have gone"),
            new Kind(
                    InvalidPartitionsException.class,
                    "KG304",
                    "the broker refuses the number of partitions",
                    "partitions can only grow"),
            new Kind(InvalidTopicException.class, "KG309", "the broker refuses the name", "choose another name"),
            // After its subclasses above.
            new Kind(
                    InvalidConfigurationException.class, "KG301", "the broker refuses the config", "correct the value"),
            new Kind(
                    TopicExistsException.class,
                    "KG308",
                    "it exists already in another shape, or this principal may not see it",
                    "plan again; grant DESCRIBE on the topic if the plan says that it is not there"),
            new Kind(UnknownTopicOrPartitionException.class, "KG310", "it is not there any more", "plan again"),
            new Kind(UnknownTopicIdException.class, "KG310", "it is not there any more", "plan again"),
            new Kind(
                    TopicDeletionDisabledException.class,
                    "KG311",
                    "the brokers do not delete topics",
                    "set delete.topic.enable=true on the controllers, or take the delete back"),
            new Kind(
                    ThrottlingQuotaExceededException.class,
                    "KG306",
                    "the controller's mutation quota is used up",
                    "wait, or raise controller_mutation_rate for this principal"),
            new Kind(
                    UnsupportedVersionException.class,
                    "KG408",
                    "the brokers are too old for it",
                    "kgit needs Kafka 2.8 or newer"),
            new Kind(
                    RetriableException.class,
                    "KG313",
                    "the brokers did not do it in time",
                    "run it again: it goes on from there; a longer --timeout may help"),
            new Kind(
                    UnknownServerException.class,
                    "KG300",
                    "the broker failed on it without a reason",
                    "the controller's log has the reason; a policy class that throws looks like this"));

    private static final Kind ANY =
            new Kind(Throwable.class, "KG300", "the broker refuses it", "see what the broker says");

    private final Redactor redactor;

    public BrokerErrors(Redactor redactor) {
        this.redactor = redactor;
    }

    public Diagnostic of(ResourceId topic, Throwable failure) {
        Kind kind = kind(failure);
        return Diagnostic.error(kind.code, topic + ": " + words(failure))
                .withHint(kind.hint)
                .withSubject(topic);
    }

    /** What the failure is, and what the broker says about it. */
    public String words(Throwable failure) {
        Kind kind = kind(failure);
        // Some brokers put dumps of their own requests into what they say about permissions.
        String said = failure instanceof AuthorizationException
                ? ""
                : redactor.redact(ConnectivityDiagnosis.oneLine(failure.getMessage()));
        String name = kind == ANY ? " (" + failure.getClass().getSimpleName() + ")" : "";
        String tail = said.isEmpty() ? "" : ": " + said;
        return kind.summary + name + tail;
    }

    private static Kind kind(Throwable failure) {
        return KINDS.stream()
                .filter(kind -> kind.type.isInstance(failure))
                .findFirst()
                .orElse(ANY);
    }

    /** The field that a refusal is about, where the kind of refusal alone tells. */
    public static @Nullable String path(Throwable failure) {
        if (failure instanceof InvalidPartitionsException) {
            return Resource.PARTITIONS;
        }
        return failure instanceof InvalidReplicationFactorException
                        || failure instanceof InvalidReplicaAssignmentException
                ? Resource.REPLICATION_FACTOR
                : null;
    }

    /**
     * Whether the values of config keys are refused, or may be: by the brokers (other refusals are subtypes of this one in
     * Kafka's client) or by a policy.
     */
    public static boolean mayBeAboutConfig(@Nullable Throwable failure) {
        return failure != null
                && (failure.getClass() == InvalidConfigurationException.class
                        || failure instanceof PolicyViolationException);
    }
}
