package dev.kgit.manifest;

import java.util.Map;
import java.util.Objects;

/** Holds the secrets in a resource against {@code for:} of the variables by which they came there. */
public final class SecretScopeCheck {

    private final Map<String, Variable> variables;
    private final DiagnosticCollector problems;

    SecretScopeCheck(Map<String, Variable> variables, DiagnosticCollector problems) {
        this.variables = variables;
        this.problems = problems;
    }

    /**
     * Reports each value that a variable has a part in which is not for this resource.
     *
     * @param resource its id, or {@code connectCluster/NAME} for the workers of a Connect cluster
     */
    public void check(MapNode properties, String resource) {
        properties.entries().forEach((key, entry) -> {
            ScalarNode value = ConfigValues.scalar(entry.value());
            if (value != null && value.secrets() != null) {
                value.secrets().variables().stream()
                        .sorted()
                        .filter(name ->
                                !Objects.requireNonNull(variables.get(name)).isFor(resource))
                        .forEach(name -> report(name, key, value, resource));
            }
        });
    }

    private void report(String variable, String key, ScalarNode value, String resource) {
        problems.error(
                "KG039",
                value.place(),
                "the variable `" + variable + "` is a secret that `" + SchemaDiagnostics.shown(resource)
                        + "` may not use (`" + SchemaDiagnostics.shown(key) + "`)",
                "environment.yaml says under `variables: { " + variable
                        + ": { for: [...] } }` which resources may; add this one there if it is meant to");
    }
}
