package dev.kgit.workflow;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.cluster.SecretKeys;
import dev.kgit.git.Commit;
import dev.kgit.git.GitRepository;
import dev.kgit.kind.Kinds;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import dev.kgit.plan.ResourceHistory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tells history: what was applied, or which commits changed one resource. */
public final class HistoryWorkflow {

    private HistoryWorkflow() {}

    /** @param subjects first lines of the commits' messages, as far as this clone has them */
    public record Applies(LedgerEntry entry, Map<String, String> subjects) {}

    /**
     * What is known of one resource.
     *
     * @param ledgerUnknown why it is not known which commits were applied; null where it is
     * @param isCut whether this clone does not have all commits
     * @param isLimited whether there may be older commits that were not looked at
     * @param invalid commits that were passed over, newest first, as their files are not valid
     */
    public record OfResource(
            String project,
            String environment,
            ResourceHistory history,
            @Nullable String ledgerUnknown,
            boolean isCut,
            boolean isLimited,
            List<String> invalid) {

        /** Whether no commit that was looked at has anything to do with it. */
        public boolean isEmpty() {
            return history.steps().isEmpty() && history.runs().isEmpty();
        }
    }

    /** What the ledger says of this project and environment. */
    public static Applies applies(Invocation invocation) {
        try (Workspace workspace = Workspace.open(invocation);
                PlatformConnection connection = PlatformConnection.open(workspace)) {
            Ledger.Snapshot snapshot = connection.ledger().read();
            if (!snapshot.available()) {
                throw LedgerWorkflow.nothingKnown(snapshot);
            }
            LedgerEntry entry = snapshot.mine()
                    .orElseGet(() -> LedgerEntry.none(
                            workspace.environment().project(),
                            workspace.environment().environment().name()));
            return new Applies(entry, subjects(workspace, entry));
        }
    }

    /**
     * Which commits and applies changed one resource.
     *
     * @param named the resource's id
     * @param max how many commits are looked at, from HEAD back
     */
    public static OfResource ofResource(Invocation invocation, String named, int max) {
        try (Workspace workspace = Workspace.open(invocation);
                PlatformConnection connection = PlatformConnection.open(workspace)) {
            Ledger.Snapshot snapshot = connection.ledger().read();
            ResourceId resource = invocation
                    .kinds()
                    .parse(named)
                    .orElseThrow(() -> new KgitException.Invalid(
                            Diagnostic.error("KG701", "'" + named + "' is no id of a resource")
                                    .withHint(invocation.kinds().idForms())));
            GitRepository git =
                    workspace.git().orElseThrow(() -> CommitResolver.notInGit("there are no commits to look at"));
            List<LedgerRun> runs = snapshot.mine().map(LedgerEntry::runs).orElse(List.of());
            ResourceHistoryFinder finder = new ResourceHistoryFinder(
                    workspace, git, runs, secretsOf(connection.cluster(), invocation.kinds(), resource));
            ResourceHistory history = finder.of(resource, max);
            return new OfResource(
                    workspace.environment().project(),
                    workspace.environment().environment().name(),
                    history,
                    snapshot.available() ? null : String.valueOf(snapshot.why()),
                    git.isShallow(),
                    finder.isLimited(),
                    finder.invalid());
        }
    }

    /** Marks what the platform types as secret: an old commit may hold it in the clear. Asks once for what types alike. */
    private static UnaryOperator<State> secretsOf(Cluster cluster, Kinds kinds, ResourceId id) {
        Map<String, SecretKeys> byTyping = new HashMap<>();
        return state -> {
            Resource resource = state.get(id);
            if (resource == null || !kinds.of(id).hasTypedSecrets()) {
                return state;
            }
            String typing = kinds.of(id).secretTyping(resource);
            return byTyping.computeIfAbsent(typing, unasked -> cluster.secretKeys(List.of(resource)))
                    .markedIn(state, kinds::mayHoldSecret);
        };
    }

    /** First lines of the commits' messages, as far as this clone has them. */
    private static Map<String, String> subjects(Workspace workspace, LedgerEntry entry) {
        Map<String, String> subjects = new HashMap<>();
        Optional<GitRepository> git = workspace.git();
        for (LedgerRun run : entry.runs()) {
            String commit = run.commit();
            if (commit != null && git.isPresent()) {
                git.get().commit(commit).map(Commit::subject).ifPresent(subject -> subjects.put(commit, subject));
            }
        }
        return subjects;
    }
}
