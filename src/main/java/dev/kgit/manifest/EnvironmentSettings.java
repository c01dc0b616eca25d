package dev.kgit.manifest;

import dev.kgit.configschema.SchemaFolder;
import dev.kgit.model.Environment;
import dev.kgit.model.Redactor;
import java.util.List;
import java.util.Map;

/**
 * What {@code kgit.yaml} and {@code environment.yaml} say: all that is needed to reach the platform, and to read the rest of
 * the files.
 */
public final class EnvironmentSettings {

    private final String project;
    private final Environment environment;
    private final SchemaFolder connectorSchemas;
    private final List<String> layers;
    private final Redactor redactor;
    private final Map<String, Variable> variables;
    private final MapNode defaults;
    private final boolean whole;

    EnvironmentSettings(
            String project,
            Environment environment,
            SchemaFolder connectorSchemas,
            List<String> layers,
            Redactor redactor,
            Map<String, Variable> variables,
            MapNode defaults,
            boolean whole) {
        this.project = project;
        this.environment = environment;
        this.connectorSchemas = connectorSchemas;
        this.layers = List.copyOf(layers);
        this.redactor = redactor;
        this.variables = Map.copyOf(variables);
        this.defaults = defaults;
        this.whole = whole;
    }

    public String project() {
        return project;
    }

    public Environment environment() {
        return environment;
    }

    /** Where exported schemas of plugins lie. */
    public SchemaFolder connectorSchemas() {
        return connectorSchemas;
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
    Map<String, Variable> variables() {
        return variables;
    }

    /** What stands under {@code defaults:} for a section; empty where nothing does. */
    MapNode defaults(String section) {
        MapNode own = defaults.map(section);
        return own == null ? MapNode.empty(defaults.place()) : own;
    }

    /** False where environment.yaml could not be read: then other files can't be blamed for what it does not say. */
    boolean isWhole() {
        return whole;
    }

    /** Safe to print. */
    @Override
    public String toString() {
        return "EnvironmentFile[" + project + "/" + environment.name() + "]";
    }
}
