package dev.kgit.plan;

import dev.kgit.cluster.Platform.Broker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Says which brokers hold which replicas, where kgit has to say it: when a replication factor changes or partitions are
 * added. Rack-aware, balanced, deterministic; what can stay where it is stays, and the preferred leader stays first.
 * Never onto a broker that is not usable.
 */
public final class Placement {

    private final Map<Integer, Broker> usable = new TreeMap<>();
    private final Map<Integer, Integer> replicas = new HashMap<>();
    private final Map<Integer, Integer> leaders = new HashMap<>();

    /**
     * @param brokers all brokers of the cluster
     * @param assignments what the known topics have, for balance: replicas of each partition, preferred leader first
     */
    public Placement(Collection<Broker> brokers, Collection<List<List<Integer>>> assignments) {
        brokers.stream().filter(Broker::usable).forEach(broker -> usable.put(broker.id(), broker));
        assignments.forEach(partitions -> partitions.forEach(this::count));
    }

    /** How many brokers may take replicas. */
    public int usableBrokers() {
        return usable.size();
    }

    /**
     * Partitions whose replicas have to change so that each has {@code factor} of them.
     *
     * @param current replicas by partition, preferred leader first
     * @return the new replicas of those partitions that change
     */
    public SortedMap<Integer, List<Integer>> withFactor(List<List<Integer>> current, int factor) {
        SortedMap<Integer, List<Integer>> target = new TreeMap<>();
        for (int partition = 0; partition < current.size(); partition++) {
            List<Integer> before = current.get(partition);
            if (before.size() != factor) {
                List<Integer> after = resized(before, factor);
                uncount(before);
                count(after);
                target.put(partition, after);
            }
        }
        return target;
    }

    /** Replicas of {@code count} new partitions. */
    public List<List<Integer>> forNewPartitions(int count, int factor) {
        List<List<Integer>> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Integer> partition = new ArrayList<>();
            partition.add(best(partition, Comparator.comparingInt(id -> leaders.getOrDefault(id, 0))));
            while (partition.size() < factor) {
                partition.add(best(partition, Comparator.comparingInt(id -> 0)));
            }
            count(partition);
            added.add(partition);
        }
        return added;
    }

    private List<Integer> resized(List<Integer> before, int factor) {
        // A replica on a dead broker would keep the reassignment from ever completing.
        List<Integer> after =
                new ArrayList<>(before.stream().filter(usable::containsKey).toList());
        while (after.size() > factor) {
            // By value: a broker's id, not a position.
            after.remove((Object) worst(after));
        }
        while (after.size() < factor) {
            after.add(best(after, Comparator.comparingInt(id -> 0)));
        }
        return after;
    }

    /** The broker to add: of a rack that has the fewest replicas of this partition, then the least loaded. */
    private Integer best(List<Integer> chosen, Comparator<Integer> beforeLoad) {
        Map<String, Integer> racks = racks(chosen);
        Set<Integer> taken = new HashSet<>(chosen);
        return usable.keySet().stream()
                .filter(id -> !taken.contains(id))
                .min(Comparator.comparingInt((Integer id) -> racks.getOrDefault(rack(id), 0))
                        .thenComparing(beforeLoad)
                        .thenComparingInt(id -> replicas.getOrDefault(id, 0))
                        .thenComparingInt(id -> id))
                .orElseThrow(() -> new IllegalArgumentException("fewer usable brokers than replicas"));
    }

    /** The replica to take away: of a rack that has the most of this partition, then the most loaded; never the leader. */
    private Integer worst(List<Integer> chosen) {
        Map<String, Integer> racks = racks(chosen);
        return chosen.stream()
                .skip(1)
                .max(Comparator.comparingInt((Integer id) -> racks.getOrDefault(rack(id), 0))
                        .thenComparingInt(id -> replicas.getOrDefault(id, 0))
                        .thenComparingInt(id -> id))
                .orElseThrow();
    }

    private Map<String, Integer> racks(List<Integer> chosen) {
        Map<String, Integer> racks = new HashMap<>();
        chosen.forEach(id -> racks.merge(rack(id), 1, Integer::sum));
        return racks;
    }

    /** A broker without a rack is a rack of its own, so that racks spread nothing where there are none. */
    private String rack(Integer id) {
        Broker broker = usable.get(id);
        String rack = broker == null ? null : broker.rack();
        return rack == null ? "broker " + id : "rack " + rack;
    }

    private void count(List<Integer> partition) {
        partition.forEach(id -> replicas.merge(id, 1, Integer::sum));
        if (!partition.isEmpty()) {
            leaders.merge(partition.get(0), 1, Integer::sum);
        }
    }

    private void uncount(List<Integer> partition) {
        partition.forEach(id -> replicas.merge(id, -1, Integer::sum));
        if (!partition.isEmpty()) {
            leaders.merge(partition.get(0), -1, Integer::sum);
        }
    }
}
