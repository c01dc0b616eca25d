package dev.kgit.workflow;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LiveState;
import dev.kgit.concurrent.BackgroundExecutor;
import dev.kgit.concurrent.BackgroundValue;
import dev.kgit.concurrent.BlockingBatches;
import dev.kgit.diff.AppliedState;
import dev.kgit.model.DesiredState;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.plan.PruneLimits;
import dev.kgit.plan.UsedConsents;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reads files, cluster, ledger and Git at the same time. */
final class InputReader {

    private final Workspace workspace;
    private final PlatformConnection connection;
    private final Timings timings;

    InputReader(Workspace workspace, PlatformConnection connection, Timings timings) {
        this.workspace = workspace;
        this.connection = connection;
        this.timings = timings;
    }

    /**
     * Everything that a plan is made from; what can't be read is neither there nor absent, and a row of its own.
     *
     * @param target which resources the plan is about
     * @throws dev.kgit.model.KgitException.Unavailable where the Kafka cluster itself does not answer
     */
    Inputs readAll(Predicate<ResourceId> target) {
        Inputs inputs = read(false, Set.of(), false);
        if (inputs.live().platform().clusterId() == null) {
            inputs.live().requireReadable(target);
        }
        return inputs;
    }

    /** What can be held against what was applied: all else is a result of its own, with the reason. */
    Inputs readComparable() {
        Inputs inputs = read(false, Set.of(), false);
        return inputs.applied().isKnown()
                ? new MissingHistory(workspace.git(), workspace.states(), inputs).leftOut()
                : inputs;
    }

    /**
     * What there is and what the ledger says of it.
     *
     * @param everything whether all that is there is read, not only what is declared or was managed
     * @param more what is read beside that
     */
    Inputs readAvailable(boolean everything, Set<ResourceId> more) {
        return read(everything, more, true);
    }

    /** @param needsLedger whether nothing is to be had where the ledger can't be read */
    private Inputs read(boolean everything, Set<ResourceId> more, boolean needsLedger) {
        try (BackgroundExecutor threads = new BackgroundExecutor("kgit-gather")) {
            BackgroundValue<LedgerReading> ledger =
                    start(threads, "ledger", () -> LedgerReading.of(connection.ledger()));
            BlockingBatches<Set<ResourceId>> seen = new BlockingBatches<>();
            BackgroundValue<DesiredState> desired = start(threads, "files", () -> desired(seen));
            BackgroundValue<Revision> revision = threads.start(() -> revision(desired));
            Cluster.ReadRequest wanted = wanted(desired, seen, ledger, everything, more);
            BackgroundValue<LiveState> live =
                    threads.start(() -> connection.cluster().read(wanted));
            // Wrong files are told before an unreachable cluster is: they can be mended without it.
            DesiredState files = desired.get();
            LedgerReading book = ledger.get();
            if (needsLedger) {
                book.orThrow();
            }
            Revision now = revision.get();
            LiveState found = live.get();
            if (found.platform().clusterId() == null) {
                book.orThrow(); // It is kept in the cluster that does not answer.
            }
            Ledger.Snapshot known = book.snapshot();
            RepositoryCheck.requireSame(known.mine(), workspace.git());
            AppliedStateReader reader = new AppliedStateReader(workspace, known, files, now);
            AppliedState applied = timings.of("applied", reader::read);
            UsedConsents spent = known.mine()
                    .map(entry -> new ConsentCheck(files.state(), reader::state).spent(entry))
                    .orElse(UsedConsents.NONE);
            String head = workspace.head();
            Optional<MissingRun> lacking = MissingRun.of(
                    known.mine(), workspace.git(), head, workspace.states().allRead());
            PruneLimits limits = new PruneCheck(files, now, lacking).limits(applied, workspace.git(), head);
            return new Inputs(
                            workspace.invocation().kinds(),
                            files,
                            found,
                            known,
                            now,
                            applied,
                            limits,
                            spent,
                            lacking,
                            new ResourceOwners(workspace, files, applied).of(known, found),
                            book.readFailure(files.environment().ledger()))
                    .withSecretsOf(
                            connection.cluster(), new LedgerEarlierApplies(known, reader::state), workspace::trusts);
        }
    }

    private <T> BackgroundValue<T> start(BackgroundExecutor threads, String what, Supplier<T> work) {
        return threads.start(() -> timings.of(what, work));
    }

    private DesiredState desired(BlockingBatches<Set<ResourceId>> seen) {
        try {
            return workspace.states().desired(seen::add);
        } finally {
            seen.end();
        }
    }

    /** Only what was read can be compared with the commit. */
    private Revision revision(BackgroundValue<DesiredState> desired) {
        desired.get();
        return timings.of("git", workspace.states()::revision);
    }

    /** What is declared, file by file as they are parsed, and, as soon as the ledger has told it, what was managed before. */
    private static Cluster.ReadRequest wanted(
            BackgroundValue<DesiredState> desired,
            BlockingBatches<Set<ResourceId>> seen,
            BackgroundValue<LedgerReading> ledger,
            boolean everything,
            Set<ResourceId> extra) {
        return new Cluster.ReadRequest() {
            @Override
            public Set<ResourceId> ids() {
                return desired.get().state().idsWithFormer();
            }

            @Override
            public Iterable<Set<ResourceId>> early() {
                return seen;
            }

            @Override
            public Set<ResourceId> more() {
                Set<ResourceId> more = new LinkedHashSet<>(extra);
                ledger.get()
                        .snapshot()
                        .mine()
                        .ifPresent(entry -> more.addAll(entry.managed().keySet()));
                return more;
            }

            @Override
            public boolean pluginVersions() {
                return !desired.get().exported().isEmpty();
            }

            @Override
            public boolean everything() {
                return everything;
            }
        };
    }
}
