package dev.kgit.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.cluster.LedgerRun.Outcome;
import dev.kgit.diff.AppliedStates;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which commits' files may still be live beside those of the commit that counts as applied. */
class LedgerEarlierAppliesTest {

    private static final ResourceId C = ConnectorKind.id("main", "c");

    private final List<String> read = new ArrayList<>();

    private static LedgerRun run(@Nullable String commit, boolean dirty, Outcome outcome, ResourceId... changed) {
        TreeMap<ResourceId, String> changes = new TreeMap<>();
        for (ResourceId id : changed) {
            changes.put(id, "update");
        }
        return new LedgerRun(
                commit + "-" + outcome,
                Instant.EPOCH,
                Instant.EPOCH,
                "by",
                "host",
                commit,
                null,
                null,
                dirty,
                outcome,
                changes);
    }

    private Optional<List<State>> statesOf(ResourceId id, LedgerRun... newestFirst) {
        LedgerEntry entry = LedgerEntry.none("p", "e")
                .withManaged(new TreeMap<>(Map.of(C, AppliedStates.owned(""))))
                .withRuns(List.of(newestFirst));
        Ledger.Snapshot nothing = Ledger.Snapshot.EMPTY;
        Ledger.Snapshot snapshot = new Ledger.Snapshot(
                true,
                null,
                Optional.of(entry),
                List.of(),
                Optional.empty(),
                nothing.underWay(),
                nothing.seen(),
                nothing.version(),
                List.of());
        return new LedgerEarlierApplies(snapshot, commit -> {
                    read.add(commit);
                    return commit.equals("lost") ? Optional.empty() : Optional.of(State.EMPTY);
                })
                .statesOf(id);
    }

    @Test
    void readsTheCommitsOfRunsSinceThatChangedTheConnectorOrDidNotEnd() {
        statesOf(
                C,
                run("targeted", false, Outcome.PARTIAL, C),
                run("elsewhere", false, Outcome.PARTIAL, ConnectorKind.id("main", "other")),
                run("failed", false, Outcome.INCOMPLETE),
                run("applied", false, Outcome.COMPLETE, C),
                run("before", false, Outcome.PARTIAL, C));

        assertThat(read).containsExactly("targeted", "failed");
    }

    @Test
    void readsNothingForWhatIsNotManaged() {
        statesOf(ConnectorKind.id("main", "by-hand"), run("failed", false, Outcome.INCOMPLETE, C));

        assertThat(read).isEmpty();
    }

    @Test
    void knowsTheConnectorUnderTheNameOfAnotherConnectCluster() {
        statesOf(ConnectorKind.id("renamed", "c"), run("failed", false, Outcome.INCOMPLETE, C));

        assertThat(read).containsExactly("failed");
    }

    @Test
    void knowsNothingWhereOneOfThemCannotBeRead() {
        assertThat(statesOf(C, run("lost", false, Outcome.INCOMPLETE, C))).isEmpty();
        assertThat(statesOf(C, run("dirty", true, Outcome.PARTIAL, C))).isEmpty();
        assertThat(statesOf(C, run(null, false, Outcome.INCOMPLETE, C))).isEmpty();
    }
}
