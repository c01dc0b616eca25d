package dev.kgit.cluster;

import dev.kgit.model.ManagedResource;
import dev.kgit.model.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger holds of one project and environment.
 *
 * @param root which repository it belongs to; null where that is not known
 * @param managed what the project manages
 * @param consents the last commit under whose consent a resource was changed, by resource and consent
 * @param takenOver what this project took over from others
 * @param runs newest first, bounded; all since the last whole one that were of different commits
 */
public record LedgerEntry(
        String project,
        String environment,
        @Nullable RepositoryIdentity root,
        SortedMap<ResourceId, ManagedResource> managed,
        SortedMap<ResourceId, SortedMap<String, UsedConsent>> consents,
        SortedMap<ResourceId, List<TakeOver>> takenOver,
        List<LedgerRun> runs) {

    /** How many runs are kept in any case, and how many of different commits since the last whole one. */
    public static final int RUNS = 50;

    private static final int OPEN_RUNS = 500;

    /**
     * A consent that was used.
     *
     * @param commit which held it; null outside of Git
     * @param dirty the working tree differed from the commit
     */
    public record UsedConsent(@Nullable String commit, boolean dirty) {}

    /**
     * Something that another project had until then, or still listed. The other one has it no longer as long as its entry names the same
     * run for it: a take-over back is a later run.
     *
     * @param run by which the other one had it; null where its entry does not say
     */
    public record TakeOver(String from, @Nullable String run) {}

    public LedgerEntry {
        managed = Collections.unmodifiableSortedMap(managed);
        consents = Collections.unmodifiableSortedMap(consents);
        takenOver = Collections.unmodifiableSortedMap(takenOver);
        runs = List.copyOf(runs);
    }

    /** Nothing was applied yet. */
    public static LedgerEntry none(String project, String environment) {
        return new LedgerEntry(
                project, environment, null, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of());
    }

    /** {@code project/environment}. */
    public String owner() {
        return project + "/" + environment;
    }

    /** The newest run. */
    public Optional<LedgerRun> lastRun() {
        return runs.stream().findFirst();
    }

    /** The newest run that applied the whole of its commit. */
    public Optional<LedgerRun> lastWhole() {
        return runs.stream().filter(LedgerRun::isWhole).findFirst();
    }

    /** The last whole run and all that came after it, newest first: a commit that is applied next has to have them all. */
    public List<LedgerRun> sinceLastWhole() {
        List<LedgerRun> since = new ArrayList<>();
        for (LedgerRun run : runs) {
            since.add(run);
            if (run.isWhole()) {
                break;
            }
        }
        return since;
    }

    /** Runs that have not said that they ended: they run, or they died. */
    public List<LedgerRun> open() {
        return runs.stream().filter(run -> !run.hasEnded()).toList();
    }

    /** Whether this project took it from the one whose entry that is, and that one has not taken it back since. */
    public boolean hasTaken(ResourceId id, LedgerEntry other) {
        List<TakeOver> overs = takenOver.getOrDefault(id, List.of());
        ManagedResource theirs = overs.isEmpty() ? null : other.managed().get(id);
        return theirs != null
                && overs.stream()
                        .anyMatch(over -> Objects.equals(over.run(), theirs.run())
                                && (over.run() != null || over.from().equals(other.owner())));
    }

    public LedgerEntry withManaged(SortedMap<ResourceId, ManagedResource> other) {
        return new LedgerEntry(project, environment, root, other, consents, takenOver, runs);
    }

    public LedgerEntry withRuns(List<LedgerRun> other) {
        return new LedgerEntry(project, environment, root, managed, consents, takenOver, other);
    }

    /**
     * The same entry, where runs that have not said that they ended count as ended: whatever they still say of themselves
     * changes nothing any more.
     */
    public LedgerEntry withRunsEnded(Instant now) {
        return withRuns(runs.stream()
                .map(run -> run.hasEnded() ? run : run.ended(now, LedgerRun.Outcome.INCOMPLETE, run.changes()))
                .toList());
    }

    /** The same entry with what a run has said of itself. */
    public LedgerEntry with(RunRecord record) {
        LedgerRun run = record.run();
        LedgerRun known = runs.stream()
                .filter(other -> other.id().equals(run.id()))
                .findFirst()
                .orElse(null);
        if (known != null && known.hasEnded()) {
            return this;
        }
        List<LedgerRun> all = new ArrayList<>(runs);
        all.removeIf(other -> other.id().equals(run.id()));
        all.add(run);
        all.sort(Comparator.comparing(LedgerRun::begun).reversed());
        Map<String, Instant> begun = new HashMap<>();
        all.forEach(other -> begun.put(other.id(), other.begun()));
        SortedMap<ResourceId, ManagedResource> merged = new TreeMap<>(managed);
        record.managed().forEach((id, resource) -> {
            ManagedResource before = merged.get(id);
            boolean newer = before == null || !isAfter(before, run, begun);
            if (newer) {
                boolean created = "create".equals(record.planned().get(id));
                if (before != null && resource.isPending() && !created) {
                    merged.put(id, before.unconfirmed());
                } else {
                    merged.put(id, resource);
                }
            }
        });
        record.deleted().forEach(id -> {
            ManagedResource before = merged.get(id);
            if (before != null && !isAfter(before, run, begun)) {
                merged.remove(id);
            }
        });
        SortedMap<ResourceId, List<TakeOver>> taken = new TreeMap<>(takenOver);
        record.takenOver().forEach((id, over) -> {
            if (merged.containsKey(id)) {
                taken.put(id, over);
            }
        });
        return new LedgerEntry(project, environment, root, merged, withUsed(record), taken, all);
    }

    /** What a run used that has ended; one that died uses nothing up. */
    private SortedMap<ResourceId, SortedMap<String, UsedConsent>> withUsed(RunRecord record) {
        if (!record.run().hasEnded()) {
            return consents;
        }
        SortedMap<ResourceId, SortedMap<String, UsedConsent>> used = new TreeMap<>(consents);
        record.consents()
                .forEach((id, names) -> names.forEach(name -> used(
                        used,
                        id,
                        name,
                        new UsedConsent(record.run().commit(), record.run().dirty()))));
        return used;
    }

    /** Adds a consent that was used to those that are known. */
    public static void used(
            SortedMap<ResourceId, SortedMap<String, UsedConsent>> consents,
            ResourceId id,
            String consent,
            UsedConsent where) {
        SortedMap<String, UsedConsent> its = new TreeMap<>(consents.getOrDefault(id, new TreeMap<>()));
        its.put(consent, where);
        consents.put(id, its);
    }

    private static boolean isAfter(ManagedResource resource, LedgerRun run, Map<String, Instant> begun) {
        String by = resource.run();
        Instant when = by == null ? null : begun.get(by);
        return when != null && when.isAfter(run.begun());
    }

    /** The same entry with no more runs than are of use. */
    public LedgerEntry bounded() {
        List<LedgerRun> kept = new ArrayList<>();
        Set<String> commits = new HashSet<>();
        boolean open = true;
        for (LedgerRun run : runs) {
            String commit = run.commit();
            boolean another = commit != null && commits.add(commit);
            if (kept.size() < RUNS || (open && (another || run.isWhole()) && kept.size() < OPEN_RUNS)) {
                kept.add(run);
            }
            open = open && !run.isWhole();
        }
        return withRuns(kept);
    }

    /** The same entry, where long lists of changes are left out of all but the newest runs. */
    public LedgerEntry withoutOldChanges(int whole) {
        List<LedgerRun> shorter = new ArrayList<>();
        for (LedgerRun run : runs) {
            shorter.add(shorter.size() < whole ? run : run.with(new TreeMap<>()));
        }
        return withRuns(shorter);
    }
}
