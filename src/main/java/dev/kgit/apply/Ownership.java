package dev.kgit.apply;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ManagedResource.Status;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.plan.PlanInputs;
import dev.kgit.plan.Planner;
import dev.kgit.plan.ResourceChange;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is this project's after a run: what the run created, changed, or found just as declared while it was asked about
 * it. What it sent and did not see afterwards is pending.
 */
public final class Ownership {

    private final PlanInputs before;
    private final String run;

    /** @param run its id */
    public Ownership(PlanInputs before, String run) {
        this.before = before;
        this.run = run;
    }

    /** What a run has done and may have sent so far, without what it has merely found. */
    public SortedMap<ResourceId, ManagedResource> ofChanges(ApplyResult applied) {
        SortedMap<ResourceId, ManagedResource> changed = new TreeMap<>();
        for (ResourceChange change : applied.done()) {
            if (change.changeType() != ChangeType.DELETE) {
                changed.put(change.id(), owned(change.id(), applied.after()));
            }
        }
        applied.failed().keySet().forEach(change -> {
            if (change.changeType() != ChangeType.DELETE && applied.sent().contains(change.id())) {
                changed.put(change.id(), pending(change.id()));
            }
        });
        return changed;
    }

    /** What may have been sent of these changes by the time that nobody can tell any more. */
    public SortedMap<ResourceId, ManagedResource> pending(Stream<ResourceChange> changes) {
        SortedMap<ResourceId, ManagedResource> pending = new TreeMap<>();
        changes.filter(change -> change.changeType() != ChangeType.DELETE)
                .forEach(change -> pending.put(change.id(), pending(change.id())));
        return pending;
    }

    /**
     * All that is this project's after the run.
     *
     * @param after what the platform shows
     * @param blocked what was not touched although it was to be changed
     * @param whole whether all that is declared was looked at, and is as declared
     */
    public SortedMap<ResourceId, ManagedResource> after(
            ApplyResult applied, LiveState after, Set<ResourceId> blocked, boolean whole) {
        SortedMap<ResourceId, ManagedResource> managed =
                new TreeMap<>(before.applied().managed());
        gone(applied).forEach(managed::remove);
        found(applied, after, blocked).forEach(id -> managed.put(id, owned(id, after)));
        Set<ResourceId> created = applied.failed().keySet().stream()
                .filter(change -> change.changeType() == ChangeType.CREATE)
                .map(ResourceChange::id)
                .collect(Collectors.toSet());
        ofChanges(applied).forEach((id, resource) -> {
            ManagedResource known = managed.get(id);
            if (resource.isPending() && known != null && known.status() != Status.LEFT && !created.contains(id)) {
                managed.put(id, known.unconfirmed());
            } else {
                managed.put(id, resource);
            }
        });
        Predicate<ResourceId> looked = before.options().target();
        Set<ResourceId> unknown = undone(applied);
        managed.entrySet()
                .removeIf(entry ->
                        looked.test(entry.getKey()) && !unknown.contains(entry.getKey()) && isOver(entry, after));
        if (whole) {
            managed.entrySet()
                    .removeIf(entry -> !isDeclared(entry.getKey())
                            && !before.isOutOfReach(entry.getKey())
                            && hasNotTurnedUp(entry, after));
            managed.replaceAll((id, resource) ->
                    isDeclared(id) || before.isOutOfReach(id) ? resource : resource.with(withdrawn(resource)));
        }
        return managed;
    }

    /** What a run has deleted, or moved from there. */
    public SortedSet<ResourceId> gone(ApplyResult applied) {
        SortedSet<ResourceId> gone = new TreeSet<>();
        applied.done().forEach(change -> {
            if (change.changeType() == ChangeType.DELETE) {
                gone.add(change.id());
            }
            change.movedFrom().ifPresent(gone::add);
        });
        return gone;
    }

    /** What is there just as declared, and was asked about. */
    private Set<ResourceId> found(ApplyResult applied, LiveState after, Set<ResourceId> blocked) {
        Set<ResourceId> differing = differing(after);
        Set<ResourceId> untouched = undone(applied);
        untouched.addAll(blocked);
        return before.desired().state().resources().values().stream()
                .filter(resource -> !resource.lifecycle().absent())
                .map(Resource::id)
                .filter(id -> before.options().target().test(id))
                .filter(id -> after.state().get(id) != null)
                .filter(id -> !differing.contains(id) && !untouched.contains(id))
                .filter(before::mayManage)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What was to be done and was not: what it is now is not known. */
    private static Set<ResourceId> undone(ApplyResult applied) {
        return Stream.of(applied.failed(), applied.skipped())
                .flatMap(undone -> undone.keySet().stream())
                .map(ResourceChange::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<ResourceId> differing(LiveState after) {
        return Planner.differences(before.with(after)).differences().stream()
                .map(ResourceDiff::id)
                .collect(Collectors.toSet());
    }

    /** What is for sure not there any more, and nobody wants. */
    private boolean isOver(Map.Entry<ResourceId, ManagedResource> entry, LiveState after) {
        ResourceId id = entry.getKey();
        boolean ofThisRun = run.equals(entry.getValue().run());
        if (before.isOutOfReach(id)) {
            return false;
        }
        boolean there = after.state().get(id) != null
                || after.others().contains(id)
                || after.readFailures().stream()
                        .anyMatch(readFailure -> readFailure.id().equals(id));
        return !there && !ofThisRun && (!isDeclared(id) || entry.getValue().isPending());
    }

    /** What was sent, and is there otherwise: somebody else's. */
    private boolean hasNotTurnedUp(Map.Entry<ResourceId, ManagedResource> entry, LiveState after) {
        ResourceId id = entry.getKey();
        return entry.getValue().isPending() && !before.isAsApplied(id, after);
    }

    private boolean isDeclared(ResourceId id) {
        Resource declared = before.desired().state().get(id);
        return declared != null && !declared.lifecycle().absent();
    }

    /** What is declared no longer and still there: left for good where it was to be deleted and could not be confirmed. */
    private Status withdrawn(ManagedResource resource) {
        boolean leaves = resource.status() == Status.LEFT
                || (before.desired().environment().prune() && !before.revision().dirty());
        return leaves ? Status.LEFT : Status.WITHDRAWN;
    }

    private ManagedResource owned(ResourceId id, LiveState live) {
        return resource(id, live.incarnationOf(id), Status.OWNED);
    }

    private ManagedResource pending(ResourceId id) {
        return resource(id, "", Status.PENDING);
    }

    private ManagedResource resource(ResourceId id, String incarnation, Status status) {
        Resource declared = before.desired().state().get(id);
        Place place = declared == null ? null : declared.place();
        return new ManagedResource(
                run,
                before.revision().commit(),
                before.revision().dirty(),
                place == null ? null : place.file(),
                incarnation,
                status);
    }
}
