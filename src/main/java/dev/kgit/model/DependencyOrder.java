package dev.kgit.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What comes before what, by what each resource needs. What somebody needs that is not a key itself is there already. */
public final class DependencyOrder {

    private DependencyOrder() {}

    /**
     * The resources, each after all that it needs. Those in a cycle, and those that need one of them, are left out.
     *
     * @param least of those that could come next the least comes
     */
    public static List<ResourceId> of(
            Map<ResourceId, ? extends Set<ResourceId>> needs, Comparator<? super ResourceId> least) {
        Map<ResourceId, List<ResourceId>> followers = new HashMap<>();
        Map<ResourceId, Integer> missing = new HashMap<>();
        TreeSet<ResourceId> ready = new TreeSet<>(least);
        needs.forEach((id, before) -> {
            int count = 0;
            for (ResourceId need : before) {
                if (needs.containsKey(need)) {
                    followers.computeIfAbsent(need, none -> new ArrayList<>()).add(id);
                    count++;
                }
            }
            missing.put(id, count);
            if (count == 0) {
                ready.add(id);
            }
        });
        List<ResourceId> ordered = new ArrayList<>();
        while (!ready.isEmpty()) {
            ResourceId next = ready.first();
            ready.remove(next);
            ordered.add(next);
            for (ResourceId follower : followers.getOrDefault(next, List.of())) {
                if (missing.merge(follower, -1, Integer::sum) == 0) {
                    ready.add(follower);
                }
            }
        }
        return ordered;
    }

    /** A cycle: each needs the next one, and the last needs the first. Empty where there is none. */
    public static List<ResourceId> cycle(Map<ResourceId, ? extends Set<ResourceId>> needs) {
        Map<ResourceId, Set<ResourceId>> stuck = new TreeMap<>(needs);
        of(needs, Comparator.naturalOrder()).forEach(stuck::remove);
        if (stuck.isEmpty()) {
            return List.of();
        }
        // Each of them needs another one of them, so that following any need leads into a cycle.
        Map<ResourceId, Integer> steps = new HashMap<>();
        List<ResourceId> path = new ArrayList<>();
        ResourceId id = stuck.keySet().iterator().next();
        while (!steps.containsKey(id)) {
            steps.put(id, path.size());
            path.add(id);
            id = stuck.getOrDefault(id, Set.of()).stream()
                    .filter(stuck::containsKey)
                    .findFirst()
                    .orElseThrow();
        }
        return List.copyOf(path.subList(steps.getOrDefault(id, 0), path.size()));
    }
}
