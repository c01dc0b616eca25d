package dev.kgit.workflow;

import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerEntry.UsedConsent;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.cluster.RepositoryIdentity;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Shows what the ledger holds, and changes it by hand, under the same lock as an apply. */
public final class LedgerWorkflow implements AutoCloseable {

    private final Workspace workspace;
    private final PlatformConnection connection;

    private LedgerWorkflow(Workspace workspace, PlatformConnection connection) {
        this.workspace = workspace;
        this.connection = connection;
    }

    /** Connects to the ledger of the environment that was asked for. */
    public static LedgerWorkflow open(Invocation invocation) {
        Workspace workspace = Workspace.open(invocation);
        try {
            return new LedgerWorkflow(workspace, PlatformConnection.open(workspace));
        } catch (RuntimeException | Error failure) {
            workspace.close();
            throw failure;
        }
    }

    Workspace workspace() {
        return workspace;
    }

    /**
     * What the ledger holds.
     *
     * @param entries this project and environment's included, by name
     * @param warnings what could not be read of it
     */
    public record Listing(List<LedgerEntry> entries, List<Diagnostic> warnings) {}

    /** A project and environment, as {@code PROJECT/ENVIRONMENT}. */
    public record Owner(String project, String environment) {

        /** From {@code PROJECT/ENVIRONMENT}. */
        public static Owner parse(String text) {
            String[] parts = text.split("/", -1);
            if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
                throw new KgitException.Invalid(Diagnostic.error("KG662", "'" + text + "' is not PROJECT/ENVIRONMENT")
                        .withHint("`kgit ledger` lists what there is"));
            }
            return new Owner(parts[0], parts[1]);
        }

