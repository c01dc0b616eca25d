package dev.kgit.kafka;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.Node;

/** The brokers of a cluster that are up. */
public final class OnlineBrokers {

    private OnlineBrokers() {}

    /**
     * Their ids, as the cluster says them now.
     *
     * @throws dev.kgit.model.KgitException with the diagnosis where it can't be asked
     */
    public static SortedSet<Integer> ids(KafkaConnection connection) {
        return ConnectivityDiagnosis.orThrow(
                        RequestResult.of(connection.admin().describeCluster().nodes()), connection)
                .stream()
                .map(Node::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
