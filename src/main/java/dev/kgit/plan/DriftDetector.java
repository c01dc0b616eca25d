package dev.kgit.plan;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.AppliedState;
import dev.kgit.diff.Cause;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.Diff;
import dev.kgit.diff.Differ;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.DriftType;
import dev.kgit.kind.InternalResources;
import dev.kgit.kind.Risk;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what differs live from what was applied last. Where that is not known, live is compared with the files as they
 * are.
 */
public final class DriftDetector {

    /** Of these there is nothing to be said field by field. */
    private static final Set<DriftType> WHOLE =
            EnumSet.of(DriftType.MISSING, DriftType.UNEXPECTED, DriftType.RECREATED);

    /** What is known and accepted for a while. */
    public interface Acceptance {
        Acceptance NOTHING = (id, path) -> false;

        /** @param path a field's path; for what is no matter of fields, the word of its kind: {@code missing} */
        boolean covers(ResourceId id, String path);
    }

    private final PlanInputs planInputs;
    private final Revision applied;
    private final InternalResources internal;
    private final Acceptance acceptance;
    private final State expected;
    private final LiveState live;
    private final TreeMap<ResourceId, ResourceDrift> items = new TreeMap<>();
    private final Set<ResourceId> accepted = new TreeSet<>();

    /**
     * Looks at a situation.
     *
     * @param applied the revision that was applied last; {@link Revision#NONE} where that is not known
     */
    public DriftDetector(PlanInputs planInputs, Revision applied, Acceptance acceptance) {
        this.planInputs = planInputs;
        this.applied = applied;
        this.acceptance = acceptance;
        this.internal = planInputs.internalResources();
        this.live = planInputs.live().with(UnreachableConnectors.readFailures(planInputs));
        this.expected = expected(planInputs);
    }

    /**
     * All drift.
     *
     * @param nameUnmanaged whether to name unmanaged resources, not only count them
     */
    public Drift find(boolean nameUnmanaged) {
        Diff diff = Differ.diff(
                expected, planInputs.applied(), LiveView.in(live, planInputs.kinds(), internal), id -> false);
        Map<ResourceId, ResourceDiff> pending = pending();
        for (ResourceDiff difference : diff.differences()) {
            boolean again = diff.recreated().contains(difference.id())
                    && !acceptance.covers(difference.id(), DriftType.RECREATED.label());
            differs(difference, again ? DriftType.RECREATED : kind(difference), pending);
        }
        for (ResourceId id : diff.recreated()) {
            if (!items.containsKey(id)) {
                add(
                        id,
                        DriftType.RECREATED,
                        Diagnostic.info("KG161", "deleted and created again since it was applied"));
            }
        }
        live.statuses().forEach((id, status) -> {
            if (expected.get(id) != null) {
                planInputs.kinds().of(id).underWay(status).ifPresent(what -> add(id, DriftType.IN_FLIGHT, what));
            }
        });
        items.keySet().removeIf(id -> !planInputs.options().target().test(id));
        accepted.removeIf(id -> !planInputs.options().target().test(id));
        return new Drift(
                planInputs.desired().project(),
                planInputs.desired().environment().name(),
                live.platform().clusterId(),
                applied,
                planInputs.applied().isKnown(),
                new ArrayList<>(items.values()),
                diff.unmanaged().size(),
                nameUnmanaged ? diff.unmanaged() : Collections.unmodifiableSortedSet(new TreeSet<>()),
                live.readFailures(planInputs.options().target()),
                accepted.size(),
                expected.resources().size(),
                List.of());
    }

    /**
     * What each resource has to be: as the commit says that was applied last of it. Where that can't be known, as the files say
     * now. What was never applied is nobody's business.
     */
    private static State expected(PlanInputs planInputs) {
        AppliedState applied = planInputs.applied();
        SortedMap<ResourceId, Resource> expected =
                new TreeMap<>(applied.declared().resources());
        planInputs.desired().state().resources().forEach((id, resource) -> {
            boolean lost = applied.isKnown() && !applied.managed().containsKey(id);
            if (!applied.of(id).isKnown() && !lost) {
                expected.putIfAbsent(id, resource);
            }
        });
        applied.managed().forEach((id, managed) -> {
            boolean ours = managed.isOwned() || (managed.isPending() && planInputs.isAsApplied(id, planInputs.live()));
            if (!ours) {
                expected.remove(id);
            }
        });
        return new State(expected);
    }

