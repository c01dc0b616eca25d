package dev.kgit.workflow;

import dev.kgit.cluster.Ledger.FirstSeen;
import dev.kgit.cluster.LiveState;
import dev.kgit.model.ResourceId;
import dev.kgit.plan.Drift;
import dev.kgit.plan.ResourceDrift;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Since when drift is seen, as the ledger remembers it.
 *
 * @param seen by fingerprint
 */
record DriftFirstSeen(SortedMap<String, FirstSeen> seen) {

    /** The drift with what is remembered of it. */
    Drift over(Drift drift) {
        return drift.with(drift.items().stream()
                .map(item -> Optional.ofNullable(seen.get(item.fingerprint()))
                        .map(sighting -> item.firstSeen(sighting.since()))
                        .orElse(item))
                .toList());
    }

    /**
     * What is to be remembered after this run: what is there is since then or now, what is gone is forgotten, and of what was
     * not looked at or could not be read nothing is concluded.
     *
     * @param target what was looked at
     */
    DriftFirstSeen after(Drift drift, Predicate<ResourceId> target, Instant now) {
        Set<ResourceId> unread =
                drift.unreadable().stream().map(LiveState.ReadFailure::id).collect(Collectors.toSet());
        SortedMap<String, FirstSeen> next = new TreeMap<>(seen);
        next.values().removeIf(sighting -> target.test(sighting.id()) && !unread.contains(sighting.id()));
        for (ResourceDrift item : drift.items()) {
            next.put(item.fingerprint(), seen.getOrDefault(item.fingerprint(), new FirstSeen(item.id(), now)));
        }
        return new DriftFirstSeen(next);
    }
}
