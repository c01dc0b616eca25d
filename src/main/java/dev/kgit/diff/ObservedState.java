package dev.kgit.diff;

import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * What is live, as far as comparing needs it.
 *
 * @param incarnations the platform's own ids of live resources, which one that was made again does not have; of kinds that
 *     have them
 * @param rules how the fields of a resource compare on this platform
 * @param unreadable could not be read: neither there nor absent, compared with nothing
 * @param others live beside what was asked for
 */
public record ObservedState(
        State state,
        Map<ResourceId, String> incarnations,
        Function<ResourceId, FieldRules> rules,
        Set<ResourceId> unreadable,
        SortedSet<ResourceId> others) {}
