package dev.kgit.kinds.topic;

import dev.kgit.cluster.ClusterInfo;
import dev.kgit.cluster.Operation;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.FindingText;
import dev.kgit.kind.Guard;
import dev.kgit.kind.GuardContext;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How many bytes a reassignment moves onto and off each broker, and how long that takes at the throttle. */
public final class DataMovementGuard implements Guard {

    @Override
    public List<Diagnostic> evaluate(ResourceDiff difference, GuardContext context) {
        TopicStatus facts = TopicStatus.of(context.live(), difference.id());
        if (facts == null) {
            return List.of();
        }
        List<Diagnostic> findings = new ArrayList<>();
        for (Operation operation : context.operationsOf(difference.id())) {
            if (operation instanceof TopicOperation.Reassign reassign
                    && !facts.inFlight().containsAll(reassign.target().keySet())) {
                String text = movement(
                        reassign,
                        facts,
                        TopicUsage.in(context.evidence(), difference.id()),
                        unusable(context.live().platform()));
                findings.add(Diagnostic.info("KG160", text).withSubject(difference.id()));
            }
        }
        return findings;
    }

    /** Bytes that a broker takes from others, sends to others, and throws away. */
    private static final class Traffic {
        long in;
        long out;
        long dropped;

        String told() {
            List<String> parts = new ArrayList<>();
            add(parts, "gets", in);
            add(parts, "sends", out);
            add(parts, "drops", dropped);
            return String.join(", ", parts);
        }

        private static void add(List<String> parts, String does, long bytes) {
            if (bytes > 0) {
                parts.add(does + " " + Quantity.measuredBytes(bytes));
            }
        }
    }

    private static Set<Integer> unusable(ClusterInfo platform) {
        return platform.brokers().stream()
                .filter(broker -> !broker.usable())
                .map(ClusterInfo.Broker::id)
                .collect(Collectors.toSet());
    }

    private static String movement(
            TopicOperation.Reassign reassign, TopicStatus facts, @Nullable TopicUsage evidence, Set<Integer> dead) {
        int moved = reassign.target().size() - facts.inFlight().size();
        StringBuilder text =
                new StringBuilder("changes the replicas of ").append(FindingText.count(moved, "partition"));
        List<Long> sizes = evidence == null ? null : evidence.bytes();
        if (sizes == null) {
            return text.append("; how many bytes move could not be read").toString();
        }
        SortedMap<Integer, Traffic> traffic = traffic(reassign, facts, sizes, dead);
        traffic.forEach((broker, its) -> {
            String told = its.told();
            text.append(told.isEmpty() ? "" : "; broker " + broker + " " + told);
        });
        // Kafka throttles a broker by what it takes and by what it sends, each for itself.
        long busiest = traffic.values().stream()
                .mapToLong(its -> Math.max(its.in, its.out))
                .max()
                .orElse(0);
        Long throttle = reassign.throttle();
        if (throttle != null && throttle > 0 && busiest > 0) {
            text.append("; at least ")
                    .append(Math.max(1, busiest / throttle))
                    .append(" s at ")
                    .append(Quantity.measuredBytes(throttle))
                    .append("/s");
        } else if (busiest > 0) {
            text.append("; not throttled");
        }
        return text.append(evidence == null ? "" : UsageText.uncounted(evidence))
                .toString();
    }

    private static SortedMap<Integer, Traffic> traffic(
            TopicOperation.Reassign reassign, TopicStatus facts, List<Long> sizes, Set<Integer> dead) {
        SortedMap<Integer, Traffic> traffic = new TreeMap<>();
        reassign.target().forEach((partition, after) -> {
            boolean known = partition < facts.assignment().size() && partition < sizes.size();
            if (!known || facts.inFlight().contains(partition)) {
                return;
            }
            List<Integer> before = facts.assignment().get(partition);
            long size = sizes.get(partition);
            for (Integer broker : after) {
                if (!before.contains(broker)) {
                    of(broker, traffic).in += size;
                    // The leader sends; who that will be then is not known, but most of the time it is the first that
                    // lives.
                    before.stream()
                            .filter(sender -> !dead.contains(sender))
                            .findFirst()
                            .ifPresent(sender -> of(sender, traffic).out += size);
                }
            }
            before.stream()
                    .filter(broker -> !after.contains(broker) && !dead.contains(broker))
                    .forEach(broker -> of(broker, traffic).dropped += size);
        });
        return traffic;
    }

    private static Traffic of(Integer broker, Map<Integer, Traffic> traffic) {
        return traffic.computeIfAbsent(broker, none -> new Traffic());
    }
}
