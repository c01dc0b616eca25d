package dev.kgit.kind;

import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resources that keep a platform alive and that kgit never deletes, whatever is declared. */
public interface InternalResources {

    InternalResources NONE = id -> false;

    boolean contains(ResourceId id);

    /** Why one of them is never deleted, as the end of a sentence about it. */
    default String why(ResourceId id) {
        return "keeps the platform alive";
    }

    /** Whether no plan speaks of it at all, as of kgit's own ledger. */
    default boolean isHidden(ResourceId id) {
        return false;
    }

    /**
     * What they are known by.
     *
     * @param ledger the ledger's topic, or null
     * @param states what is declared, or was when it was applied
     */
    record Declared(@Nullable String ledger, List<State> states) {}
}
