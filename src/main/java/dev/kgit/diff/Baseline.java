package dev.kgit.diff;

import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What was applied last.
 *
 * @param state what the files said at the applied commit; null where that is not known (no ledger, no history)
 * @param managed ids that the last apply managed, with Kafka's topic ids (empty text for connectors)
 */
public record Baseline(@Nullable State state, SortedMap<ResourceId, String> managed) {

    /** Nothing is known: every difference has the cause {@code unknown}, and nothing is an orphan. */
    public static final Baseline UNKNOWN = new Baseline(null, new TreeMap<>());

    /** The same with another state, where one is known. */
    public Baseline with(UnaryOperator<State> change) {
        return state == null ? this : new Baseline(change.apply(state), managed);
    }

    public boolean known() {
        return state != null;
    }
}
