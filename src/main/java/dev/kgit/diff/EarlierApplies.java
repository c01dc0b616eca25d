package dev.kgit.diff;

import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.List;
import java.util.Optional;

/**
 * The applies since the one that the {@link AppliedState} tells of: those that failed in part, and those of some resources only.
 * What they sent is live, and it knows nothing of that.
 */
@FunctionalInterface
public interface EarlierApplies {

    /** There were none. */
    EarlierApplies NONE = id -> Optional.of(List.of());

    /** What the files said in those applies that changed the resource; empty where that can't be known of one of them. */
    Optional<List<State>> statesOf(ResourceId id);
}
