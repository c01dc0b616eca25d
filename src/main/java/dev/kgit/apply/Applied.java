package dev.kgit.apply;

import dev.kgit.cluster.Live;
import dev.kgit.model.Diagnostic;
import dev.kgit.plan.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a plan.
 *
 * @param done in the order in which they were done
 * @param failed with the reason
 * @param skipped with the reason
 * @param after what the platform shows of all that was tried
 */
public record Applied(List<Change> done, Map<Change, Diagnostic> failed, Map<Change, Diagnostic> skipped, Live after) {

    public Applied {
        done = List.copyOf(done);
        failed = new LinkedHashMap<>(failed);
        skipped = new LinkedHashMap<>(skipped);
    }

    public boolean complete() {
        return failed.isEmpty() && skipped.isEmpty();
    }
}
