package dev.kgit.diff;

import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
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
    private final Baseline baseline;
    private final Observed live;
    private final Comparison comparison;

    private Differ(State desired, Baseline baseline, Observed live) {
        this.desired = desired;
        this.baseline = baseline;
        this.live = live;
        this.comparison = new Comparison(live.types());
    }

    /**
     * The differences, by id.
     *
     * @param prunes which orphans are deleted; all others are only named
     */
    public static Diff diff(State desired, Baseline baseline, Observed live, Predicate<ResourceId> prunes) {
        return new Differ(desired, baseline, live).diff(prunes);
    }

    private Diff diff(Predicate<ResourceId> prunes) {
        SortedMap<ResourceId, Difference> differences = new TreeMap<>();
        SortedSet<ResourceId> orphans = orphans();
        int unchanged = 0;
        for (Resource resource : desired.resources().values()) {
            if (live.unreadable().contains(resource.id())) {
                continue;
            }
            Difference difference = resource.terms().absent() ? gone(resource) : declared(resource);
            if (difference != null) {
                differences.put(resource.id(), difference);
            } else if (!resource.terms().absent()) {
                unchanged++;
            }
        }
        for (ResourceId orphan : List.copyOf(orphans)) {
            Resource there = live.state().get(orphan);
            if (there != null && prunes.test(orphan)) {
                orphans.remove(orphan);
                Resource last = lastApplied(orphan, there);
                differences.put(orphan, delete(last, there.shownBy(last.terms()), Cause.GIT));
            }
        }
        return new Diff(List.copyOf(differences.values()), unchanged, unmanaged(), orphans, recreated());
    }

    private @Nullable Difference declared(Resource wanted) {
        Resource there = there(wanted);
        if (there == null) {
            return create(wanted);
        }
        List<FieldChange> fields = comparison.fields(wanted, applied(wanted.id()), there, baseline.known());
        if (fields.isEmpty()) {
            return null;
        }
        Cause cause = fields.stream().map(FieldChange::cause).reduce(Cause::and).orElse(Cause.UNKNOWN);
        return new Difference(wanted.id(), Verb.UPDATE, cause, fields, wanted, there);
    }

    private Difference create(Resource wanted) {
        Resource before = applied(wanted.id());
        Cause cause;
        if (!baseline.known()) {
            cause = Cause.UNKNOWN;
        } else if (before == null || before.terms().absent()) {
            cause = Cause.GIT;
        } else {
            cause = comparison.sameDeclaration(wanted, before) ? Cause.DRIFT : Cause.BOTH;
        }
        List<FieldChange> fields = new ArrayList<>();
        wanted.fields().forEach((path, setting) -> fields.add(new FieldChange(path, null, setting, cause)));
        return new Difference(wanted.id(), Verb.CREATE, cause, fields, wanted, null);
    }

    private @Nullable Difference gone(Resource wanted) {
        Resource there = there(wanted);
        if (there == null) {
            return null;
        }
        Resource before = applied(wanted.id());
        boolean wasGone = before != null && before.terms().absent();
        Cause known = wasGone ? Cause.DRIFT : Cause.GIT;
        return delete(wanted, there, baseline.known() ? known : Cause.UNKNOWN);
    }

    private static Difference delete(Resource wanted, Resource there, Cause cause) {
        List<FieldChange> fields = new ArrayList<>();
        there.fields().forEach((path, setting) -> fields.add(new FieldChange(path, setting, null, cause)));
        return new Difference(wanted.id(), Verb.DELETE, cause, fields, wanted, there);
    }

    /** What this project managed when it last applied, declares no longer, and is still there or unreadable. */
    private SortedSet<ResourceId> orphans() {
        SortedSet<ResourceId> orphans = new TreeSet<>();
        for (ResourceId id : baseline.managed().keySet()) {
            boolean there = live.state().get(id) != null || live.others().contains(id);
            if (there && desired.get(id) == null) {
                orphans.add(id);
            }
        }
        return orphans;
    }

    private SortedSet<ResourceId> unmanaged() {
        SortedSet<ResourceId> unmanaged = new TreeSet<>();
        Stream.concat(live.others().stream(), live.state().resources().keySet().stream())
                .filter(id -> desired.get(id) == null && !baseline.managed().containsKey(id))
                .forEach(unmanaged::add);
        return unmanaged;
    }

    /** Topics that carry another topic id than the one that was applied: deleted and created again by somebody. */
    private SortedSet<ResourceId> recreated() {
        SortedSet<ResourceId> recreated = new TreeSet<>();
        baseline.managed().forEach((id, topicId) -> {
            String now = live.topicIds().get(id);
            if (now != null && !topicId.isEmpty() && !now.equals(topicId)) {
                recreated.add(id);
            }
        });
        return recreated;
    }

    private Resource lastApplied(ResourceId id, Resource there) {
        Resource before = applied(id);
        return before == null ? there : before;
    }

    /** What is live, as far as the declaration lets it be seen; null where it is not there. */
    private @Nullable Resource there(Resource wanted) {
        Resource there = live.state().get(wanted.id());
        return there == null ? null : there.shownBy(wanted.terms());
    }

    private @Nullable Resource applied(ResourceId id) {
        State state = baseline.state();
        return state == null ? null : state.get(id);
    }
}
