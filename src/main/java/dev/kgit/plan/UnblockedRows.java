package dev.kgit.plan;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The part of a plan that can be done although some of it is blocked: what neither is blocked nor depends on it. What is wrong
 * with the plan as a whole blocks all of it.
 *
 * @param plan the rows that can be done
 * @param blocked the rows that can't
 * @param waiting the rows that depend on those
 */
public record UnblockedRows(Plan plan, SortedSet<ResourceId> blocked, SortedSet<ResourceId> waiting) {

    /** Of a whole plan. */
    public static UnblockedRows of(Plan whole) {
        SortedSet<ResourceId> blocked = new TreeSet<>();
        SortedSet<ResourceId> waiting = new TreeSet<>();
        List<ResourceChange> rest = new ArrayList<>();
        if (whole.diagnostics().stream().anyMatch(Diagnostic::isError)) {
            return all(whole);
        }
        // Rows stand behind what they depend on.
        for (ResourceChange change : whole.changes()) {
            if (change.isBlocked()) {
                blocked.add(change.id());
            } else if (change.dependsOn().stream().anyMatch(id -> blocked.contains(id) || waiting.contains(id))) {
                waiting.add(change.id());
            } else {
                rest.add(change);
            }
        }
        return new UnblockedRows(whole.only(rest), blocked, waiting);
    }

    /** Nothing is left out, whatever is blocked. */
    public static UnblockedRows all(Plan whole) {
        return new UnblockedRows(whole, new TreeSet<>(), new TreeSet<>());
    }

    /** Whether there is something to be done, though not all. */
    public boolean isDoable() {
        return isPart() && !plan.isEmpty();
    }

    /** Whether something is left out. */
    public boolean isPart() {
        return !blocked.isEmpty() || !waiting.isEmpty();
    }

    /** What is left out. */
    public SortedSet<ResourceId> skipped() {
        SortedSet<ResourceId> skipped = new TreeSet<>(blocked);
        skipped.addAll(waiting);
        return skipped;
    }
}
