package dev.kgit.manifest;

import dev.kgit.model.DesiredState;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What sections need to write live resources as the lines that declare them: what they set themselves, short of what the
 * environment's defaults say already.
 */
public final class ResourceYaml {

    private final EnvironmentSettings env;
    private final Set<String> connectClusters;
    private final SecretVariables variables;

    /** @param connectClusters names of all Connect clusters that are declared or have an address */
    ResourceYaml(EnvironmentSettings env, Set<String> connectClusters, SecretVariables variables) {
        this.env = env;
        this.connectClusters = Set.copyOf(connectClusters);
        this.variables = variables;
    }

    static ResourceYaml of(EnvironmentSettings env, DesiredState declared, SecretVariables variables) {
        Set<String> clusters = new TreeSet<>(declared.connectClusters().keySet());
        clusters.addAll(env.environment().connect().keySet());
        return new ResourceYaml(env, clusters, variables);
    }

    /** What environment.yaml says for all declarations of a section, and need not be said again. */
    public MapNode defaults(String section) {
        return env.defaults(section);
    }

    public Set<String> connectClusters() {
        return connectClusters;
    }

    /** What stands in place of a value that no file may hold: a new variable that environment.yaml takes from a secret. */
    public String secret(ResourceId id, String key) {
        return "${{ var." + variables.of(id, key) + " }}";
    }

    /** A declaration: the name, and lines below it that are indented by two spaces. */
    public static List<String> named(String name, List<String> lines) {
        List<String> all = new ArrayList<>();
        all.add(ScalarStyle.BLOCK.quoted(name) + (lines.stream().allMatch(ResourceYaml::isComment) ? ": {}" : ":"));
        all.addAll(lines);
        return all;
    }

    private static boolean isComment(String line) {
        return line.strip().startsWith("#");
    }
}
