package dev.kgit.kinds.topic;

import dev.kgit.kind.GuardContext;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is to be said about a plan's topics beside its rows: names that collide, replicas that somebody else moves. */
final class TopicPlanFindings {

    private TopicPlanFindings() {}

    static List<Diagnostic> in(GuardContext plan) {
        List<Diagnostic> findings = new ArrayList<>();
        collisions(plan, findings);
        inFlight(plan, findings);
        return findings;
    }

    /** Kafka's metrics can't tell a.b from a_b, and a broker refuses the second one. */
    private static void collisions(GuardContext plan, List<Diagnostic> findings) {
        Map<String, ResourceId> live = new TreeMap<>();
        plan.live().others().stream()
                .filter(id -> id.isOf(TopicKind.NAME))
                .forEach(id -> live.put(TopicKind.metricName(id.name()), id));
        plan.desired().resources().forEach((id, resource) -> {
            @Nullable ResourceId other = id.isOf(TopicKind.NAME) ? live.get(TopicKind.metricName(id.name())) : null;
            if (other != null && !other.equals(id) && !resource.lifecycle().absent()) {
                findings.add(Diagnostic.error(
                                "KG162",
                                id + " collides with " + other + " on the cluster: Kafka takes . and _ for the same")
                        .withHint("choose a name that differs in more than . and _")
                        .withPlace(resource.place())
                        .withSubject(id));
            }
        });
    }

    /** Moves that no row speaks of: they change nothing of what is declared, so nobody waits for them. */
    private static void inFlight(GuardContext plan, List<Diagnostic> findings) {
        plan.live().statuses().forEach((id, its) -> {
            if (its instanceof TopicStatus status
                    && status.isReassigning()
                    && plan.desired().get(id) != null
                    && plan.differenceOf(id) == null
                    && plan.isTargeted(id)) {
                findings.add(Diagnostic.info(
                                "KG161",
                                "somebody moves replicas of " + ReassignmentGuard.partitions(status.inFlight()) + " of "
                                        + id + "; that changes nothing of what is declared")
                        .withSubject(id));
            }
        });
    }
}
