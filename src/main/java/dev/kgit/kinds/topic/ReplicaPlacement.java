package dev.kgit.kinds.topic;

import dev.kgit.cluster.ClusterInfo.Broker;
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
public final class ReplicaPlacement {

    private final Map<Integer, Broker> usable = new TreeMap<>();
    private final Map<Integer, Integer> replicas = new HashMap<>();
    private final Map<Integer, Integer> leaders = new HashMap<>();

    /**
     * @param brokers all brokers of the cluster
     * @param assignments what the known topics have, for balance: replicas of each partition, preferred leader first
     */
    public ReplicaPlacement(Collection<Broker> brokers, Collection<List<List<Integer>>> assignments) {
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
        while (evenOut(current, target)) {}
        return target;
    }

    /**
     * One partition after the other takes the least loaded broker, and can't know which ones the later partitions are bound
     * to. So choices are exchanged as long as that evens out the load, at no cost in racks or movement. Each exchange lowers
     * the sum of the squares of all loads, so it comes to an end.
     *
     * @return whether anything was exchanged
     */
    private boolean evenOut(List<List<Integer>> current, SortedMap<Integer, List<Integer>> target) {
        boolean exchanged = false;
        for (Map.Entry<Integer, List<Integer>> entry : target.entrySet()) {
            List<Integer> staying = stayable(current.get(entry.getKey()));
            List<Integer> after = entry.getValue();
            boolean shrunk = staying.size() > after.size();
            Collection<Integer> others = shrunk ? staying : usable.keySet();
            for (int place = 1; place < after.size(); place++) {
                Integer chosen = after.get(place);
                Integer better = shrunk || !staying.contains(chosen) ? better(after, chosen, others) : chosen;
                if (!better.equals(chosen)) {
                    after.set(place, better);
                    replicas.merge(chosen, -1, Integer::sum);
                    replicas.merge(better, 1, Integer::sum);
                    exchanged = true;
                }
            }
        }
        return exchanged;
    }

    /** A broker that is less loaded by two or more and spreads racks as well; the chosen one where there is none. */
    private Integer better(List<Integer> after, Integer chosen, Collection<Integer> others) {
        List<Integer> rest = new ArrayList<>(after);
        // By value: a broker's id, not a position.
        rest.remove((Object) chosen);
        Map<String, Integer> racks = racks(rest);
        int crowd = racks.getOrDefault(rack(chosen), 0);
        return others.stream()
                .filter(id -> !after.contains(id))
                .filter(id -> racks.getOrDefault(rack(id), 0) <= crowd)
                .filter(id -> load(id) + 1 < load(chosen))
                .min(Comparator.comparingInt(this::load).thenComparingInt(id -> id))
                .orElse(chosen);
    }

    private int load(Integer id) {
        return replicas.getOrDefault(id, 0);
    }

    /** A replica on a dead broker would keep the reassignment from ever completing. */
    private List<Integer> stayable(List<Integer> before) {
        return before.stream().filter(usable::containsKey).toList();
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
        List<Integer> after = new ArrayList<>(stayable(before));
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
                        .thenComparingInt(this::load)
                        .thenComparingInt(id -> id))
                .orElseThrow(() -> new IllegalArgumentException("fewer usable brokers than replicas"));
    }

    /** The replica to take away: of a rack that has the most of this partition, then the most loaded; never the leader. */
    private Integer worst(List<Integer> chosen) {
        Map<String, Integer> racks = racks(chosen);
        return chosen.stream()
                .skip(1)
                .max(Comparator.comparingInt((Integer id) -> racks.getOrDefault(rack(id), 0))
                        .thenComparingInt(this::load)
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
