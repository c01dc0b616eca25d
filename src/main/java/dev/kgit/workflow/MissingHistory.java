package dev.kgit.workflow;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.AppliedState;
import dev.kgit.git.GitRepository;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Resources of which no commit here says how they were applied, and what to do about it. */
final class MissingHistory {

    private final Optional<GitRepository> git;
    private final StateReader states;
    private final Inputs inputs;

    MissingHistory(Optional<GitRepository> git, StateReader states, Inputs inputs) {
        this.git = git;
        this.states = states;
        this.inputs = inputs;
    }

    /**
     * The same without them, for drift: they can't be compared, so they are neither as they were applied nor otherwise. What
     * was applied from files that are in no commit is compared with the files as they are.
     */
    Inputs leftOut() {
        Set<ResourceId> unread = inputs.live().readFailures().stream()
                .map(LiveState.ReadFailure::id)
                .collect(Collectors.toSet());
        List<LiveState.ReadFailure> readFailures = new ArrayList<>();
        AppliedState applied = inputs.applied();
        new TreeSet<>(applied.unknown().keySet()).forEach(id -> {
            ManagedResource managed = applied.managed().get(id);
            if (managed != null && !unread.contains(id) && isLeftOut(id, managed)) {
                readFailures.add(new LiveState.ReadFailure(
                        id, readFailure(id, String.valueOf(applied.unknown().get(id)))));
            }
        });
        applied.declared().resources().forEach((id, declared) -> {
            List<String> paths = unset(declared);
            if (!paths.isEmpty() && applied.managed().containsKey(id) && !unread.contains(id)) {
                readFailures.add(new LiveState.ReadFailure(id, unset(id, paths)));
            }
        });
        Set<ResourceId> out =
                readFailures.stream().map(LiveState.ReadFailure::id).collect(Collectors.toSet());
        return inputs.with(inputs.live().without(out).with(readFailures));
    }

    /** Fields whose value came from a variable that is not set here; where values are masked, not to know one says nothing. */
    private List<String> unset(Resource declared) {
        return inputs.kinds().of(declared.id()).hasTypedSecrets()
                ? List.of()
                : declared.fields().entrySet().stream()
                        .filter(field -> field.getValue().isUnknown())
                        .map(Map.Entry::getKey)
                        .toList();
    }

    private static Diagnostic unset(ResourceId id, List<String> paths) {
        return Diagnostic.warning(
                        "KG611",
                        "not compared: " + String.join(", ", paths)
                                + " came from an environment variable that is not set here")
                .withHint("set the variable as the job does that applies, or apply once more")
                .withSubject(id);
    }

    private boolean isLeftOut(ResourceId id, ManagedResource managed) {
        boolean inFiles = managed.dirty() || managed.commit() == null;
        return managed.isLookedAfter() && (!inFiles || inputs.desired().state().get(id) == null);
    }

    private Diagnostic readFailure(ResourceId id, String reason) {
        return Diagnostic.warning("KG611", "not compared: what was applied last of it can't be known, since " + reason)
                .withHint(hint(id))
                .withSubject(id);
    }

    /** What to do so that it is known of this resource. */
    String hint(ResourceId id) {
        ManagedResource managed = inputs.applied().managed().get(id);
        String commit = managed == null || managed.dirty() ? null : managed.commit();
        return commit == null ? "apply once from a commit: it is written down for later" : hint(commit);
    }

    private String hint(String commit) {
        if (states.invalid(commit).isPresent()) {
            return "another version of kgit took them, or a file that they name is another one now: apply once as a whole, before"
                    + " anything is taken out of the files";
        }
        if (isHere(commit)) {
            return "where the folder or environment was moved or renamed, apply once as a whole after that, before anything is"
                    + " taken out of the files";
        }
        return isCut()
                ? "fetch the rest with `git fetch --unshallow` (fetch-depth: 0 in CI)"
                : "fetch the branch that it was applied from, or apply once as a whole";
    }

    private boolean isHere(String commit) {
        return git.isPresent() && git.get().ancestry().has(commit);
    }

    private boolean isCut() {
        return git.isPresent() && git.get().ancestry().isCut();
    }
}