        @Override
        public String toString() {
            return project + "/" + environment;
        }
    }

    /** All that the ledger holds. */
    public Listing list() {
        Ledger.Snapshot snapshot = snapshot(connection.ledger());
        List<LedgerEntry> all = new ArrayList<>(snapshot.others());
        snapshot.mine().ifPresent(all::add);
        all.sort((one, other) -> one.owner().compareTo(other.owner()));
        return new Listing(List.copyOf(all), snapshot.warnings());
    }

    /** Writes what one holds under the name of another; the same twice: the repository's root has moved. */
    public LedgerEntry move(Owner from, Owner to) {
        entry(from); // What is not there is told before anything is locked.
        if (from.equals(to)) {
            return change(from, entry -> renamed(entry, to));
        }
        try (Ledger.Lease old = lease(ledger(from));
                Ledger.Lease lease = lease(ledger(to))) {
            // Read once nobody else can write: a run may have ended until here.
            LedgerEntry moved = onto(snapshot(ledger(to)).mine(), renamed(entry(from), to));
            lease.record(moved);
            old.retire();
            return moved;
        }
    }

    private LedgerEntry renamed(LedgerEntry entry, Owner to) {
        return new LedgerEntry(
                to.project,
                to.environment,
                to.equals(here()) ? root() : entry.root(),
                entry.managed(),
                entry.consents(),
                entry.takenOver(),
                entry.runs());
    }

    /** What is there already may be replaced only where it manages nothing; its runs stay in the history. */
    private LedgerEntry onto(Optional<LedgerEntry> there, LedgerEntry moved) {
        if (there.isEmpty()) {
            return moved;
        }
        if (!there.get().managed().isEmpty()) {
            throw new KgitException.Refused(Diagnostic.error(
                            "KG663", "the ledger holds " + moved.owner() + " already, with resources of its own")
                    .withHint("two can't become one; if it is over, `kgit ledger -e " + here().environment()
                            + " retire " + moved.owner() + "` first"));
        }
        List<LedgerRun> runs = new ArrayList<>(moved.runs());
        there.get().runs().forEach(run -> runs.add(run.isWhole() ? ofAPart(run) : run));
        runs.sort(Comparator.comparing(LedgerRun::begun).reversed());
        SortedMap<ResourceId, SortedMap<String, UsedConsent>> consents =
                new TreeMap<>(there.get().consents());
        consents.putAll(moved.consents());
        return new LedgerEntry(
                        moved.project(),
                        moved.environment(),
                        moved.root(),
                        moved.managed(),
                        consents,
                        moved.takenOver(),
                        runs)
                .bounded();
    }

    /** A run that managed nothing, since all was another's, says nothing of what is managed now. */
    private static LedgerRun ofAPart(LedgerRun run) {
        return run.ended(run.at(), LedgerRun.Outcome.PARTIAL, run.changes());
    }

    /**
     * Takes all that one holds out of the ledger; nothing is deleted on the cluster.
     *
     * @param consent asked about what it holds, while nobody else can change that
     * @return whether it was given
     */
    public boolean retire(Owner owner, Predicate<LedgerEntry> consent) {
        entry(owner);
        try (Ledger.Lease lease = lease(ledger(owner))) {
            boolean given = consent.test(entry(owner));
            if (given) {
                lease.retire();
            }
            return given;
        }
    }

    /** Takes resources out of what this project and environment holds. */
    void forget(Collection<ResourceId> ids) {
        change(here(), entry -> {
            SortedMap<ResourceId, ManagedResource> managed = new TreeMap<>(entry.managed());
            managed.keySet().removeAll(ids);
            // A run that has lost its lease may still write down what it had sent before.
            return entry.withManaged(managed)
                    .withRunsEnded(workspace.invocation().clock().instant());
        });
    }

    /** Reads, changes and writes an entry while nobody else can. */
    private LedgerEntry change(Owner owner, UnaryOperator<LedgerEntry> change) {
        Ledger ledger = ledger(owner);
        try (Ledger.Lease lease = lease(ledger)) {
            LedgerEntry changed = change.apply(entry(owner));
            lease.record(changed);
            return changed;
        }
    }

    LedgerEntry entry(Owner owner) {
        return snapshot(ledger(owner))
                .mine()
                .orElseThrow(() ->
                        new KgitException.Invalid(Diagnostic.error("KG662", "the ledger holds nothing of " + owner)
                                .withHint("`kgit ledger` lists what there is")));
    }

    private Ledger ledger(Owner owner) {
        return connection.ledger(owner.project, owner.environment);
    }

    private static Ledger.Snapshot snapshot(Ledger ledger) {
        Ledger.Snapshot snapshot = ledger.read();
        if (!snapshot.available()) {
            throw nothingKnown(snapshot);
        }
        return snapshot;
    }

    /** Where there is no ledger to ask. */
    static KgitException nothingKnown(Ledger.Snapshot snapshot) {
        return new KgitException.Unavailable(
                Diagnostic.error("KG690", "nothing is known of former applies: " + snapshot.why())
                        .withHint(
                                snapshot.isOff()
                                        ? "take `ledger: off` out of environment.yaml, and apply: that writes it down from then on"
                                        : "grant the principal READ and DESCRIBE on the ledger's topic"));
    }

    private Ledger.Lease lease(Ledger ledger) {
        HostContext hostContext = workspace.invocation().hostContext();
        Ledger.Holder holder = new Ledger.Holder(hostContext.user(), hostContext.host(), workspace.head());
        return ledger.acquire(holder, Duration.ZERO, claim -> {})
                .orElseThrow(() -> new KgitException.Unavailable(
                        Diagnostic.error("KG652", "this principal may not write the ledger")
                                .withHint("grant it READ and WRITE on the ledger's topic")));
    }

    /** This project and environment. */
    Owner here() {
        return new Owner(
                workspace.environment().project(),
                workspace.environment().environment().name());
    }

    private @Nullable RepositoryIdentity root() {
        return RepositoryCheck.root(null, Optional.of(workspace).flatMap(Workspace::git));
    }

    @Override
    public void close() {
        try (workspace) {
            connection.close();
        }
    }
}
