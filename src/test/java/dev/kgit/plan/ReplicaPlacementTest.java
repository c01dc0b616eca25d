package dev.kgit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.ClusterInfo.Broker;
import dev.kgit.kinds.topic.ReplicaPlacement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReplicaPlacementTest {

    private static final List<Broker> THREE_RACKS =
            List.of(new Broker(1, "r1", true), new Broker(2, "r2", true), new Broker(3, "r3", true));

    @Test
    void keepsWhatIsThereAndAddsOtherRacks() {
        ReplicaPlacement placement = new ReplicaPlacement(THREE_RACKS, List.of(List.of(List.of(2))));
        assertThat(placement.withFactor(List.of(List.of(2)), 3)).containsExactly(Map.entry(0, List.of(2, 1, 3)));
    }

    @Test
    void keepsThePreferredLeaderWhenReplicasGo() {
        ReplicaPlacement placement = new ReplicaPlacement(THREE_RACKS, List.of(List.of(List.of(3, 1, 2))));
        assertThat(placement.withFactor(List.of(List.of(3, 1, 2)), 1).get(0)).containsExactly(3);
    }

    @Test
    void movesNothingThatHasItsFactor() {
        ReplicaPlacement placement = new ReplicaPlacement(THREE_RACKS, List.of());
        assertThat(placement.withFactor(List.of(List.of(1, 2), List.of(1)), 2)).containsOnlyKeys(1);
    }

    @Test
    void neverPlacesOnADeadBroker() {
        List<Broker> brokers =
                List.of(new Broker(1, "r1", true), new Broker(2, "r2", false), new Broker(3, "r3", true));
        ReplicaPlacement placement = new ReplicaPlacement(brokers, List.of());
        assertThat(placement.withFactor(List.of(List.of(2)), 2).get(0)).containsExactlyInAnyOrder(1, 3);
        assertThat(placement.forNewPartitions(4, 2))
                .allSatisfy(replicas -> assertThat(replicas).doesNotContain(2));
    }

    @Test
    void spreadsNewPartitionsOverAllBrokers() {
        ReplicaPlacement placement = new ReplicaPlacement(THREE_RACKS, List.of());
        List<List<Integer>> added = placement.forNewPartitions(6, 2);
        Map<Integer, Long> leaders =
                added.stream().collect(Collectors.groupingBy(replicas -> replicas.get(0), Collectors.counting()));
        assertThat(leaders).containsOnlyKeys(1, 2, 3).containsValue(2L);
        assertThat(leaders.values()).allMatch(count -> count == 2);
    }

    /** What is taken from the first partitions depends on where the last ones are bound to. */
    @Test
    void balancesWhatStaysAlsoWhereLeadersAreNot() {
        List<List<Integer>> current = List.of(List.of(2, 1, 3), List.of(3, 1, 2), List.of(1, 2, 3), List.of(1, 2, 3));
        SortedMap<Integer, List<Integer>> target =
                new ReplicaPlacement(THREE_RACKS, List.of(current)).withFactor(current, 2);
        Map<Integer, Long> load = target.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(broker -> broker, Collectors.counting()));
        assertThat(load.values()).allMatch(count -> count == 2 || count == 3);
    }

    /** On random clusters: distinct usable brokers, racks spread, least movement, same answer every time. */
    @Test
    void holdsItsLawsOnRandomClusters() {
        Random random = new Random(2026);
        for (int run = 0; run < 2000; run++) {
            List<Broker> brokers = brokers(random);
            Set<Integer> usable =
                    brokers.stream().filter(Broker::usable).map(Broker::id).collect(Collectors.toSet());
            if (usable.isEmpty()) {
                continue;
            }
            List<List<Integer>> current = assignment(random, brokers);
            int factor = 1 + random.nextInt(usable.size());
            SortedMap<Integer, List<Integer>> target =
                    new ReplicaPlacement(brokers, List.of(current)).withFactor(current, factor);
            assertThat(new ReplicaPlacement(brokers, List.of(current)).withFactor(current, factor))
                    .isEqualTo(target);
            for (int partition = 0; partition < current.size(); partition++) {
                List<Integer> before = current.get(partition);
                if (before.size() == factor) {
                    assertThat(target).doesNotContainKey(partition);
                    continue;
                }
                List<Integer> after = target.get(partition);
                assertThat(after).hasSize(factor).doesNotHaveDuplicates().allMatch(usable::contains);
                List<Integer> stayable =
                        before.stream().filter(usable::contains).toList();
                Set<Integer> kept = new HashSet<>(after);
                kept.retainAll(stayable);
                assertThat(kept).as("least movement").hasSize(Math.min(factor, stayable.size()));
                if (usable.contains(before.get(0))) {
                    assertThat(after.get(0)).as("preferred leader").isEqualTo(before.get(0));
                }
                assertRackSpread(brokers, stayable, after);
                if (factor < stayable.size()) {
                    assertThat(racks(brokers, after))
                            .as("racks that stay")
                            .isEqualTo(Math.min(factor, racks(brokers, stayable)));
                }
            }
            assertBalance(brokers, current, target);
        }
    }

    /** No added replica shares a rack with another one while a rack with fewer replicas had a free broker. */
    private static void assertRackSpread(List<Broker> brokers, List<Integer> stayed, List<Integer> after) {
        Map<Integer, String> racks = new TreeMap<>();
        brokers.forEach(broker -> racks.put(broker.id(), broker.rack() == null ? "b" + broker.id() : broker.rack()));
        List<Integer> added = after.stream().filter(id -> !stayed.contains(id)).toList();
        if (added.isEmpty()) {
            return;
        }
        Map<String, Long> used = after.stream().collect(Collectors.groupingBy(racks::get, Collectors.counting()));
        for (Integer id : added) {
            long mine = used.get(racks.get(id));
            for (Broker broker : brokers) {
                if (broker.usable() && !after.contains(broker.id())) {
                    long there = used.getOrDefault(racks.get(broker.id()), 0L);
                    assertThat(mine - there)
                            .as("rack of " + id + " beside that of " + broker.id())
                            .isLessThanOrEqualTo(1);
                }
            }
        }
    }

    private static int racks(List<Broker> brokers, List<Integer> replicas) {
        return (int) brokers.stream()
                .filter(broker -> replicas.contains(broker.id()))
                .map(broker -> broker.rack() == null ? "b" + broker.id() : broker.rack())
                .distinct()
                .count();
    }

    /** No replica that was chosen could have gone to a broker with less load, at the same spread of racks. */
    private static void assertBalance(
            List<Broker> brokers, List<List<Integer>> current, Map<Integer, List<Integer>> target) {
        Map<Integer, Broker> usable = new TreeMap<>();
        brokers.stream().filter(Broker::usable).forEach(broker -> usable.put(broker.id(), broker));
        Map<Integer, Integer> load = new TreeMap<>();
        for (int partition = 0; partition < current.size(); partition++) {
            target.getOrDefault(partition, current.get(partition)).forEach(id -> load.merge(id, 1, Integer::sum));
        }
        target.forEach((partition, after) -> {
            List<Integer> stayable =
                    current.get(partition).stream().filter(usable::containsKey).toList();
            boolean shrunk = stayable.size() > after.size();
            for (Integer chosen : after.subList(1, after.size())) {
                for (Integer other : shrunk ? stayable : usable.keySet()) {
                    boolean free = (shrunk || !stayable.contains(chosen)) && !after.contains(other);
                    if (free && crowd(usable, after, chosen, other) <= crowd(usable, after, chosen, chosen)) {
                        assertThat(load.get(chosen) - load.getOrDefault(other, 0))
                                .as("%s of partition %s in place of %s", other, partition, chosen)
                                .isLessThanOrEqualTo(1);
                    }
                }
            }
        });
    }

    /** How many others share the rack of {@code taken}, when it stands in for {@code left}. */
    private static long crowd(Map<Integer, Broker> usable, List<Integer> replicas, Integer left, Integer taken) {
        String rack = usable.get(taken).rack();
        return replicas.stream()
                .filter(id -> !id.equals(left))
                .filter(id -> rack != null && rack.equals(usable.get(id).rack()))
                .count();
    }

    private static List<Broker> brokers(Random random) {
        int count = 1 + random.nextInt(9);
        int racks = 1 + random.nextInt(4);
        boolean racked = random.nextInt(4) > 0;
        List<Broker> brokers = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            brokers.add(new Broker(id, racked ? "r" + random.nextInt(racks) : null, random.nextInt(6) > 0));
        }
        return brokers;
    }

    private static List<List<Integer>> assignment(Random random, List<Broker> brokers) {
        List<List<Integer>> assignment = new ArrayList<>();
        int partitions = 1 + random.nextInt(6);
        for (int partition = 0; partition < partitions; partition++) {
            List<Integer> ids = new ArrayList<>(brokers.stream().map(Broker::id).toList());
            java.util.Collections.shuffle(ids, random);
            assignment.add(List.copyOf(ids.subList(0, 1 + random.nextInt(ids.size()))));
        }
        return assignment;
    }
}
