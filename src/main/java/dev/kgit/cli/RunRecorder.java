package dev.kgit.cli;

import dev.kgit.apply.Applied;
import dev.kgit.apply.Ownership;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerEntry.TakeOver;
import dev.kgit.cluster.LedgerEntry.UsedConsent;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.cluster.LedgerRun.Outcome;
import dev.kgit.cluster.Live;
import dev.kgit.cluster.RunRecord;
import dev.kgit.diff.Verb;
import dev.kgit.git.GitHistory;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.plan.Change;
import dev.kgit.plan.Plan;
import dev.kgit.plan.Situation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is written down about an apply, as it begins, goes on and ends: names and topic ids, never values. */
final class RunRecorder {

    private final Kgit kgit;
    private final Gathered gathered;
    private final Situation situation;
    private final Optional<GitHistory> git;
    private final LedgerRun run;
    private final Ownership ownership;

    /** @param situation which the plan was made in */
    RunRecorder(Kgit kgit, Gathered gathered, Situation situation, Optional<GitHistory> git) {
        this.kgit = kgit;
        this.gathered = gathered;
        this.situation = situation;
        this.git = git;
        this.run = newRun();
        this.ownership = new Ownership(situation, run.id());
    }

    private LedgerRun newRun() {
        Revision revision = situation.revision();
        String commit = revision.commit();
        return new LedgerRun(
                UUID.randomUUID().toString(),
                kgit.console.clock().instant(),
                null,
                Identity.user(kgit.console),
                Identity.host(kgit.console),
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
        return kgit.targets.isEmpty();
    }

    /** Whether the ledger does not say yet what is true, although nothing has to be changed on the cluster. */
    boolean outdated() {
        if (!gathered.desired().environment().ledger().isOn()) {
            return false;
        }
        Optional<LedgerEntry> mine = gathered.book().mine();
        SortedMap<ResourceId, ManagedResource> now =
                ownership.after(Applied.nothing(), gathered.live(), Set.of(), isWhole());
        if (mine.isEmpty()) {
            return isWhole() || !now.isEmpty();
        }
        return !incarnations(now).equals(incarnations(mine.get().managed())) || (isWhole() && isNews(mine.get()));
    }

    private boolean isNews(LedgerEntry entry) {
        Optional<LedgerRun> last = entry.lastRun().filter(LedgerRun::isWhole);
        Revision revision = gathered.revision();
        return last.isEmpty()
                || !Objects.equals(last.get().commit(), revision.commit())
                || last.get().dirty() != revision.dirty()
                || (entry.root() == null && git.isPresent());
    }

    private static SortedMap<ResourceId, String> incarnations(SortedMap<ResourceId, ManagedResource> managed) {
        SortedMap<ResourceId, String> incarnations = new TreeMap<>();
        managed.forEach((id, resource) -> incarnations.put(id, resource.status() + " " + resource.topicId()));
        return incarnations;
    }

    /** Says that the run has begun and what it is about, before anything is sent. */
    void begun(Lease lease, Plan plan) {
        note(lease, plan, Applied.nothing(), run);
    }

    /** Says how far it is. */
    void wentOn(Lease lease, Plan plan, Applied applied) {
        note(lease, plan, applied, run.with(changes(applied)));
    }

    private void note(Lease lease, Plan plan, Applied applied, LedgerRun how) {
        SortedMap<ResourceId, String> planned = new TreeMap<>();
        plan.changes()
                .forEach(change -> planned.put(change.id(), change.action().word()));
        Set<ResourceId> decided = Stream.of(
                        applied.done(),
                        applied.failed().keySet(),
                        applied.skipped().keySet())
                .flatMap(changes -> changes.stream())
                .map(Change::id)
                .collect(Collectors.toSet());
        SortedMap<ResourceId, ManagedResource> managed = how.hasEnded()
                ? new TreeMap<>()
                : ownership.pending(plan.changes().stream().filter(change -> !decided.contains(change.id())));
        managed.putAll(ownership.ofChanges(applied));
        TreeSet<ResourceId> deleted = applied.done().stream()
                .filter(change -> change.action() == Verb.DELETE)
                .map(Change::id)
                .collect(Collectors.toCollection(TreeSet::new));
        lease.note(new RunRecord(how, planned, managed, deleted));
    }

    /**
     * Says how the run has ended. Where the lease is lost that stands beside what others have written.
     *
     * @param blocked what was to be changed and was not touched
     */
    void ended(Lease lease, Plan plan, Applied applied, Live after, Outcome outcome, Set<ResourceId> blocked) {
        LedgerRun over = run.ended(kgit.console.clock().instant(), outcome, changes(applied));
        if (!lease.held()) {
            note(lease, plan, applied, over);
            throw Lease.lost();
        }
        LedgerEntry before =
                gathered.book().mine().orElseGet(() -> LedgerEntry.none(plan.project(), plan.environment()));
        SortedMap<ResourceId, ManagedResource> managed =
                ownership.after(applied, after, blocked, outcome == Outcome.COMPLETE);
        List<LedgerRun> runs = new ArrayList<>(List.of(over));
        runs.addAll(before.runs());
        lease.record(new LedgerEntry(
                plan.project(),
                plan.environment(),
                RepositoryCheck.root(before.root(), git),
                managed,
                consents(before, applied, managed),
                takenOver(before, managed),
                runs));
    }

    /** How a run has ended in which nothing stopped it. */
    Outcome outcome(boolean complete) {
        return !complete ? Outcome.INCOMPLETE : isWhole() ? Outcome.COMPLETE : Outcome.PARTIAL;
    }

    private static SortedMap<ResourceId, String> changes(Applied applied) {
        SortedMap<ResourceId, String> changes = new TreeMap<>();
        applied.done()
                .forEach(change -> changes.put(change.id(), change.action().word()));
        return changes;
    }

    /** What was used is used for as long as the resource is declared or managed. */
    private SortedMap<ResourceId, SortedMap<String, UsedConsent>> consents(
            LedgerEntry before, Applied applied, SortedMap<ResourceId, ManagedResource> managed) {
        SortedMap<ResourceId, SortedMap<String, UsedConsent>> consents = new TreeMap<>(before.consents());
        applied.done()
                .forEach(change -> change.consents().forEach(consent -> {
                    SortedMap<String, UsedConsent> its =
                            new TreeMap<>(consents.getOrDefault(change.id(), new TreeMap<>()));
                    its.put(consent, new UsedConsent(run.commit(), run.dirty()));
                    consents.put(change.id(), its);
                }));
        consents.keySet()
                .removeIf(id ->
                        !managed.containsKey(id) && situation.desired().state().get(id) == null);
        return consents;
    }

    /** What others had until this run. */
    private SortedMap<ResourceId, TakeOver> takenOver(
            LedgerEntry before, SortedMap<ResourceId, ManagedResource> managed) {
        SortedMap<ResourceId, TakeOver> taken = new TreeMap<>(before.takenOver());
        taken.keySet().retainAll(managed.keySet());
        Instant now = kgit.console.clock().instant();
        gathered.owners().forEach((id, owner) -> {
            if (managed.containsKey(id) && !gathered.applied().managed().containsKey(id)) {
                taken.put(id, new TakeOver(owner, now));
            }
        });
        return taken;
    }
}
