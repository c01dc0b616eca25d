package dev.kgit.plan;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.ChangeType;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What would be done, in the order in which it would be done. A value: the same input gives the same plan to the byte.
 *
 * @param clusterId Kafka's id of the cluster that was looked at
 * @param connect where the workers of each Connect cluster of the environment are, without credentials
 * @param fingerprint {@code sha256:...} over all that would be done; secrets are not part of it
 * @param changes in the order of applying
 * @param unreadable what the plan is about and could not be read: neither there nor absent, and left alone
 * @param unchanged how many declared resources, of those that are looked at, are as they should be
 * @param unmanaged live resources that are not this project's
 * @param orphans what this project applied before, declares no longer and does not delete
 * @param diagnostics about the plan as a whole; an error makes it inapplicable
 */
public record Plan(
        String project,
        String environment,
        @Nullable String clusterId,
        SortedMap<String, List<String>> connect,
        Revision revision,
        String fingerprint,
        List<ResourceChange> changes,
        List<LiveState.ReadFailure> unreadable,
        int unchanged,
        SortedSet<ResourceId> unmanaged,
        SortedSet<ResourceId> orphans,
        List<Diagnostic> diagnostics) {

    /** A plan of an environment without Connect clusters, of which all could be read. */
    public Plan(
            String project,
            String environment,
            @Nullable String clusterId,
            Revision revision,
            String fingerprint,
            List<ResourceChange> changes,
            int unchanged,
            SortedSet<ResourceId> unmanaged,
            SortedSet<ResourceId> orphans,
            List<Diagnostic> diagnostics) {
        this(
                project,
                environment,
                clusterId,
                new TreeMap<>(),
                revision,
                fingerprint,
                changes,
                List.of(),
                unchanged,
                unmanaged,
                orphans,
                diagnostics);
    }

    public Plan {
        connect = Collections.unmodifiableSortedMap(connect);
        changes = List.copyOf(changes);
        unreadable = List.copyOf(unreadable);
        diagnostics = List.copyOf(diagnostics);
    }

    /** The same plan with more to be said about it as a whole. */
    public Plan with(List<Diagnostic> more) {
        List<Diagnostic> all = new ArrayList<>(diagnostics);
        all.addAll(more);
        return new Plan(
                project,
                environment,
                clusterId,
                connect,
                revision,
                fingerprint,
                changes,
                unreadable,
                unchanged,
                unmanaged,
                orphans,
                all);
    }

    /** The same plan with some of its rows. */
    Plan only(List<ResourceChange> some) {
        return with(some, unreadable);
    }

    /** The same plan, where this could not be read either. */
    public Plan without(LiveState.ReadFailure unread) {
        List<LiveState.ReadFailure> all = new ArrayList<>(unreadable);
        all.add(unread);
        return with(changes, all);
    }

    private Plan with(List<ResourceChange> rows, List<LiveState.ReadFailure> unread) {
        return new Plan(
                project,
                environment,
                clusterId,
                connect,
                revision,
                fingerprint,
                rows,
                unread,
                unchanged,
                unmanaged,
                orphans,
                diagnostics);
    }

    /** Whether all that it is about could be read. */
    public boolean isWhole() {
        return unreadable.isEmpty();
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Whether {@code apply} may run it: nothing is blocked and nothing is wrong with it as a whole. What is unreadable is no part of that: the rest of it may be run. */
    public boolean isApplicable() {
        return changes.stream().noneMatch(ResourceChange::isBlocked)
                && diagnostics.stream().noneMatch(Diagnostic::isError);
    }

    public int count(ChangeType changeType) {
        return (int) changes.stream()
                .filter(change -> change.changeType() == changeType)
                .count();
    }

    public int blocked() {
        return (int) changes.stream().filter(ResourceChange::isBlocked).count();
    }
}
