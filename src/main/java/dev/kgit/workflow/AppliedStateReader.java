package dev.kgit.workflow;

import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.diff.AppliedState;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ManagedResource.Status;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.model.State;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was applied last: each resource by the files of the commit that the ledger names for it. */
final class AppliedStateReader {

    /** Of how many commits files are read: what is left over from more of them is not known. */
    private static final int MOST_COMMITS = 20;

    private final Workspace workspace;
    private final Ledger.Snapshot snapshot;
    private final DesiredState desired;
    private final Revision revision;
    private final Map<String, Optional<State>> states = new HashMap<>();

    AppliedStateReader(Workspace workspace, Ledger.Snapshot snapshot, DesiredState desired, Revision revision) {
        this.workspace = workspace;
        this.snapshot = snapshot;
        this.desired = desired;
        this.revision = revision;
    }

    AppliedState read() {
        if (!snapshot.available()) {
            return AppliedState.unknown(String.valueOf(snapshot.why()));
        }
        Optional<LedgerEntry> entry = snapshot.mine();
        if (workspace.git().isEmpty()) {
            String reason = "this repository is not in Git";
            return new AppliedState(entry.map(this::managed).orElseGet(TreeMap::new), State.EMPTY, Map.of(), reason);
        }
        return entry.map(this::read).orElseGet(AppliedState::never);
    }

    private AppliedState read(LedgerEntry entry) {
        SortedMap<ResourceId, ManagedResource> managed = managed(entry);
        Set<String> readable = commits(managed);
        SortedMap<ResourceId, Resource> declared = new TreeMap<>();
        Map<ResourceId, String> unknown = new HashMap<>();
        managed.forEach((id, resource) -> {
            String reason = reason(resource, readable);
            if (reason != null) {
                unknown.put(id, reason);
                return;
            }
            String commit = String.valueOf(resource.commit());
            Resource said = state(commit).map(state -> state.get(id)).orElse(null);
            if (said == null) {
                unknown.put(id, notSaid(commit));
            } else {
                declared.put(id, said);
            }
        });
        entry.managed().keySet().forEach(id -> {
            if (!managed.containsKey(id)) {
                unknown.put(id, "another project has it now");
            }
        });
        absent(entry).forEach((id, resource) -> {
            if (!managed.containsKey(id)) {
                declared.put(id, resource);
            }
        });
        return new AppliedState(managed, new State(declared), unknown, null);
    }

    /** Why the commit of a resource does not say what was applied; null where it does. */
    private @Nullable String reason(ManagedResource resource, Set<String> readable) {
        String commit = resource.commit();
        if (commit == null) {
            return "it was applied from outside of Git";
        }
        if (resource.dirty()) {
            return "it was applied from commit " + Revision.shortCommit(commit) + " and changes that are not in it";
        }
        return readable.contains(commit) ? null : "commit " + Revision.shortCommit(commit) + " was not read";
    }

    private String notSaid(String commit) {
        String named = "commit " + Revision.shortCommit(commit) + ", which the ledger names for it, ";
        if (state(commit).isPresent()) {
            return named + "does not declare it";
        }
        Optional<Diagnostic> invalid = workspace.states().invalid(commit);
        if (invalid.isPresent()) {
            Place place = invalid.get().place();
            return named + "has files that are not valid any more (" + (place == null ? "" : place + ": ")
                    + invalid.get().code() + ": " + invalid.get().message() + ")";
        }
        boolean here = workspace.git().orElseThrow().ancestry().has(commit);
        return named + (here ? "has no readable files for this environment here" : "is not in this clone");
    }

    /** The commits that are read: those of most resources, and none for what is left alone anyway. */
    private Set<String> commits(SortedMap<ResourceId, ManagedResource> managed) {
        boolean prune = desired.environment().prune();
        Set<ResourceId> declared = desired.state().idsWithFormer();
        Map<String, Long> uses = managed.entrySet().stream()
                .filter(entry -> declared.contains(entry.getKey()) || isLeftOver(entry.getValue(), prune))
                .map(entry -> entry.getValue().commit())
                .flatMap(Stream::ofNullable)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        if (uses.size() <= MOST_COMMITS) {
            return uses.keySet();
        }
        return uses.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_COMMITS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Whether what is declared no longer may still have to be deleted. */
    private static boolean isLeftOver(ManagedResource resource, boolean prune) {
        return resource.status() != Status.LEFT && (resource.status() != Status.WITHDRAWN || prune);
    }

    /** What the last commit that was applied as a whole declares as absent. */
    private SortedMap<ResourceId, Resource> absent(LedgerEntry entry) {
        SortedMap<ResourceId, Resource> absent = new TreeMap<>();
        String commit = entry.lastWhole()
                .filter(run -> !run.dirty())
                .map(LedgerRun::commit)
                .orElse(null);
        if (commit != null) {
            state(commit)
                    .ifPresent(state -> state.resources().forEach((id, resource) -> {
                        if (resource.lifecycle().absent()) {
                            absent.put(id, resource);
                        }
                    }));
        }
        return absent;
    }

    /** What the files of a commit say; empty where this clone does not have them. */
    Optional<State> state(String commit) {
        return states.computeIfAbsent(
                commit,
                hash -> hash.equals(revision.commit()) && !revision.dirty()
                        ? Optional.of(desired.state())
                        : workspace.states().desiredAt(hash).map(DesiredState::state));
    }

    /** What this project manages, without what others have taken over, or have while it is declared here no longer. */
    private SortedMap<ResourceId, ManagedResource> managed(LedgerEntry entry) {
        SortedMap<ResourceId, ManagedResource> managed = new TreeMap<>(entry.managed());
        if (!snapshot.others().isEmpty()) {
            Set<ResourceId> theirs = ResourceOwners.settled(snapshot);
            managed.keySet()
                    .removeIf(id -> theirs.contains(id) && desired.state().get(id) == null);
            managed.keySet().removeIf(id -> snapshot.others().stream().anyMatch(other -> other.hasTaken(id, entry)));
        }
        return managed;
    }
}
