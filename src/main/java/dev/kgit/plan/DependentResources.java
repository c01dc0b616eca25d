package dev.kgit.plan;

import dev.kgit.diff.ChangeType;
import dev.kgit.diff.Diff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.Kind;
import dev.kgit.kind.PlanView;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which resources name which, such as connectors their topics. */
final class DependentResources {

    private DependentResources() {}

    /**
     * Ids of the resources that will name a resource when this plan has been applied, by the one that is named. One that is
     * declared otherwise than it is live, and that this plan does not look at, counts as both. One that could not be read counts
     * as it was applied, too.
     */
    static Map<ResourceId, List<String>> after(PlanInputs planInputs, Diff diff) {
        SortedSet<ResourceId> deleted = deleted(diff.differences());
        Map<ResourceId, ResourceDiff> rows = new HashMap<>();
        diff.differences().forEach(row -> rows.put(row.id(), row));
        Set<ResourceId> gone = new HashSet<>(rows.keySet());
        rows.values().forEach(row -> row.movedFrom().ifPresent(gone::add));
        Map<ResourceId, SortedSet<String>> users = new HashMap<>();
        PlanView plan = new PlanInputsView(planInputs, diff);
        Stream.of(planInputs.live().state(), planInputs.desired().state())
                .flatMap(state -> state.resources().values().stream())
                .filter(resource -> !resource.lifecycle().absent() && !gone.contains(resource.id()))
                .forEach(resource -> addNamed(users, resource, planInputs, deleted, plan));
        planInputs.live().readFailures().stream()
                .flatMap(unread ->
                        Stream.ofNullable(planInputs.applied().declared().get(unread.id())))
                .filter(resource -> !resource.lifecycle().absent())
                .forEach(resource -> addNamed(users, resource, planInputs, deleted, plan));
        rows.values().stream()
                .filter(row -> row.changeType() != ChangeType.DELETE)
                .forEach(row -> addNamed(users, row.desired(), planInputs, deleted, plan));
        Map<ResourceId, List<String>> lists = new HashMap<>();
        users.forEach((named, by) -> lists.put(named, List.copyOf(by)));
        return lists;
    }

    private static void addNamed(
            Map<ResourceId, SortedSet<String>> users,
            Resource resource,
            PlanInputs planInputs,
            SortedSet<ResourceId> deleted,
            PlanView plan) {
        Kind kind = planInputs.kinds().of(resource.id());
        if (!kind.needsWhatItNames()) {
            return;
        }
        kind.references(resource, deleted, plan)
                .forEach(named -> users.computeIfAbsent(named, none -> new TreeSet<>())
                        .add(resource.id().toString()));
    }

    /** What a plan deletes. */
    static SortedSet<ResourceId> deleted(Collection<ResourceDiff> rows) {
        return rows.stream()
                .filter(row -> row.changeType() == ChangeType.DELETE)
                .map(ResourceDiff::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
