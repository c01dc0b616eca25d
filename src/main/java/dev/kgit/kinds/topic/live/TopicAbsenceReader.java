package dev.kgit.kinds.topic.live;

import dev.kgit.cluster.Evidence;
import dev.kgit.kafka.Batches;
import dev.kgit.kafka.ConnectivityDiagnosis;
import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kafka.RequestResult;
import dev.kgit.kinds.topic.TopicAbsence;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks for topics by name that no listing has. */
final class TopicAbsenceReader {

    private static final int CHUNK = 500;

    private TopicAbsenceReader() {}

    static SortedMap<ResourceId, Evidence> of(List<TopicAbsence.Request> questions, KafkaConnection connection) {
        SortedMap<ResourceId, Evidence> absent = new TreeMap<>();
        List<String> names =
                questions.stream().map(question -> question.id().name()).toList();
        for (List<String> chunk : Batches.of(names, CHUNK)) {
            connection.admin().describeTopics(chunk).topicNameValues().forEach((name, future) -> {
                RequestResult<TopicDescription> answer = RequestResult.of(future);
                Throwable failure = answer.failure();
                if (failure != null && ConnectivityDiagnosis.isAboutTheConnection(failure)) {
                    throw ConnectivityDiagnosis.lost(failure, connection);
                }
                boolean unknown =
                        failure instanceof UnknownTopicOrPartitionException || failure instanceof InvalidTopicException;
                if (unknown || failure instanceof AuthorizationException) {
                    absent.put(TopicKind.id(name), new TopicAbsence(unknown));
                }
            });
        }
        return absent;
    }
}
