package dev.kgit.manifest;

import dev.kgit.model.Glob;
import dev.kgit.model.ResourceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A variable of environment.yaml.
 *
 * @param resources ids and globs of the resources that may use it ({@code for:}); null: all
 */
public record Variable(ScalarNode value, @Nullable List<String> resources) {

    /** Whether a resource may use it. */
    public boolean isFor(ResourceId id) {
        return isFor(id.toString());
    }

    /** Whether the workers of a Connect cluster may use it: as {@code connectCluster/NAME}. */
    public boolean isForConnectCluster(String name) {
        return isFor("connectCluster/" + name);
    }

    private boolean isFor(String id) {
        return resources == null || resources.stream().anyMatch(glob -> Glob.matches(glob, id));
    }
}
