package dev.kgit.manifest;

import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.Glob;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import dev.kgit.model.Suggestions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What can only be said when all resources are known. */
final class SemanticChecks {

    /** More circles than this are not told at once. */
    private static final int MOST_CIRCLES = 20;

    private final Environment environment;
    private final State state;
    private final Set<String> connectClusters;
    private final DiagnosticCollector problems;
    private final Suggestions suggestions = new Suggestions();

    /**
     * The checks.
     *
     * @param connectClusters names of the declared ones
     */
    SemanticChecks(Environment environment, State state, Set<String> connectClusters, DiagnosticCollector problems) {
        this.environment = environment;
        this.state = state;
        this.connectClusters = connectClusters;
        this.problems = problems;
    }

    /**
     * Runs the checks.
     *
     * @param settingsKnown whether environment.yaml could be read
     * @param filesKnown whether every resource file could be read
     */
    void run(boolean settingsKnown, boolean filesKnown) {
        collisions();
        scope();
        ledger();
        if (settingsKnown) {
            endpoints();
        }
        if (filesKnown) {
            dependencies();
        }
        cycles();
    }

    /** {@code a.b} and {@code a_b} are one name in Kafka's metrics, and a broker that has one refuses the other. */
    private void collisions() {
        Map<String, Resource> byMetric = new HashMap<>();
        for (Resource resource : state.resources().values()) {
            if (resource.id().asTopic().isEmpty() || resource.terms().absent()) {
                continue;
            }
            Resource first =
                    byMetric.putIfAbsent(TopicNames.metricName(resource.id().name()), resource);
            if (first != null) {
                add(
                        resource,
                        "KG101",
                        "the topics `" + first.id().name() + "` (" + first.place() + ") and `"
                                + resource.id().name()
                                + "` can't live side by side: Kafka takes `.` and `_` for the same",
                        "rename one of them");
            }
        }
    }

    private void scope() {
        for (Resource resource : state.resources().values()) {
            List<String> globs = resource.id()
                    .fold(
                            topic -> environment.scope().topics(),
                            connector -> environment.scope().connectors());
            String name = resource.id().name();
            if (!globs.isEmpty() && !Glob.anyMatches(globs, name)) {
                add(
                        resource,
                        "KG107",
                        "the " + resource.id().kind() + " `" + SchemaDiagnostics.shown(name)
                                + "` is out of this repository's scope",
                        "kgit.yaml allows: " + String.join(", ", globs));
            }
        }
    }

    private void ledger() {
        String topic = environment.ledger().topic();
        Resource declared = topic == null ? null : state.get(TopicKind.id(topic));
        if (declared != null) {
            add(
                    declared,
                    "KG124",
                    "the topic `" + topic + "` is kgit's own ledger and can't be declared",
                    "rename it, or name another topic under `ledger:` in environment.yaml");
        }
    }

    private void endpoints() {
        Set<String> told = new HashSet<>();
        for (Resource resource : state.resources().values()) {
            resource.id()
                    .asConnector()
                    .map(ResourceId::scope)
                    .filter(connectClusters::contains)
                    .filter(cluster -> !environment.connect().containsKey(cluster))
                    .filter(told::add)
                    .ifPresent(cluster -> add(
                            resource,
                            "KG111",
                            "environment.yaml of `" + environment.name() + "` does not say where the Connect cluster `"
                                    + cluster + "` answers",
                            "write there: connect: { " + cluster + ": { url: \"http://HOST:8083\" } }"));
        }
    }

    private void dependencies() {
        List<String> names =
                state.resources().keySet().stream().map(ResourceId::toString).toList();
        for (Resource resource : state.resources().values()) {
            for (ResourceId needed : resource.terms().dependsOn()) {
                Resource other = state.get(needed);
                String says = "`" + resource.id() + "` depends on `" + needed + "`, which is ";
                String rest = "declare it, or take it out of `dependsOn`";
                if (other == null) {
                    add(resource, "KG108", says + "not declared", suggestions.hint(needed.toString(), names, rest));
                } else if (other.terms().absent() && !resource.terms().absent()) {
                    add(resource, "KG108", says + "declared absent", "take one of the two away");
                }
            }
        }
    }

    /** What stands in a circle is what is left when everything whose needs are met has been taken away. */
    private void cycles() {
        int left = MOST_CIRCLES;
        Map<ResourceId, Set<ResourceId>> waiting = new TreeMap<>();
        state.resources().forEach((id, resource) -> {
            if (!resource.terms().dependsOn().isEmpty()) {
                waiting.put(id, new TreeSet<>(resource.terms().dependsOn()));
            }
        });
        takeAwayWhatIsMet(waiting);
        while (!waiting.isEmpty()) {
            List<ResourceId> circle = circle(waiting);
            Resource resource = state.get(circle.get(0));
            if (resource != null) {
                String steps = circle.stream().map(id -> "`" + id + "`").collect(Collectors.joining(" -> "));
                add(
                        resource,
                        "KG109",
                        "`dependsOn` runs in a circle: " + steps + " -> `" + circle.get(0) + "`",
                        "take one of them away");
            }
            circle.forEach(waiting::remove);
            if (--left == 0) {
                return;
            }
            takeAwayWhatIsMet(waiting);
        }
    }

    /** Each id is looked at once, when the last of its needs has gone. */
    private static void takeAwayWhatIsMet(Map<ResourceId, Set<ResourceId>> waiting) {
        Map<ResourceId, List<ResourceId>> followers = new HashMap<>();
        Deque<ResourceId> met = new ArrayDeque<>();
        waiting.forEach((id, needs) -> {
            needs.removeIf(need -> !waiting.containsKey(need));
            needs.forEach(need ->
                    followers.computeIfAbsent(need, none -> new ArrayList<>()).add(id));
            if (needs.isEmpty()) {
                met.add(id);
            }
        });
        while (!met.isEmpty()) {
            ResourceId id = met.remove();
            waiting.remove(id);
            for (ResourceId follower : followers.getOrDefault(id, List.of())) {
                Set<ResourceId> needs = waiting.getOrDefault(follower, Set.of());
                if (needs.remove(id) && needs.isEmpty()) {
                    met.add(follower);
                }
            }
        }
    }

    /** Following any need of anything that waits leads into a circle. */
    private static List<ResourceId> circle(Map<ResourceId, Set<ResourceId>> waiting) {
        Map<ResourceId, Integer> steps = new HashMap<>();
        List<ResourceId> path = new ArrayList<>();
        ResourceId id = waiting.keySet().iterator().next();
        while (!steps.containsKey(id)) {
            steps.put(id, path.size());
            path.add(id);
            Set<ResourceId> needs = waiting.getOrDefault(id, Set.of());
            if (needs.isEmpty()) {
                return path;
            }
            id = needs.iterator().next();
        }
        return path.subList(steps.getOrDefault(id, 0), path.size());
    }

    private void add(Resource resource, String code, String message, String hint) {
        problems.add(Diagnostic.error(code, message)
                .withHint(hint)
                .at(resource.place())
                .about(resource.id()));
    }
}
