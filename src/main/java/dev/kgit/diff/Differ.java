package dev.kgit.diff;

import dev.kgit.model.FieldValue;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares what is desired with what is live, and says why they differ by what was applied last.
 *
 * <p>Nothing is concluded from what could not be read. What is live and was never this project's is only counted.
 */
public final class Differ {

    private final State desired;
    private final AppliedState applied;
    private final ObservedState live;

    private Differ(State desired, AppliedState applied, ObservedState live) {
        this.desired = desired;
        this.applied = applied;
        this.live = live;
    }

    /**
     * The differences, by id.
     *
     * @param prunes which orphans are deleted; all others are only named
     */
    public static Diff diff(State desired, AppliedState applied, ObservedState live, Predicate<ResourceId> prunes) {
        return new Differ(desired, applied, live).diff(prunes);
    }

    private Diff diff(Predicate<ResourceId> prunes) {
        SortedMap<ResourceId, ResourceDiff> differences = new TreeMap<>();
        SortedSet<ResourceId> orphans = orphans();
        desired.resources().values().forEach(resource -> moved(resource).ifPresent(orphans::remove));
        List<ResourceId> unchanged = new ArrayList<>();
        for (Resource resource : desired.resources().values()) {
            ResourceId formerly = resource.lifecycle().formerly();
            if (live.unreadable().contains(resource.id())
                    || (formerly != null && live.unreadable().contains(formerly))) {
                continue;
            }
            ResourceDiff difference = resource.lifecycle().absent() ? gone(resource) : declared(resource);
            if (difference != null) {
                differences.put(resource.id(), difference);
            } else if (!resource.lifecycle().absent()) {
                unchanged.add(resource.id());
            }
        }
        for (ResourceId orphan : List.copyOf(orphans)) {
            Resource there = live.state().get(orphan);
            if (there != null && prunes.test(orphan)) {
                orphans.remove(orphan);
                Resource last = lastApplied(orphan, there);
                Resource goes = goes(there.shownBy(last.lifecycle()), last);
                if (goes != null) {
                    differences.put(orphan, delete(last, goes, Cause.GIT));
                }
            }
        }
        return new Diff(List.copyOf(differences.values()), unchanged, unmanaged(), orphans, recreated());
    }

    private FieldComparator comparator(ResourceId id) {
        return new FieldComparator(live.rules().apply(id));
    }

    private @Nullable ResourceDiff declared(Resource wanted) {
        Resource former = moved(wanted).map(live.state()::get).orElse(null);
        Resource there = there(wanted);
        if (there == null && former != null) {
            there = former.shownBy(wanted.lifecycle());
        }
        if (there == null) {
            return create(wanted);
        }
        AppliedResource before = applied.of(there.id());
        boolean known = before.isKnown() && !isUnconfirmed(there.id());
        List<FieldDiff> fields =
                new ArrayList<>(comparator(wanted.id()).fields(wanted, before.declaration(), there, known));
        if (former != null) {
            FieldValue was = FieldValue.of(former.id().name());
            fields.add(
                    0,
                    new FieldDiff(Resource.NAME, was, FieldValue.of(wanted.id().name()), Cause.GIT));
        }
        if (fields.isEmpty()) {
            return null;
        }
        Cause cause = fields.stream().map(FieldDiff::cause).reduce(Cause::and).orElse(Cause.UNKNOWN);
        return new ResourceDiff(wanted.id(), ChangeType.UPDATE, cause, fields, wanted, there);
    }

    /**
     * What a declaration is moved from: this project's resource of its former name, as long as that is there. What it is
     * declared to have been, and others have, is nothing to it.
     */
    private Optional<ResourceId> moved(Resource wanted) {
        ResourceId formerly = wanted.lifecycle().formerly();
        if (formerly == null) {
            return Optional.empty();
        }
        ManagedResource managed = applied.managed().get(formerly);
        boolean ours = managed != null && managed.status() != ManagedResource.Status.LEFT && isOurs(formerly);
        return !ours
                        || wanted.lifecycle().absent()
                        || desired.get(formerly) != null
                        || live.state().get(formerly) == null
                ? Optional.empty()
                : Optional.of(formerly);
    }

    /** Whether a run was about it that could not say how it ended: whose doing a difference is can't be told. */
    private boolean isUnconfirmed(ResourceId id) {
        ManagedResource managed = applied.managed().get(id);
        return managed != null && managed.isUnconfirmed();
    }

