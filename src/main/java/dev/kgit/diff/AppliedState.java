package dev.kgit.diff;

import dev.kgit.diff.AppliedResource.Known;
import dev.kgit.diff.AppliedResource.NeverApplied;
import dev.kgit.diff.AppliedResource.Unknown;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What was applied last, resource by resource: each by the commit that the ledger names for it.
 *
 * @param managed what the ledger says this project manages
 * @param declared what the applied commits declared, as Git says
 * @param unknown why it can't be known of these
 * @param otherwise why it can't be known of all others; null: they never were applied
 */
public record AppliedState(
        SortedMap<ResourceId, ManagedResource> managed,
        State declared,
        Map<ResourceId, String> unknown,
        @Nullable String otherwise) {

    private static final AppliedResource NEVER = new NeverApplied();

    public AppliedState {
        managed = Collections.unmodifiableSortedMap(managed);
        unknown = Map.copyOf(unknown);
    }

    /** Nothing is known: every difference has the cause {@code unknown}, and nothing is an orphan. */
    public static AppliedState unknown(String reason) {
        return new AppliedState(new TreeMap<>(), State.EMPTY, Map.of(), reason);
    }

    /** Nothing was ever applied. */
    public static AppliedState never() {
        return new AppliedState(new TreeMap<>(), State.EMPTY, Map.of(), null);
    }

    public AppliedResource of(ResourceId id) {
        var known = declared.get(id);
        if (known != null) {
            return new Known(known);
        }
        String reason = unknown.get(id);
        if (reason != null) {
            return new Unknown(reason);
        }
        return otherwise == null ? NEVER : new Unknown(otherwise);
    }

    /** Whether it is known at all what this project applies; of single resources it may be unknown all the same. */
    public boolean isKnown() {
        return otherwise == null;
    }

    /** The same with what was declared seen otherwise. */
    public AppliedState with(UnaryOperator<State> change) {
        return new AppliedState(managed, change.apply(declared), unknown, otherwise);
    }
}
