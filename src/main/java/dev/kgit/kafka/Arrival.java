package dev.kgit.kafka;

import dev.kgit.cluster.Progress;
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
final class Arrival {

    private static final Duration UNTIL_SHOWN = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 50;

    private final Admin admin;
    private final Refusals refusals;
    private final Consumer<Progress> progress;

    Arrival(Admin admin, Refusals refusals, Consumer<Progress> progress) {
        this.admin = admin;
        this.refusals = refusals;
        this.progress = progress;
    }

    /** Somebody else may have ended it otherwise: what counts is where the replicas are. */
    void verify(List<Move> moves) {
        long deadline = System.nanoTime() + UNTIL_SHOWN.toNanos();
        List<Move> open = moves.stream().filter(move -> move.failure() == null).toList();
        while (!open.isEmpty()) {
            Map<Move, Optional<Throwable>> notYet = look(open);
            if (!notYet.isEmpty() && System.nanoTime() > deadline) {
                // Where they can't be seen it is not known who ended what.
                notYet.forEach((move, unseen) -> move.fail(unseen.map(why -> refusals.of(move.action.id(), why))
                        .orElseGet(() -> move.ended("KG312", "was ended by somebody else before it was done"))));
                return;
            }
            open = List.copyOf(notYet.keySet());
            if (!open.isEmpty()) {
                Moving.pause(POLL_MILLIS);
            }
        }
    }

    /** Those that are not where they are to be, or can't be seen and why. */
    private Map<Move, Optional<Throwable>> look(List<Move> open) {
        Map<String, KafkaFuture<TopicDescription>> topics = admin.describeTopics(
                        open.stream().map(move -> move.action.id().name()).toList())
                .topicNameValues();
        Map<Move, Optional<Throwable>> notYet = new LinkedHashMap<>();
        for (Move move : open) {
            Answer<TopicDescription> topic =
                    Answer.of(Objects.requireNonNull(topics.get(move.action.id().name())));
            if (topic.failed() || !move.isThere(topic.get())) {
                notYet.put(move, Optional.ofNullable(topic.failure()));
            }
        }
        return notYet;
    }

    /** The first replica is to lead. Kafka would see to it in some minutes; what it says against it now is only told. */
    void preferLeaders(List<Move> moves) {
        Set<TopicPartition> toElect = new HashSet<>();
        moves.stream().filter(move -> move.failure() == null).forEach(move -> toElect.addAll(move.ledByOthers()));
        if (toElect.isEmpty()) {
            return;
        }
        Answer<Map<TopicPartition, Optional<Throwable>>> elected =
                Answer.of(admin.electLeaders(ElectionType.PREFERRED, toElect).partitions());
        Map<TopicPartition, Optional<Throwable>> results = elected.failed() ? Map.of() : elected.get();
        for (Move move : moves) {
            boolean left = move.failure() == null
                    && move.ledByOthers().stream()
                            .anyMatch(partition -> elected.failed()
                                    || results.getOrDefault(partition, Optional.empty())
                                            .filter(failure -> !(failure instanceof ElectionNotNeededException))
                                            .isPresent());
            if (left) {
                progress.accept(
                        new Progress(move.action.id(), "replicas moved; Kafka will elect preferred leaders later"));
            }
        }
    }
}
