package dev.kgit.workflow;

import dev.kgit.apply.ApplyResult;
import dev.kgit.apply.Ownership;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerEntry.TakeOver;
import dev.kgit.cluster.LedgerEntry.UsedConsent;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.cluster.LedgerRun.Outcome;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.RunRecord;
import dev.kgit.git.GitRepository;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.plan.Plan;
import dev.kgit.plan.PlanInputs;
import dev.kgit.plan.ResourceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is written down about an apply, as it begins, goes on and ends: names and topic ids, never values. */
final class RunRecorder {

    private final Invocation invocation;
    private final Inputs inputs;
    private final PlanInputs planInputs;
    private final Optional<GitRepository> git;
    private final LedgerRun run;
    private final Ownership ownership;
    private boolean begun;

    /** @param planInputs which the plan was made in */
    RunRecorder(Invocation invocation, Inputs inputs, PlanInputs planInputs, Optional<GitRepository> git) {
        this.invocation = invocation;
        this.inputs = inputs;
        this.planInputs = planInputs;
        this.git = git;
        this.run = newRun();
        this.ownership = new Ownership(planInputs, run.id());
    }

    private LedgerRun newRun() {
        Revision revision = planInputs.revision();
        String commit = revision.commit();
        return new LedgerRun(
                UUID.randomUUID().toString(),
                invocation.clock().instant(),
                null,
                invocation.hostContext().user(),
                invocation.hostContext().host(),
                commit,
                commit == null
                        ? null
                        : git.flatMap(history -> history.ancestry().tree(commit))
                                .orElse(null),
                revision.branch(),
                revision.dirty(),
                null,
                new TreeMap<>());
    }

    private boolean isWhole() {
        return invocation.targets().isEmpty();
    }

    /** Whether the ledger does not say yet what is true, although nothing has to be changed on the cluster. */
    boolean outdated() {
        if (!inputs.desired().environment().ledger().isOn()) {
            return false;
        }
        Optional<LedgerEntry> mine = inputs.snapshot().mine();
        SortedMap<ResourceId, ManagedResource> now =
                ownership.after(ApplyResult.nothing(), inputs.live(), Set.of(), isWhole());
        if (mine.isEmpty()) {
            return isWhole() || !now.isEmpty();
        }
        return !incarnations(now).equals(incarnations(mine.get().managed())) || (isWhole() && isNews(mine.get()));
    }

    private boolean isNews(LedgerEntry entry) {
        Optional<LedgerRun> last = entry.lastRun().filter(LedgerRun::isWhole);
        Revision revision = inputs.revision();
        return last.isEmpty()
                || !Objects.equals(last.get().commit(), revision.commit())
                || last.get().dirty() != revision.dirty()
                || (entry.root() == null && git.isPresent());
    }

    private static SortedMap<ResourceId, String> incarnations(SortedMap<ResourceId, ManagedResource> managed) {
        SortedMap<ResourceId, String> incarnations = new TreeMap<>();
        managed.forEach((id, resource) -> incarnations.put(id, resource.status() + " " + resource.incarnation()));
        return incarnations;
    }

    /** Whether it stands in the ledger that there is this run. */
    boolean hasBegun() {
        return begun;
    }

    /**
     * Says how far the run is, before more is sent.
     *
     * @param wave what may have been sent by the time that nobody can tell any more
     */
    void goesOn(ApplyLease lease, Plan plan, ApplyResult applied, List<ResourceChange> wave) {
        note(lease, plan, applied, run.with(changes(applied)), wave);
        begun = true;
    }

    private void note(ApplyLease lease, Plan plan, ApplyResult applied, LedgerRun how, List<ResourceChange> wave) {
        SortedMap<ResourceId, String> planned = new TreeMap<>();
        plan.changes()
                .forEach(change -> planned.put(change.id(), change.changeType().label()));
        SortedMap<ResourceId, ManagedResource> managed = ownership.pending(wave.stream());
        managed.putAll(ownership.ofChanges(applied));
        lease.note(new RunRecord(how, planned, managed, ownership.gone(applied), used(applied), takenNow(managed)));
    }

