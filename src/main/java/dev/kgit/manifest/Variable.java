package dev.kgit.manifest;

import dev.kgit.model.Glob;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A variable of environment.yaml.
 *
 * @param resources ids and globs of the resources that may use it ({@code for:}); null: all
 */
record Variable(ScalarNode value, @Nullable List<String> resources) {

    /** Whether a resource may use it, by its id. */
    boolean isFor(String id) {
        return resources == null || resources.stream().anyMatch(glob -> Glob.matches(glob, id));
    }
}
