package dev.kgit.kinds.topic.live;

import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kafka.OnlineBrokers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Brokers that go down while replicas move onto or off them. One that restarts is waited for, as long as for any answer; one
 * that stays away ends the move, and what became of it is told.
 */
final class OfflineBrokers {

    private final KafkaConnection connection;
    private final List<Reassignment> ended = new ArrayList<>();
    private final SortedSet<Integer> throttled = new TreeSet<>();
    private SortedSet<Integer> down = new TreeSet<>();
    private long since;

    OfflineBrokers(KafkaConnection connection) {
        this.connection = connection;
    }

    /** Whether all that take part were up when somebody looked last. */
    boolean isNone() {
        return down.isEmpty();
    }

    /** Looks who is down; true where that lasts too long, and then the moves have failed. */
    boolean endsTheWaitFor(List<Reassignment> moving) {
        Set<Integer> up = OnlineBrokers.ids(connection);
        SortedSet<Integer> now = new TreeSet<>();
        moving.forEach(move -> now.addAll(move.brokers()));
        now.removeAll(up);
        if (!now.equals(down)) {
            since = System.nanoTime();
            down = now;
        }
        if (down.isEmpty() || System.nanoTime() - since < connection.timeout().toNanos()) {
            return false;
        }
        moving.stream()
                .filter(move -> move.brokers().stream().anyMatch(down::contains))
                .forEach(move -> {
                    move.fail(move.ended("KG318", "ended, since " + names(down) + " went down"));
                    ended.add(move);
                });
        moving.forEach(
                move -> move.fail(move.ended("KG318", "ended beside others, since " + names(down) + " went down")));
        return true;
    }

    /** These could not be asked to take their throttles off. */
    void keepThrottles(SortedSet<Integer> brokers) {
        throttled.addAll(brokers);
    }

    /** Says of the moves that have ended what was taken back, and what is left. */
    void told() {
        for (Reassignment move : ended) {
            int left = move.underWay.size();
            String back = left == 0
                    ? "; what was on its way was taken back"
                    : "; " + left + (left == 1 ? " partition" : " partitions")
                            + " could not be taken back and are on their way still";
            String throttle = throttled.isEmpty()
                    ? ", and no throttle is left"
                    : ", and the replication throttle of " + names(throttled) + " is left";
            move.failedMoreover(
                    back + throttle,
                    "start " + names(down) + " and run apply again: it goes on from there"
                            + (throttled.isEmpty() ? "" : ", and takes the throttle off"));
        }
    }

    private static String names(SortedSet<Integer> brokers) {
        return (brokers.size() == 1 ? "broker " : "brokers ")
                + brokers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