    /** What differs, without what is accepted. */
    private void differs(ResourceDiff difference, DriftType kind, Map<ResourceId, ResourceDiff> pending) {
        ResourceId id = difference.id();
        if (WHOLE.contains(kind)) {
            if (acceptance.covers(id, kind.label())) {
                accepted.add(id);
            } else {
                items.put(id, item(difference, kind, pending));
            }
            return;
        }
        ResourceDiff left = difference.with(unaccepted(difference));
        if (left.fields().size() < difference.fields().size()) {
            accepted.add(id);
        }
        if (!left.fields().isEmpty()) {
            items.put(id, item(left, kind(left), pending));
        }
    }

    private List<FieldDiff> unaccepted(ResourceDiff difference) {
        return difference.fields().stream()
                .filter(field -> !acceptance.covers(difference.id(), field.path()))
                .toList();
    }

    /** What is no matter of fields: an item of its own, or one more word about what differs already. */
    private void add(ResourceId id, DriftType kind, Diagnostic what) {
        if (acceptance.covers(id, kind.label())) {
            accepted.add(id);
            return;
        }
        ResourceDrift differing = items.get(id);
        items.put(id, differing == null ? plain(id, kind, what.withSubject(id)) : differing.with(what.withSubject(id)));
    }

    /** What a plan would find now, for causes: where the files have changed as well, the cause is both. */
    private Map<ResourceId, ResourceDiff> pending() {
        Map<ResourceId, ResourceDiff> pending = new HashMap<>();
        if (planInputs.applied().isKnown()) {
            Planner.differences(planInputs)
                    .differences()
                    .forEach(difference -> pending.put(difference.id(), difference));
        }
        return pending;
    }

    private ResourceDrift item(ResourceDiff difference, DriftType kind, Map<ResourceId, ResourceDiff> pending) {
        boolean filesToo = planInputs.applied().isKnown()
                && pending.containsKey(difference.id())
                && pending.get(difference.id()).cause() == Cause.BOTH;
        return ResourceDrift.of(
                difference.id(),
                kind,
                filesToo ? Cause.BOTH : difference.cause(),
                risk(difference.id(), kind),
                difference.fields(),
                findings(difference),
                difference.desired().place(),
                commitOf(difference.id()));
    }

    private ResourceDrift plain(ResourceId id, DriftType kind, Diagnostic what) {
        Resource resource = expected.get(id);
        return ResourceDrift.of(
                id,
                kind,
                planInputs.applied().isKnown() ? Cause.DRIFT : Cause.UNKNOWN,
                risk(id, kind),
                List.of(),
                List.of(what),
                resource == null ? null : resource.place(),
                commitOf(id));
    }

    /** The commit that was applied last of the resource. */
    private @Nullable String commitOf(ResourceId id) {
        ManagedResource managed = planInputs.applied().managed().get(id);
        return managed == null ? applied.commit() : managed.commit();
    }

    private DriftType kind(ResourceDiff difference) {
        if (difference.changeType() == ChangeType.CREATE) {
            return DriftType.MISSING;
        }
        if (difference.changeType() == ChangeType.DELETE) {
            return DriftType.UNEXPECTED;
        }
        Optional<DriftType> special = planInputs.kinds().of(difference.id()).driftType(difference, live);
        if (special.isPresent()) {
            return special.get();
        }
        return difference.fields().stream().allMatch(field -> field.after() == null)
                ? DriftType.EXTRA
                : DriftType.CHANGED;
    }

    private Risk risk(ResourceId id, DriftType kind) {
        boolean high = internal.contains(id)
                || kind == DriftType.MISSING
                || kind == DriftType.RECREATED
                || kind == DriftType.FAILED;
        return high ? Risk.HIGH : Risk.MEDIUM;
    }

    private List<Diagnostic> findings(ResourceDiff difference) {
        List<Diagnostic> findings = new ArrayList<>(VariableValuesGuard.findings(difference, planInputs.applied()));
        findings.addAll(planInputs
                .kinds()
                .of(difference.id())
                .driftFindings(
                        difference, live, planInputs.desired().environment().name()));
        return findings;
    }
}
