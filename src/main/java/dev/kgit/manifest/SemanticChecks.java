package dev.kgit.manifest;

import dev.kgit.model.DependencyOrder;
import dev.kgit.model.Environment;
import dev.kgit.model.Glob;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import dev.kgit.model.Suggestions;
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
    private final DiagnosticCollector problems;
    private final Suggestions suggestions = new Suggestions();

    SemanticChecks(Environment environment, State state, DiagnosticCollector problems) {
        this.environment = environment;
        this.state = state;
        this.problems = problems;
    }

    /**
     * Runs the checks.
     *
     * @param filesKnown whether every resource file could be read
     */
    void run(boolean filesKnown) {
        scope();
        if (filesKnown) {
            dependencies();
        }
        cycles();
    }

    private void scope() {
        for (Resource resource : state.resources().values()) {
            List<String> globs = environment.scope().globsFor(resource.id());
            String name = resource.id().name();
            if (!globs.isEmpty() && !Glob.anyMatches(globs, name)) {
                problems.errorAbout(
                        "KG107",
                        resource,
                        "the " + resource.id().kind() + " `" + SchemaDiagnostics.shown(name)
                                + "` is out of this repository's scope",
                        "kgit.yaml allows: " + String.join(", ", globs));
            }
        }
    }

    private void dependencies() {
        List<String> names =
                state.resources().keySet().stream().map(ResourceId::toString).toList();
        for (Resource resource : state.resources().values()) {
            for (ResourceId needed : resource.lifecycle().dependsOn()) {
                Resource other = state.get(needed);
                String says = "`" + resource.id() + "` depends on `" + needed + "`, which is ";
                String rest = "declare it, or take it out of `dependsOn`";
                if (other == null) {
                    problems.errorAbout(
                            "KG108", resource, says + "not declared", suggestions.hint(needed.toString(), names, rest));
                } else if (other.lifecycle().absent() && !resource.lifecycle().absent()) {
                    problems.errorAbout("KG108", resource, says + "declared absent", "take one of the two away");
                }
            }
        }
    }

    private void cycles() {
        Map<ResourceId, Set<ResourceId>> needs = new TreeMap<>();
        state.resources().forEach((id, resource) -> {
            if (!resource.lifecycle().dependsOn().isEmpty()) {
                needs.put(id, new TreeSet<>(resource.lifecycle().dependsOn()));
            }
        });
        for (List<ResourceId> cycle : DependencyOrder.cycles(needs, MOST_CIRCLES)) {
            Resource resource = state.get(cycle.get(0));
            if (resource != null) {
                String steps = cycle.stream().map(id -> "`" + id + "`").collect(Collectors.joining(" -> "));
                problems.errorAbout(
                        "KG109",
                        resource,
                        "`dependsOn` runs in a circle: " + steps + " -> `" + cycle.get(0) + "`",
                        "take one of them away");
            }
        }
    }
}
