package dev.kgit.workflow;

import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.git.Blame;
import dev.kgit.git.GitRepository;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.Glob;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.plan.Drift;
import dev.kgit.plan.DriftDetector;
import dev.kgit.plan.PlanInputs;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds drift: which commits declared what differs from what was applied last, and since when it is seen. */
public final class DriftWorkflow {

    private final Ledger ledger;
    private final Inputs inputs;
    private final PlanInputs planInputs;
    private final Optional<GitRepository> git;
    private final List<Diagnostic> remarks;
    private final Consumer<Diagnostic> listener;

    private DriftWorkflow(
            Workspace workspace,
            Ledger ledger,
            Inputs inputs,
            List<Diagnostic> remarks,
            Consumer<Diagnostic> listener) {
        this.ledger = ledger;
        this.inputs = inputs;
        this.git = workspace.git();
        this.remarks = remarks;
        this.listener = listener;
        this.planInputs = inputs.planInputs(
                new PlanInputs.Options(
                        false, looked(workspace.invocation(), inputs.snapshot().underWay()), Set.of()),
                List.of());
    }

    /**
     * What is looked for.
     *
     * @param nameUnmanaged whether what is live and not this project's is named, not only counted
     * @param remember whether the ledger is to note since when each difference is seen
     */
    public record Request(boolean nameUnmanaged, boolean remember, KnownDrift known) {}

    /**
     * What was found.
     *
     * @param lastApplied when the last apply was; null where that is not known
     * @param at when it was looked for
     */
    public record Found(Drift drift, @Nullable Instant lastApplied, Instant at) {}

    /** @param listener told what can't be known, as soon as that is clear */
    public static Found find(Invocation invocation, Request request, Consumer<Diagnostic> listener) {
        try (Workspace workspace = Workspace.open(invocation);
                PlatformConnection connection = PlatformConnection.open(workspace)) {
            Instant now = invocation.clock().instant().truncatedTo(ChronoUnit.SECONDS);
            DriftWorkflow run = read(workspace, connection, listener);
            Drift found = run.drift(request.nameUnmanaged(), now);
            Drift since = request.remember() ? run.remembered(found, now) : run.recalled(found);
            return new Found(request.known().over(since, now), run.lastApplied(), now);
        }
    }

    private static DriftWorkflow read(
            Workspace workspace, PlatformConnection connection, Consumer<Diagnostic> listener) {
        Inputs inputs = new InputReader(
                        workspace, connection, workspace.invocation().timings())
                .readComparable()
                .withoutForeignWorkers();
        // Where the ledger can't be read, nobody knows what was applied; that is told, and no typo.
        if (inputs.unreadLedger() == null) {
            UnknownTarget.refuse(workspace.invocation().targets(), inputs::knownIds, inputs.kinds());
        }
        List<Diagnostic> remarks =
                new ArrayList<>(new RevisionCheck(workspace.git(), workspace.states(), inputs).unknowns());
        remarks.addAll(workspace.states().unreadable());
        remarks.addAll(inputs.live().remarks());
        remarks.addAll(remarks(inputs.snapshot()));
        remarks.forEach(listener);
        return new DriftWorkflow(workspace, connection.ledger(), inputs, List.copyOf(remarks), listener);
    }

    /** What an apply is about that runs right now is not held against anything. */
    private static Predicate<ResourceId> looked(Invocation invocation, Set<ResourceId> underWay) {
        Predicate<ResourceId> targets = invocation.target();
        return id -> targets.test(id) && !underWay.contains(id);
    }

    private static List<Diagnostic> remarks(Ledger.Snapshot snapshot) {
        List<Diagnostic> remarks = new ArrayList<>();
        snapshot.claim()
                .ifPresent(claim -> remarks.add(Diagnostic.warning(
                                "KG761",
                                "an apply is running, by " + Identity.told(claim)
                                        + ": what it is about is passed over ("
                                        + snapshot.underWay().size() + " resources)")
                        .withHint("run drift again when it has ended")));
        if (snapshot.available() && snapshot.mine().isEmpty()) {
            remarks.add(Diagnostic.warning("KG762", "nothing was ever applied here: there is nothing to compare with")
                    .withHint("`kgit plan` compares with the files; the first apply writes down what was applied"));
        }
        return remarks;
    }

    private @Nullable Instant lastApplied() {
        return inputs.snapshot()
                .mine()
                .flatMap(LedgerEntry::lastRun)
                .map(LedgerRun::at)
                .orElse(null);
    }

    private Drift drift(boolean nameUnmanaged, Instant now) {
        Drift found = new DriftDetector(planInputs, applied(), acceptance(now))
                .find(nameUnmanaged)
                .saying(remarks);
        Drift drift = inputs.unreadLedger() == null ? found : found.without(inputs.unreadLedger());
        return git.map(history -> withOrigins(drift, history)).orElse(drift);
    }

    /** With since when each is seen, as far as the ledger remembers it. */
    private Drift recalled(Drift drift) {
        return memory().over(drift);
    }

    /** The same, and the ledger remembers from now on what is new. */
    private Drift remembered(Drift drift, Instant now) {
        DriftFirstSeen after = memory().after(drift, planInputs.options().target(), now);
        List<Diagnostic> why = new ArrayList<>();
        try {
            if (after.equals(memory()) || (inputs.snapshot().available() && ledger.remember(after.seen()))) {
                return after.over(drift);
            }
        } catch (KgitException notWritten) {
            // What was found is told all the same.
            why.addAll(notWritten.diagnostics());
        }
        why.add(Diagnostic.warning(
                        "KG760", "it is not remembered since when drift is seen: the ledger can't be written")
                .withHint("grant the principal WRITE on the ledger's topic, or keep the JSON of each run for --known"));
        why.forEach(listener);
        return recalled(drift).saying(why);
    }

    private DriftFirstSeen memory() {
        return new DriftFirstSeen(inputs.snapshot().seen());
    }

    private Revision applied() {
        return inputs.snapshot()
                .mine()
                .filter(entry -> inputs.applied().isKnown())
                .flatMap(LedgerEntry::lastWhole)
                .map(run -> new Revision(run.commit(), run.branch(), run.dirty()))
                .orElse(Revision.NONE);
    }

    /** With the commits that wrote the lines which are not honoured any more. */
    private static Drift withOrigins(Drift drift, GitRepository git) {
        String applied = drift.applied().commit();
        if (applied == null || git.commit(applied).isEmpty()) {
            return drift;
        }
        Blame origins = git.origins(applied);
        return drift.with(drift.items().stream()
                .map(item -> Optional.ofNullable(item.declaredAt())
                        .flatMap(place -> origins.of(place.file(), place.line()))
                        .map(item::declaredBy)
                        .orElse(item))
                .toList());
    }

    /** What environment.yaml says is known and accepted for a while. */
    private DriftDetector.Acceptance acceptance(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<Environment.IgnoredDrift> rules = inputs.desired().environment().ignoredDrift().stream()
                .filter(rule -> !rule.expires().isBefore(today))
                .toList();
        return (id, path) -> rules.stream()
                .anyMatch(rule -> Glob.matches(rule.id(), id.toString()) && Glob.matches(rule.path(), path));
    }
}