    private Cause causeOfAbsence(Resource wanted) {
        ManagedResource managed = applied.managed().get(wanted.id());
        if (managed != null && managed.isPending()) {
            return Cause.GIT; // sent by a run that did not see it: it may never have been there
        }
        return applied.of(wanted.id())
                .fold(
                        before -> before.lifecycle().absent()
                                ? Cause.GIT
                                : comparator(wanted.id()).sameDeclaration(wanted, before) ? Cause.DRIFT : Cause.BOTH,
                        () -> Cause.GIT,
                        reason -> Cause.UNKNOWN);
    }

    private ResourceDiff create(Resource wanted) {
        Cause cause = causeOfAbsence(wanted);
        List<FieldDiff> fields = new ArrayList<>();
        wanted.fields().forEach((path, setting) -> fields.add(new FieldDiff(path, null, setting, cause)));
        return new ResourceDiff(wanted.id(), ChangeType.CREATE, cause, fields, wanted, null);
    }

    private @Nullable ResourceDiff gone(Resource wanted) {
        Resource found = there(wanted);
        Resource there = found == null ? null : goes(found, wanted);
        if (there == null) {
            return null;
        }
        Cause cause = applied.of(wanted.id())
                .fold(
                        before -> before.lifecycle().absent() ? Cause.DRIFT : Cause.GIT,
                        () -> Cause.GIT,
                        reason -> Cause.UNKNOWN);
        return delete(wanted, there, cause);
    }

    /** What of a resource a delete takes away; null where that is nothing. */
    private @Nullable Resource goes(Resource there, Resource last) {
        FieldRules rules = live.rules().apply(there.id());
        if (!rules.isMadeOfFields()) {
            return there;
        }
        SortedMap<String, FieldValue> fields = new TreeMap<>(there.fields());
        fields.keySet().removeIf(path -> rules.isIgnored(path, last.lifecycle()));
        return fields.isEmpty() ? null : there.withFields(fields);
    }

    private static ResourceDiff delete(Resource wanted, Resource there, Cause cause) {
        List<FieldDiff> fields = new ArrayList<>();
        there.fields().forEach((path, setting) -> fields.add(new FieldDiff(path, setting, null, cause)));
        return new ResourceDiff(wanted.id(), ChangeType.DELETE, cause, fields, wanted, there);
    }

    /** What this project manages, declares no longer, and is still there or unreadable. */
    private SortedSet<ResourceId> orphans() {
        SortedSet<ResourceId> orphans = new TreeSet<>();
        for (ResourceId id : applied.managed().keySet()) {
            boolean there = live.state().get(id) != null || live.others().contains(id);
            if (there && desired.get(id) == null && isOurs(id)) {
                orphans.add(id);
            }
        }
        return orphans;
    }

    /** What was sent and not seen is this project's only where it has turned up as it was sent. */
    private boolean isOurs(ResourceId id) {
        ManagedResource managed = applied.managed().get(id);
        if (managed == null || !managed.isPending()) {
            return managed != null;
        }
        return isAsDeclared(applied.of(id), live.state().get(id), live.rules());
    }

    /**
     * Whether a resource is there just as a commit declared it. Its run state is no part of that: a connector is the same one
     * while it fails.
     */
    public static boolean isAsDeclared(
            AppliedResource applied, @Nullable Resource there, Function<ResourceId, FieldRules> rules) {
        Resource declared = applied.declaration();
        if (declared == null || there == null || declared.lifecycle().absent()) {
            return false;
        }
        FieldRules its = rules.apply(declared.id());
        return new FieldComparator(its)
                .fields(declared, null, there, false).stream().allMatch(field -> its.isRunState(field.path()));
    }

    private SortedSet<ResourceId> unmanaged() {
        SortedSet<ResourceId> unmanaged = new TreeSet<>();
        Stream.concat(live.others().stream(), live.state().resources().keySet().stream())
                .filter(id -> desired.get(id) == null && !isOurs(id))
                .forEach(unmanaged::add);
        return unmanaged;
    }

    /** What is another one than the one that was applied: deleted and created again by somebody. */
    private SortedSet<ResourceId> recreated() {
        SortedSet<ResourceId> recreated = new TreeSet<>();
        applied.managed().forEach((id, managed) -> {
            String now = live.incarnations().get(id);
            if (now != null && !managed.incarnation().isEmpty() && !now.equals(managed.incarnation())) {
                recreated.add(id);
            }
        });
        return recreated;
    }

    private Resource lastApplied(ResourceId id, Resource there) {
        Resource before = applied.of(id).declaration();
        return before == null ? there : before;
    }

    /** What is live, as far as the declaration lets it be seen; null where it is not there. */
    private @Nullable Resource there(Resource wanted) {
        Resource there = live.state().get(wanted.id());
        return there == null ? null : there.shownBy(wanted.lifecycle());
    }
}
