package dev.kgit.cluster;

import dev.kgit.model.Resource;
import java.util.List;

/** What is true of a live resource beside its fields. Each kind has its own. */
public interface ResourceStatus {

    /**
     * The platform's own id of this very resource: one that was deleted and created again under the same name has another.
     * Empty for a kind that has none.
     */
    default String incarnation() {
        return "";
    }

    /** Whether the platform itself says that the resource is its own. */
    default boolean isPlatformOwned() {
        return false;
    }

    /** The same, of a resource of which more is known by now, such as which of its fields are secrets. */
    default ResourceStatus of(Resource live) {
        return this;
    }

    /** What of it a planned change starts from, so that a saved plan is stale where it is another: for fingerprints. */
    default List<Object> planBasis() {
        return List.of();
    }
}
