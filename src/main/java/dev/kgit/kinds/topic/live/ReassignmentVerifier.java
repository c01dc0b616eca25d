package dev.kgit.kinds.topic.live;

import dev.kgit.cluster.OperationProgress;
import dev.kgit.kafka.BrokerErrors;
import dev.kgit.kafka.RequestResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ElectionNotNeededException;

/** What is left to do when nothing of a move is in flight any more: see that replicas are there, and who leads. */
public final class ReassignmentVerifier {

    private static final Duration UNTIL_SHOWN = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 50;

    private final Admin admin;
    private final BrokerErrors refusals;
    private final Consumer<OperationProgress> progress;

    ReassignmentVerifier(Admin admin, BrokerErrors refusals, Consumer<OperationProgress> progress) {
        this.admin = admin;
        this.refusals = refusals;
        this.progress = progress;
    }

    /** Somebody else may have ended it otherwise: what counts is where the replicas are. */
    void verify(List<Reassignment> moves) {
        long deadline = System.nanoTime() + UNTIL_SHOWN.toNanos();
        List<Reassignment> open =
                moves.stream().filter(move -> move.failure() == null).toList();
        while (!open.isEmpty()) {
            Map<Reassignment, Optional<Throwable>> notYet = look(open);
            if (!notYet.isEmpty() && System.nanoTime() > deadline) {
                // Where they can't be seen it is not known who ended what.
                notYet.forEach((move, unseen) -> move.fail(unseen.map(why -> refusals.of(move.action.id(), why))
                        .orElseGet(() -> move.ended("KG312", "was ended by somebody else before it was done"))));
                return;
            }
            open = List.copyOf(notYet.keySet());
            if (!open.isEmpty()) {
                Reassigner.pause(POLL_MILLIS);
            }
        }
    }

    /** Those that are not where they are to be, or can't be seen and why. */
    private Map<Reassignment, Optional<Throwable>> look(List<Reassignment> open) {
        Map<String, KafkaFuture<TopicDescription>> topics = admin.describeTopics(
                        open.stream().map(move -> move.action.id().name()).toList())
                .topicNameValues();
        Map<Reassignment, Optional<Throwable>> notYet = new LinkedHashMap<>();
        for (Reassignment move : open) {
            RequestResult<TopicDescription> topic = RequestResult.of(
                    Objects.requireNonNull(topics.get(move.action.id().name())));
            if (topic.failed() || !move.isThere(topic.get())) {
                notYet.put(move, Optional.ofNullable(topic.failure()));
            }
        }
        return notYet;
    }

    /** The first replica is to lead. Kafka would see to it in some minutes; what it says against it now is only told. */
    void preferLeaders(List<Reassignment> moves) {
        Set<TopicPartition> toElect = new HashSet<>();
        moves.stream().filter(move -> move.failure() == null).forEach(move -> toElect.addAll(move.ledByOthers()));
        if (toElect.isEmpty()) {
            return;
        }
        RequestResult<Map<TopicPartition, Optional<Throwable>>> elected = RequestResult.of(
                admin.electLeaders(ElectionType.PREFERRED, toElect).partitions());
        Map<TopicPartition, Optional<Throwable>> results = elected.failed() ? Map.of() : elected.get();
        for (Reassignment move : moves) {
            boolean left = move.failure() == null
                    && move.ledByOthers().stream()
                            .anyMatch(partition -> elected.failed()
                                    || results.getOrDefault(partition, Optional.empty())
                                            .filter(failure -> !(failure instanceof ElectionNotNeededException))
                                            .isPresent());
            if (left) {
                progress.accept(new OperationProgress(
                        move.action.id(), "replicas moved; Kafka will elect preferred leaders later"));
            }
        }
    }
}
