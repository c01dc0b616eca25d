package dev.kgit.kinds.topic.live;

import dev.kgit.kinds.topic.TopicOperation;
import dev.kgit.model.Diagnostic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.PartitionReassignment;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/** The replicas of one topic on their way to where they are to be. */
public final class Reassignment {

    final TopicOperation.Reassign action;

    /** What has to be asked for, by partition; a partition that is on its way there already is only waited for. */
    final SortedMap<Integer, List<Integer>> toSubmit = new TreeMap<>();

    /** What is on its way, asked for here or by somebody before. */
    final Set<TopicPartition> underWay = new HashSet<>();

    /** What kgit has asked for, now or in a run that was killed: what it throttles, and may take back. */
    private final Set<TopicPartition> own = new HashSet<>();

    private final Set<Integer> notAskedFor = new HashSet<>();
    private final Map<Integer, List<Integer>> before = new HashMap<>();
    private final Map<TopicPartition, Integer> leaders = new HashMap<>();
    private final int partitions;
    private final Set<Integer> up;
    private @Nullable Diagnostic failure;

    /**
     * @param moving all that is in flight in the cluster
     * @param up brokers that are up
     * @param ours whether the topic has a throttle of kgit's own, so that what is in flight is a killed run's
     */
    Reassignment(
            TopicOperation.Reassign action,
            TopicDescription topic,
            Map<TopicPartition, PartitionReassignment> moving,
            Set<Integer> up,
            boolean ours) {
        this.up = up;
        this.action = action;
        this.partitions = action.target().size();
        for (TopicPartitionInfo info : topic.partitions()) {
            List<Integer> target = action.target().get(info.partition());
            if (target == null) {
                continue;
            }
            TopicPartition partition = partition(info.partition());
            PartitionReassignment other = moving.get(partition);
            List<Integer> now =
                    new ArrayList<>(info.replicas().stream().map(Node::id).toList());
            if (other != null) {
                now.removeAll(other.addingReplicas());
            }
            before.put(info.partition(), now);
            if (info.leader() != null) {
                leaders.put(partition, info.leader().id());
            }
            if (other != null && leadsTo(other).equals(target)) {
                underWay.add(partition);
                if (ours) {
                    own.add(partition);
                }
            } else if (other != null || !now.equals(target)) {
                toSubmit.put(info.partition(), target);
                notAskedFor.add(info.partition());
            }
        }
    }

    private static List<Integer> leadsTo(PartitionReassignment move) {
        return move.replicas().stream()
                .filter(replica -> !move.removingReplicas().contains(replica))
                .toList();
    }

    TopicPartition partition(int number) {
        return new TopicPartition(action.id().name(), number);
    }

    void submitted(TopicPartition partition) {
        notAskedFor.remove(partition.partition());
        own.add(partition);
        underWay.add(partition);
    }

    /** What kgit asked for and is not done: what a cancel has to take back. */
    Set<TopicPartition> toCancel() {
        return underWay.stream().filter(own::contains).collect(Collectors.toSet());
    }

    /** Partitions that are not done yet, from what the controller says is in flight. */
    void stillMoving(Set<TopicPartition> inFlight) {
        underWay.retainAll(inFlight);
    }

    int partitions() {
        return partitions;
    }

    int done() {
        return partitions - underWay.size() - notAskedFor.size();
    }

    /** Brokers that have no replica of the partition yet and are to have one. */
    List<Integer> newcomers(int partition) {
        List<Integer> newcomers = new ArrayList<>(action.target().getOrDefault(partition, List.of()));
        newcomers.removeAll(before.getOrDefault(partition, List.of()));
        return newcomers;
    }

    /** Whether anything is copied that kgit has asked for or will ask for. */
    boolean copies() {
        return throttleable().stream()
                .anyMatch(partition -> !newcomers(partition).isEmpty());
    }

    private SortedSet<Integer> throttleable() {
        SortedSet<Integer> partitions = new TreeSet<>(toSubmit.keySet());
        own.forEach(partition -> partitions.add(partition.partition()));
        return partitions;
    }

    /** Every broker that has or gets a replica and is up: the others would be waited for. */
    Set<Integer> brokers() {
        Set<Integer> brokers = new HashSet<>();
        before.values().forEach(brokers::addAll);
        action.target().values().forEach(brokers::addAll);
        brokers.retainAll(up);
        return brokers;
    }

    /** Whether the topic's replicas are where they are to be; takes note of who leads now. */
    boolean isThere(TopicDescription topic) {
        Map<Integer, List<Integer>> now = new HashMap<>();
        topic.partitions().forEach(info -> {
            now.put(info.partition(), info.replicas().stream().map(Node::id).toList());
            if (info.leader() != null) {
                leaders.put(partition(info.partition()), info.leader().id());
            }
        });
        return action.target().entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(now.get(entry.getKey())));
    }

    /** Partitions whose first replica does not lead. */
    Set<TopicPartition> ledByOthers() {
        return action.target().entrySet().stream()
                .filter(to -> !to.getValue().get(0).equals(leaders.get(partition(to.getKey()))))
                .map(to -> partition(to.getKey()))
                .collect(Collectors.toSet());
    }

    @Nullable
    Integer leader(TopicPartition partition) {
        return leaders.get(partition);
    }

    /** Current replicas send, new ones receive. */
    ReplicationThrottle.Lists throttled() {
        List<String> leaderReplicas = new ArrayList<>();
        List<String> followerReplicas = new ArrayList<>();
        throttleable().forEach(partition -> {
            if (!newcomers(partition).isEmpty()) {
                before.getOrDefault(partition, List.of())
                        .forEach(broker -> leaderReplicas.add(partition + ":" + broker));
                newcomers(partition).forEach(broker -> followerReplicas.add(partition + ":" + broker));
            }
        });
        return new ReplicationThrottle.Lists(leaderReplicas, followerReplicas);
    }

    /** Why it has not come to its end, and how far it has come. */
    Diagnostic ended(String code, String how) {
        return Diagnostic.error(
                        code,
                        action.id() + ": moving replicas " + how + ", " + done() + " of " + partitions
                                + " partitions were done")
                .withHint("run it again: it goes on from there");
    }

    /** In the place of why it has failed, more of the same: what became of it since. */
    void failedMoreover(String message, String hint) {
        Diagnostic before = failure;
        if (before != null) {
            failure = Diagnostic.error(before.code(), before.message() + message)
                    .withHint(hint)
                    .withSubject(action.id());
        }
    }

    void fail(Diagnostic why) {
        if (failure == null) {
            failure = why.withSubject(action.id());
        }
    }

    @Nullable
    Diagnostic failure() {
        return failure;
    }
}
