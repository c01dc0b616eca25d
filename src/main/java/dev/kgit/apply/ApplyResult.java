package dev.kgit.apply;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.ChangeType;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import dev.kgit.plan.ResourceChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What became of a plan.
 *
 * @param done in the order in which they were done
 * @param failed with the reason
 * @param skipped with the reason
 * @param sent of which something may have reached the platform, whatever became of it
 * @param after what the platform shows of all that was tried
 */
public record ApplyResult(
        List<ResourceChange> done,
        Map<ResourceChange, Diagnostic> failed,
        Map<ResourceChange, Diagnostic> skipped,
        Set<ResourceId> sent,
        LiveState after) {

    public ApplyResult {
        done = List.copyOf(done);
        sent = Set.copyOf(sent);
        failed = new LinkedHashMap<>(failed);
        skipped = new LinkedHashMap<>(skipped);
    }

    /** Nothing was tried. */
    public static ApplyResult nothing() {
        return new ApplyResult(List.of(), Map.of(), Map.of(), Set.of(), LiveState.NOTHING);
    }

    /**
     * What the platform shows after all, by what it showed before. What could not be deleted is still there; of anything else
     * that failed it is not known what it is now.
     */
    public LiveState over(LiveState before) {
        Set<ResourceId> changed = new TreeSet<>();
        done.forEach(change -> {
            changed.add(change.id());
            change.movedFrom().ifPresent(changed::add);
        });
        Stream.of(failed, skipped)
                .flatMap(undone -> undone.keySet().stream())
                .filter(change -> change.changeType() != ChangeType.DELETE)
                .forEach(change -> changed.add(change.id()));
        changed.addAll(after.state().ids());
        return before.without(changed).with(after);
    }

    public boolean isComplete() {
        return failed.isEmpty() && skipped.isEmpty();
    }
}
