package dev.kgit.manifest;

import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.DependencyOrder;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.Glob;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import dev.kgit.model.Suggestions;
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
                    byMetric.putIfAbsent(TopicKind.metricName(resource.id().name()), resource);
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
            List<String> globs = environment.scope().globsFor(resource.id());
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

    private void cycles() {
        Map<ResourceId, Set<ResourceId>> needs = new TreeMap<>();
        state.resources().forEach((id, resource) -> {
            if (!resource.terms().dependsOn().isEmpty()) {
                needs.put(id, new TreeSet<>(resource.terms().dependsOn()));
            }
        });
        for (List<ResourceId> cycle : DependencyOrder.cycles(needs, MOST_CIRCLES)) {
            Resource resource = state.get(cycle.get(0));
            if (resource != null) {
                String steps = cycle.stream().map(id -> "`" + id + "`").collect(Collectors.joining(" -> "));
                add(
                        resource,
                        "KG109",
                        "`dependsOn` runs in a circle: " + steps + " -> `" + cycle.get(0) + "`",
                        "take one of them away");
            }
        }
    }

    private void add(Resource resource, String code, String message, String hint) {
        problems.add(Diagnostic.error(code, message)
                .withHint(hint)
                .at(resource.place())
                .about(resource.id()));
    }
}
