package dev.kgit.kinds.topic.live;

import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kafka.RequestResult;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.common.TopicPartition;

/** Bytes of replicas by broker, where the principal may see them (DESCRIBE on the cluster). */
public final class LogDirSizes {

    private record Replica(int broker, TopicPartition partition) {}

    private final Map<Replica, Long> bytes = new HashMap<>();
    private boolean known = true;

    private LogDirSizes() {}

    /** Of nothing. */
    static LogDirSizes unknown() {
        LogDirSizes sizes = new LogDirSizes();
        sizes.known = false;
        return sizes;
    }

    /** Sizes on those brokers; unknown as a whole where one of them does not tell. */
    static LogDirSizes read(KafkaConnection connection, Collection<Integer> brokers) {
        LogDirSizes sizes = new LogDirSizes();
        connection.admin().describeLogDirs(brokers).descriptions().forEach((broker, future) -> {
            RequestResult<Map<String, LogDirDescription>> answer = RequestResult.of(future);
            if (answer.failed()) {
                sizes.known = false;
            } else {
                // An offline folder has no replicas to tell of; its partitions count as empty there.
                answer.get().values().forEach(folder -> sizes.add(broker, folder));
            }
        });
        return sizes;
    }

    private void add(int broker, LogDirDescription folder) {
        folder.replicaInfos().forEach((partition, info) -> add(broker, partition, info));
    }

    private void add(int broker, TopicPartition partition, ReplicaInfo info) {
        if (!info.isFuture()) {
            bytes.merge(new Replica(broker, partition), info.size(), Long::sum);
        }
    }

    boolean known() {
        return known;
    }

    long of(int broker, TopicPartition partition) {
        return bytes.getOrDefault(new Replica(broker, partition), 0L);
    }
}
