package dev.kgit.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * All that a repository says about one environment.
 *
 * @param project from {@code kgit.yaml}
 * @param state topics (internal topics of Connect clusters included) and connectors; also those with
 *     {@code state: absent}
 * @param connectClusters by name
 * @param exported which exported schema each resource was held against, of those that have one
 * @param redactor knows every secret that the environment's files named
 * @param warnings what is worth telling but stops nothing
 */
public record DesiredState(
        String project,
        Environment environment,
        State state,
        SortedMap<String, ConnectCluster> connectClusters,
        SortedMap<ResourceId, ExportedSchema> exported,
        Redactor redactor,
        List<Diagnostic> warnings) {

    /** Resources that were held against no exported schema. */
    public DesiredState(
            String project,
            Environment environment,
            State state,
            SortedMap<String, ConnectCluster> connectClusters,
            Redactor redactor,
            List<Diagnostic> warnings) {
        this(project, environment, state, connectClusters, Collections.emptySortedMap(), redactor, warnings);
    }

    /** The same with another environment. */
    public DesiredState withEnvironment(Environment other) {
        return new DesiredState(project, other, state, connectClusters, exported, redactor, warnings);
    }

    /** The same with another state. */
    public DesiredState with(State newState) {
        return new DesiredState(project, environment, newState, connectClusters, exported, redactor, warnings);
    }
}
