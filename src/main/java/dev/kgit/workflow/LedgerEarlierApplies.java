package dev.kgit.workflow;

import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.diff.EarlierApplies;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The ledger's runs since the last whole one, with the files of their commits. What a run has sent and not seen afterwards
 * it does not name, so one that did not come to its end counts for all that is managed.
 */
final class LedgerEarlierApplies implements EarlierApplies {

    private final Optional<LedgerEntry> entry;
    private final List<LedgerRun> runs;
    private final Function<String, Optional<State>> files;

    /** @param files what the files of a commit say; empty where that can't be known */
    LedgerEarlierApplies(Ledger.Snapshot snapshot, Function<String, Optional<State>> files) {
        this.entry = snapshot.mine();
        this.runs = entry.map(LedgerEntry::sinceLastWhole).orElse(List.of()).stream()
                .filter(run -> !run.isWhole())
                .toList();
        this.files = files;
    }

    @Override
    public Optional<List<State>> statesOf(ResourceId id) {
        boolean managed =
                entry.stream().flatMap(mine -> mine.managed().keySet().stream()).anyMatch(known -> isSame(known, id));
        List<State> states = new ArrayList<>();
        for (LedgerRun run : runs) {
            boolean changed = run.changes().keySet().stream().anyMatch(done -> isSame(done, id));
            if (changed || (managed && !run.isComplete())) {
                String commit = run.commit();
                Optional<State> state = commit == null || run.dirty() ? Optional.empty() : files.apply(commit);
                if (state.isEmpty()) {
                    return Optional.empty();
                }
                states.add(state.get());
            }
        }
        return Optional.of(states);
    }

    /** An environment has each name once, in whichever scope. */
    private static boolean isSame(ResourceId one, ResourceId other) {
        return one.equals(other)
                || (one.isScoped() && one.isOf(other.kind()) && one.name().equals(other.name()));
    }
}
