package dev.kgit.plan;

import dev.kgit.cluster.Action;
import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.TopicFacts;
import dev.kgit.diff.Difference;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many bytes a reassignment moves onto and off each broker, and how long that takes at the throttle. */
final class MovementGuard implements Guard {

    private final Map<ResourceId, List<Action>> actions;

    MovementGuard(Map<ResourceId, List<Action>> actions) {
        this.actions = actions;
    }

    @Override
    public List<Diagnostic> inspect(Difference difference, Scene scene) {
        TopicFacts facts = scene.live().topic(difference.id());
        if (facts == null) {
            return List.of();
        }
        List<Diagnostic> findings = new ArrayList<>();
        for (Action action : actions.getOrDefault(difference.id(), List.of())) {
            action.asReassign()
                    .map(reassign -> movement(reassign, facts, scene.evidenceOf(difference)))
                    .ifPresent(
                            text -> findings.add(Diagnostic.info("KG160", text).about(difference.id())));
        }
        return findings;
    }

    private static String movement(Action.Reassign reassign, TopicFacts facts, @Nullable Evidence evidence) {
        SortedMap<Integer, Long> in = new TreeMap<>();
        SortedMap<Integer, Long> out = new TreeMap<>();
        long busiest = 0;
        List<Long> sizes = evidence == null ? null : evidence.bytes();
        for (Map.Entry<Integer, List<Integer>> move : reassign.target().entrySet()) {
            int partition = move.getKey();
            List<Integer> before =
                    partition < facts.assignment().size() ? facts.assignment().get(partition) : List.of();
            long size = sizes != null && partition < sizes.size() ? sizes.get(partition) : 0;
            move.getValue().stream().filter(id -> !before.contains(id)).forEach(id -> in.merge(id, size, Long::sum));
            before.stream().filter(id -> !move.getValue().contains(id)).forEach(id -> out.merge(id, size, Long::sum));
        }
        for (long bytes : in.values()) {
            busiest = Math.max(busiest, bytes);
        }
        StringBuilder text = new StringBuilder("changes the replicas of ")
                .append(Told.count(reassign.target().size(), "partition"));
        if (sizes == null) {
            return text.append("; how many bytes move could not be read").toString();
        }
        in.forEach((broker, bytes) ->
                text.append("; broker ").append(broker).append(" gets ").append(Told.bytes(bytes)));
        out.forEach((broker, bytes) ->
                text.append("; broker ").append(broker).append(" drops ").append(Told.bytes(bytes)));
        Long throttle = reassign.throttle();
        if (throttle != null && throttle > 0 && busiest > 0) {
            text.append("; at least ")
                    .append(Math.max(1, busiest / throttle))
                    .append(" s at ")
                    .append(Told.bytes(throttle))
                    .append("/s");
        }
        return text.toString();
    }
}
