package dev.kgit.plan;

import dev.kgit.cluster.ConnectorFacts;
import dev.kgit.cluster.Live;
import dev.kgit.diff.Cause;
import dev.kgit.diff.Diff;
import dev.kgit.diff.Differ;
import dev.kgit.diff.Difference;
import dev.kgit.diff.FieldChange;
import dev.kgit.diff.Verb;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.model.State;
import dev.kgit.plan.DriftItem.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what differs live from what was applied last. Where that is not known, live is compared with the files as they
 * are.
 */
public final class DriftFinder {

    private static final Set<String> HALTED = Set.of("paused", "stopped");

    private final Situation situation;
    private final Revision applied;
    private final InternalTopics internal;
    private final State expected;
    private final Live live;

    /**
     * Looks at a situation.
     *
     * @param applied the revision that was applied last; {@link Revision#NONE} where that is not known
     */
    public DriftFinder(Situation situation, Revision applied) {
        this.situation = situation;
        this.applied = applied;
        this.internal = situation.internalTopics();
        this.live = situation.live();
        State baseline = situation.baseline().state();
        this.expected = baseline == null ? situation.desired().state() : baseline;
    }

    /**
     * All drift.
     *
     * @param nameUnmanaged whether to name unmanaged resources, not only count them
     */
    public Drift find(boolean nameUnmanaged) {
        Diff diff = Differ.diff(expected, situation.baseline(), Seen.in(live, internal), id -> false);
        Map<ResourceId, Difference> pending = pending();
        TreeMap<ResourceId, DriftItem> items = new TreeMap<>();
        for (Difference difference : diff.differences()) {
            boolean again = diff.recreated().contains(difference.id());
            items.put(difference.id(), item(difference, again ? Kind.RECREATED : kind(difference), pending));
        }
        for (ResourceId id : diff.recreated()) {
            items.computeIfAbsent(
                    id, gone -> plain(gone, Kind.RECREATED, "deleted and created again since it was applied"));
        }
        live.topics().forEach((id, facts) -> {
            if (facts.moving() && expected.get(id) != null) {
                items.computeIfAbsent(id, moving -> plain(moving, Kind.IN_FLIGHT, "a reassignment is under way"));
            }
        });
        items.keySet().removeIf(id -> !situation.options().target().test(id));
        return new Drift(
                situation.desired().project(),
                situation.desired().environment().name(),
                live.platform().clusterId(),
                applied,
                situation.baseline().known(),
                new ArrayList<>(items.values()),
                diff.unmanaged().size(),
                nameUnmanaged ? diff.unmanaged() : Collections.unmodifiableSortedSet(new TreeSet<>()),
                live.gaps().stream()
                        .filter(gap -> situation.options().target().test(gap.id()))
                        .toList());
    }

    /** What a plan would find now, for causes: where the files have changed as well, the cause is both. */
    private Map<ResourceId, Difference> pending() {
        Map<ResourceId, Difference> pending = new HashMap<>();
        if (situation.baseline().known()) {
            Planner.differences(situation)
                    .differences()
                    .forEach(difference -> pending.put(difference.id(), difference));
        }
        return pending;
    }

    private DriftItem item(Difference difference, Kind kind, Map<ResourceId, Difference> pending) {
        boolean filesToo = situation.baseline().known()
                && pending.containsKey(difference.id())
                && pending.get(difference.id()).cause() == Cause.BOTH;
        return DriftItem.of(
                difference.id(),
                kind,
                filesToo ? Cause.BOTH : difference.cause(),
                risk(difference.id(), kind),
                difference.fields(),
                findings(difference),
                difference.desired().place(),
                applied.commit());
    }

    private DriftItem plain(ResourceId id, Kind kind, String message) {
        Resource resource = expected.get(id);
        return DriftItem.of(
                id,
                kind,
                situation.baseline().known() ? Cause.DRIFT : Cause.UNKNOWN,
                risk(id, kind),
                List.of(),
                List.of(Diagnostic.info("KG161", message).about(id)),
                resource == null ? null : resource.place(),
                applied.commit());
    }

    private static Kind kind(Difference difference) {
        if (difference.verb() == Verb.CREATE) {
            return Kind.MISSING;
        }
        if (difference.verb() == Verb.DELETE) {
            return Kind.UNEXPECTED;
        }
        FieldChange state = difference.field(Resource.STATE);
        String found =
                state == null || state.before() == null ? null : state.before().value();
        if ("failed".equals(found)) {
            return Kind.FAILED;
        }
        if (found != null && HALTED.contains(found) && difference.fields().size() == 1) {
            return Kind.PAUSED;
        }
        return difference.fields().stream().allMatch(field -> field.after() == null) ? Kind.EXTRA : Kind.CHANGED;
    }

    private Risk risk(ResourceId id, Kind kind) {
        boolean high = internal.contains(id) || kind == Kind.MISSING || kind == Kind.RECREATED || kind == Kind.FAILED;
        return high ? Risk.HIGH : Risk.MEDIUM;
    }

    private List<Diagnostic> findings(Difference difference) {
        List<Diagnostic> findings = new ArrayList<>();
        @Nullable ConnectorFacts facts = live.connector(difference.id());
        if (facts != null && facts.failed()) {
            ConnectorGuard.failures(difference, facts, findings);
        }
        return findings;
    }
}
