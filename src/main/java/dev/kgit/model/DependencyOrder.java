package dev.kgit.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What comes before what, by what each resource needs. What somebody needs that is not a key itself is there already. */
public final class DependencyOrder {

    private final Map<ResourceId, ? extends Set<ResourceId>> needs;
    private final Map<ResourceId, List<ResourceId>> followers = new HashMap<>();

    /** How many of its needs each resource still waits for; those that have come are no keys any more. */
    private final Map<ResourceId, Integer> waiting = new HashMap<>();

    private final TreeSet<ResourceId> ready;

    private DependencyOrder(Map<ResourceId, ? extends Set<ResourceId>> needs, Comparator<? super ResourceId> least) {
        this.needs = needs;
        this.ready = new TreeSet<>(least);
        needs.forEach((id, before) -> {
            int count = 0;
            for (ResourceId need : before) {
                if (needs.containsKey(need)) {
                    followers.computeIfAbsent(need, none -> new ArrayList<>()).add(id);
                    count++;
                }
            }
            waiting.put(id, count);
            if (count == 0) {
                ready.add(id);
            }
        });
    }

    /**
     * The resources, each after all that it needs. Those in a cycle, and those that need one of them, are left out.
     *
     * @param least of those that could come next the least comes
     */
    public static List<ResourceId> of(
            Map<ResourceId, ? extends Set<ResourceId>> needs, Comparator<? super ResourceId> least) {
        return new DependencyOrder(needs, least).takeReady();
    }

    /**
     * Cycles: in each, each resource needs the next one, and the last needs the first. No two have a resource in common.
     *
     * @param most how many are looked for
     */
    public static List<List<ResourceId>> cycles(Map<ResourceId, ? extends Set<ResourceId>> needs, int most) {
        DependencyOrder order = new DependencyOrder(needs, Comparator.naturalOrder());
        order.takeReady();
        TreeSet<ResourceId> stuck = new TreeSet<>(order.waiting.keySet());
        List<List<ResourceId>> cycles = new ArrayList<>();
        while (!stuck.isEmpty() && cycles.size() < most) {
            List<ResourceId> cycle = order.cycleFrom(stuck.first());
            cycles.add(cycle);
            cycle.forEach(order::take);
            cycle.forEach(stuck::remove);
            order.takeReady().forEach(stuck::remove);
        }
        return cycles;
    }

    private List<ResourceId> takeReady() {
        List<ResourceId> taken = new ArrayList<>();
        while (!ready.isEmpty()) {
            ResourceId next = ready.first();
            ready.remove(next);
            taken.add(next);
            take(next);
        }
        return taken;
    }

    private void take(ResourceId id) {
        waiting.remove(id);
        for (ResourceId follower : followers.getOrDefault(id, List.of())) {
            Integer left = waiting.computeIfPresent(follower, (any, count) -> count - 1);
            if (left != null && left == 0) {
                ready.add(follower);
            }
        }
    }

    /** Whoever waits needs somebody else who waits, so that following any need leads into a cycle. */
    private List<ResourceId> cycleFrom(ResourceId first) {
        Map<ResourceId, Integer> steps = new HashMap<>();
        List<ResourceId> path = new ArrayList<>();
        ResourceId id = first;
        while (!steps.containsKey(id)) {
            steps.put(id, path.size());
            path.add(id);
            id = Objects.requireNonNull(needs.get(id)).stream()
                    .filter(waiting::containsKey)
                    .findFirst()
                    .orElseThrow();
        }
        return List.copyOf(path.subList(steps.getOrDefault(id, 0), path.size()));
    }
}
