package dev.kgit.manifest;

import dev.kgit.model.Environment;
import dev.kgit.model.Redactor;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * What {@code kgit.yaml} and {@code environment.yaml} say: all that is needed to reach the platform, and to read the rest of
 * the files.
 */
public final class EnvironmentSettings {

    private final String project;
    private final Environment environment;
    private final List<String> layers;
    private final Redactor redactor;
    private final Map<String, Variable> variables;
    private final MapNode topicDefaults;
    private final SortedSet<String> plaintext;
    private final boolean whole;

    EnvironmentSettings(
            String project,
            Environment environment,
            List<String> layers,
            Redactor redactor,
            Map<String, Variable> variables,
            MapNode topicDefaults,
            SortedSet<String> plaintext,
            boolean whole) {
        this.project = project;
        this.environment = environment;
        this.layers = List.copyOf(layers);
        this.redactor = redactor;
        this.variables = Map.copyOf(variables);
        this.topicDefaults = topicDefaults;
        this.plaintext = Collections.unmodifiableSortedSet(plaintext);
        this.whole = whole;
    }

    public String project() {
        return project;
    }

    public Environment environment() {
        return environment;
    }

    /** Folders below {@code environments/} whose files make the desired state, first to last, the environment's own last. */
    public List<String> layers() {
        return layers;
    }

    /** Knows every secret that environment.yaml names. */
    public Redactor redactor() {
        return redactor;
    }

    /** Values of {@code variables:} by name. */
    public Map<String, Variable> variables() {
        return variables;
    }

    /** {@code defaults.topics}; empty where there are none. */
    public MapNode topicDefaults() {
        return topicDefaults;
    }

    /** {@code defaults.connectors.plaintext}: globs over connectors' config keys that look like a secret's and hold none. */
    public SortedSet<String> plaintext() {
        return plaintext;
    }

    /** False where environment.yaml could not be read: then other files can't be blamed for what it does not say. */
    public boolean isWhole() {
        return whole;
    }

    /** Safe to print. */
    @Override
    public String toString() {
        return "EnvironmentFile[" + project + "/" + environment.name() + "]";
    }
}