    /**
     * Says how the run has ended. Where the lease is lost that stands beside what others have written.
     *
     * @param blocked what was to be changed and was not touched
     */
    void ended(
            ApplyLease lease,
            Plan plan,
            ApplyResult applied,
            LiveState after,
            Outcome outcome,
            Set<ResourceId> blocked) {
        LedgerRun over = run.ended(invocation.clock().instant(), outcome, changes(applied));
        if (!lease.isHeld()) {
            note(lease, plan, applied, over, List.of());
            throw ApplyLease.lost();
        }
        LedgerEntry before =
                inputs.snapshot().mine().orElseGet(() -> LedgerEntry.none(plan.project(), plan.environment()));
        SortedMap<ResourceId, ManagedResource> managed =
                ownership.after(applied, after, blocked, outcome == Outcome.COMPLETE);
        List<LedgerRun> runs = new ArrayList<>(List.of(over));
        runs.addAll(before.runs());
        lease.record(new LedgerEntry(
                plan.project(),
                plan.environment(),
                RepositoryCheck.root(before.root(), git),
                managed,
                consents(before, applied),
                takenOver(before, managed),
                runs));
    }

    /** How a run has ended in which nothing stopped it. */
    Outcome outcome(boolean complete) {
        return !complete ? Outcome.INCOMPLETE : isWhole() ? Outcome.COMPLETE : Outcome.PARTIAL;
    }

    private static SortedMap<ResourceId, String> changes(ApplyResult applied) {
        SortedMap<ResourceId, String> changes = new TreeMap<>();
        applied.done()
                .forEach(change -> changes.put(change.id(), change.changeType().label()));
        return changes;
    }

    /**
     * Which consents the run has used: those that opened a guard, and of what it deleted all that stood there for it. Used is
     * used for good, since lines may come back by an older commit.
     */
    private static SortedMap<ResourceId, SortedSet<String>> used(ApplyResult applied) {
        SortedMap<ResourceId, SortedSet<String>> used = new TreeMap<>();
        applied.done().forEach(change -> {
            if (!change.consents().isEmpty()) {
                used.put(change.id(), change.consents());
            }
        });
        return used;
    }

    private SortedMap<ResourceId, SortedMap<String, UsedConsent>> consents(LedgerEntry before, ApplyResult applied) {
        SortedMap<ResourceId, SortedMap<String, UsedConsent>> consents = new TreeMap<>(before.consents());
        used(applied)
                .forEach((id, names) -> names.forEach(
                        name -> LedgerEntry.used(consents, id, name, new UsedConsent(run.commit(), run.dirty()))));
        return consents;
    }

    /**
     * What others had until this run or an earlier one, and would have again where nobody said so. What was taken by a run that
     * turns out to have sent nothing was not taken.
     */
    private SortedMap<ResourceId, List<TakeOver>> takenOver(
            LedgerEntry before, SortedMap<ResourceId, ManagedResource> managed) {
        SortedMap<ResourceId, List<TakeOver>> taken = new TreeMap<>();
        before.takenOver().forEach((id, overs) -> {
            ManagedResource was = before.managed().get(id);
            boolean neverCame = was != null && was.isPending() && !managed.containsKey(id);
            List<@Nullable String> runs = othersRuns(id);
            List<TakeOver> still =
                    overs.stream().filter(over -> runs.contains(over.run())).toList();
            if (!neverCame && !still.isEmpty()) {
                taken.put(id, still);
            }
        });
        taken.putAll(takenNow(managed));
        return taken;
    }

    /** From all that list it, since one that has lost it may not have said so yet. */
    private SortedMap<ResourceId, List<TakeOver>> takenNow(SortedMap<ResourceId, ManagedResource> managed) {
        SortedMap<ResourceId, List<TakeOver>> taken = new TreeMap<>();
        inputs.snapshot()
                .others()
                .forEach(other -> other.managed().forEach((id, theirs) -> {
                    if (managed.containsKey(id) && !inputs.applied().managed().containsKey(id)) {
                        taken.computeIfAbsent(id, none -> new ArrayList<>())
                                .add(new TakeOver(other.owner(), theirs.run()));
                    }
                }));
        return taken;
    }

    /** By which runs others have it. */
    private List<@Nullable String> othersRuns(ResourceId id) {
        List<@Nullable String> runs = new ArrayList<>();
        inputs.snapshot().others().forEach(other -> {
            ManagedResource theirs = other.managed().get(id);
            if (theirs != null) {
                runs.add(theirs.run());
            }
        });
        return runs;
    }
}
