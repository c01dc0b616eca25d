package dev.kgit.workflow;

import dev.kgit.cluster.LedgerRun;
import dev.kgit.diff.DeclarationChange;
import dev.kgit.git.Commit;
import dev.kgit.git.GitRepository;
import dev.kgit.manifest.ManifestRepository;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import dev.kgit.plan.ResourceHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Goes through the commits that changed desired-state files, and finds those that changed one resource. */
final class ResourceHistoryFinder {

    private static final String ENVIRONMENTS = "environments";

    private final Workspace workspace;
    private final GitRepository git;
    private final List<LedgerRun> runs;
    private final UnaryOperator<State> secrets;

    /** Where commits may differ in what they declare: grows as commits are read that name files elsewhere. */
    private final SortedSet<String> paths = new TreeSet<>(List.of(ManifestRepository.KGIT_YAML, ENVIRONMENTS));

    /** Commits whose files are not valid, so that nothing is known of what they say. */
    private final Set<String> invalid = new LinkedHashSet<>();

    private boolean isLimited;

    private final Map<String, Optional<State>> byCommit = new HashMap<>();

    /** What the files say, by what is in them: most commits differ from their parents in one file. */
    private final Map<String, Optional<State>> byContent = new HashMap<>();

    /**
     * @param runs of the ledger, newest first
     * @param secrets marks what must not be shown of what the files say
     */
    ResourceHistoryFinder(Workspace workspace, GitRepository git, List<LedgerRun> runs, UnaryOperator<State> secrets) {
        this.workspace = workspace;
        this.git = git;
        this.runs = runs;
        this.secrets = secrets;
    }

    /** @param max how many commits are looked at, from HEAD back */
    ResourceHistory of(ResourceId id, int max) {
        git.resolve("HEAD").ifPresent(this::state);
        List<ResourceHistory.Step> steps;
        int known;
        do {
            known = paths.size();
            steps = steps(id, max);
        } while (paths.size() > known);
        return new ResourceHistory(
                id,
                steps,
                runs.stream().filter(run -> run.changes().containsKey(id)).toList());
    }

    private List<ResourceHistory.Step> steps(ResourceId id, int max) {
        List<ResourceHistory.Step> steps = new ArrayList<>();
        // One more than is looked at tells whether there are more.
        List<Commit> commits = git.log(paths, max < Integer.MAX_VALUE ? max + 1 : max);
        isLimited = commits.size() > max;
        for (Commit commit : commits.subList(0, Math.min(max, commits.size()))) {
            DeclarationChange change = change(id, commit);
            if (change != null) {
                steps.add(new ResourceHistory.Step(
                        commit.hash(),
                        commit.time(),
                        commit.author(),
                        commit.subject(),
                        change,
                        firstApplied(commit.hash())));
            }
        }
        return steps;
    }

    /** What the commit says that none of its parents says: a merge tells only what is its own. */
    private @Nullable DeclarationChange change(ResourceId id, Commit commit) {
        Optional<State> now = state(commit.hash());
        if (now.isEmpty()) {
            invalid.add(commit.hash());
            return null;
        }
        Resource after = now.get().get(id);
        List<String> parents = git.parents(commit.hash());
        if (parents.isEmpty()) {
            return begun(after);
        }
        DeclarationChange change = null;
        for (String parent : parents) {
            Optional<State> before = nearestValid(parent);
            change = before.isEmpty()
                    ? begun(after)
                    : DeclarationChange.between(before.get().get(id), after);
            if (change == null) {
                return null;
            }
        }
        return change;
    }

    /** Where history is cut, what was before is not known, so nothing is known to have changed. */
    private @Nullable DeclarationChange begun(@Nullable Resource first) {
        return git.isShallow() ? null : DeclarationChange.between(null, first);
    }

    /** What the files said at the commit, or at the nearest one before it whose files are valid; empty where none are. */
    private Optional<State> nearestValid(String commit) {
        Optional<State> state = state(commit);
        for (String at = commit; state.isEmpty(); state = state(at)) {
            List<String> parents = git.parents(at);
            if (parents.isEmpty()) {
                return Optional.empty();
            }
            at = parents.get(0);
        }
        return state;
    }

    /** Commits that were passed over, newest first, as their files are not valid. */
    List<String> invalid() {
        return List.copyOf(invalid);
    }

    /** Whether there may be older commits that were not looked at. */
    boolean isLimited() {
        return isLimited;
    }

    private Optional<State> state(String commit) {
        Optional<State> known = byCommit.get(commit);
        if (known != null) {
            return known;
        }
        return byContent.computeIfAbsent(paths.size() + " " + git.fingerprint(commit, paths), files -> read(commit));
    }

    private Optional<State> read(String commit) {
        StateReader.Past past = workspace.states().pastAt(commit);
        git.places(commit, past.read().paths()).stream()
                .filter(path -> !path.startsWith(ENVIRONMENTS + "/"))
                .forEach(paths::add);
        Optional<State> state = past.desired().map(desired -> secrets.apply(desired.state()));
        byCommit.put(commit, state);
        return state;
    }

    private @Nullable LedgerRun firstApplied(String commit) {
        LedgerRun first = null;
        for (LedgerRun run : runs) {
            String applied = run.commit();
            if (run.isComplete() && applied != null && git.isAncestor(commit, applied)) {
                first = run;
            }
        }
        return first;
    }
}
