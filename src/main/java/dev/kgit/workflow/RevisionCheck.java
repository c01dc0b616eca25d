package dev.kgit.workflow;

import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.git.GitRepository;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How what is looked at stands to what was applied last, as far as Git and the ledger know; and what they don't know. */
final class RevisionCheck {

    private static final String SO = ": causes are unknown and nothing is pruned";

    private final Optional<GitRepository> git;
    private final StateReader states;
    private final Inputs inputs;

    RevisionCheck(Optional<GitRepository> git, StateReader states, Inputs inputs) {
        this.git = git;
        this.states = states;
        this.inputs = inputs;
    }

    /**
     * What is to be said.
     *
     * @param applying whether the plan is applied at once
     * @param allowBehind whether a commit that lacks what was applied last is told but not refused
     */
    List<Diagnostic> remarks(boolean applying, boolean allowBehind) {
        List<Diagnostic> remarks = new ArrayList<>(inputs.snapshot().warnings());
        Optional<LedgerEntry> entry = inputs.snapshot().mine();
        if (!inputs.snapshot().available()) {
            noLedger().ifPresent(remarks::add);
        } else if (git.isEmpty()) {
            remarks.add(Diagnostic.info("KG612", "this repository is not in Git" + SO));
        } else {
            Optional<Diagnostic> outside = entry.flatMap(LedgerEntry::lastWhole).flatMap(RevisionCheck::notFromACommit);
            outside.ifPresent(remarks::add);
            inputs.lacking().map(run -> lacking(run, applying, allowBehind)).ifPresent(remarks::add);
            if (outside.isEmpty()) {
                remarks.addAll(unknown());
            }
            entry.flatMap(this::unfinished).ifPresent(remarks::add);
        }
        entry.ifPresent(known -> letGo(known).ifPresent(remarks::add));
        return remarks;
    }

    private static Optional<Diagnostic> notFromACommit(LedgerRun whole) {
        String commit = whole.commit();
        return commit != null && !whole.dirty()
                ? Optional.empty()
                : Optional.of(Diagnostic.info(
                        "KG612",
                        "the last apply was not from a commit alone"
                                + (commit == null ? "" : ", but from " + Revision.shortCommit(commit) + " and changes")
                                + SO));
    }

    /** What is declared and of which it can't be known what was applied, by the reason for it. */
    private List<Diagnostic> unknown() {
        SortedMap<String, TreeSet<ResourceId>> byReason = new TreeMap<>();
        inputs.applied().unknown().forEach((id, reason) -> {
            boolean told = inputs.others().containsKey(id);
            if (inputs.desired().state().get(id) != null && !told) {
                byReason.computeIfAbsent(reason, none -> new TreeSet<>()).add(id);
            }
        });
        List<Diagnostic> told = new ArrayList<>();
        byReason.forEach((reason, ids) -> told.add(Diagnostic.warning(
                        "KG611",
                        "what was applied last of " + ids.first()
                                + (ids.size() == 1 ? "" : " and " + (ids.size() - 1) + " more")
                                + " can't be known, since " + reason + SO)
                .withHint(new MissingHistory(git, states, inputs).hint(ids.first()))));
        return told;
    }

    /** A run since the last whole one that has not said how it ended. */
    private Optional<Diagnostic> unfinished(LedgerEntry entry) {
        String how = inputs.snapshot().claim().isPresent()
                ? " has not said how it ended: it is running, or it died"
                : " has not said how it ended, and does not hold the apply lock any more: it died";
        return entry.sinceLastWhole().stream()
                .filter(run -> !run.hasEnded())
                .findFirst()
                .map(run -> Diagnostic.info(
                                "KG616",
                                "the apply that " + run.by() + " on " + run.host() + " began at " + run.begun() + how)
                        .withHint("`kgit history` shows it; running apply again goes on from there"));
    }

    private Diagnostic lacking(MissingRun run, boolean applying, boolean allowBehind) {
        String commit = Revision.shortCommit(run.commit());
        if (run.isCertain()) {
            String message = "this commit lacks what was applied (" + commit + ")";
            return allowBehind
                    ? Diagnostic.warning("KG610", message + ": its plan takes that back, and nothing is pruned")
                    : Diagnostic.error("KG610", message + ": its plan would take that back")
                            .withHint("fetch, merge or rebase onto it, or say --allow-behind");
        }
        String message =
                "whether this commit has all that was applied can't be told: this clone's history is cut, and commit "
                        + commit
                        + (isHere(run.commit()) ? " is here without what led to it" : " is not in it");
        boolean refused = applying && !allowBehind;
        return (refused
                        ? Diagnostic.error("KG611", message)
                        : Diagnostic.warning(
                                "KG611", message + (allowBehind ? "; nothing is pruned" : ": apply would refuse")))
                .withHint("fetch the rest with `git fetch --unshallow` (fetch-depth: 0 in CI), or say --allow-behind");
    }

    private boolean isHere(String commit) {
        return git.isPresent() && git.get().ancestry().has(commit);
    }

    /**
     * What is not known as a whole, for drift: being behind is nothing to it, and what it can't compare it names itself.
     */
    List<Diagnostic> unknowns() {
        List<Diagnostic> unknowns = new ArrayList<>(inputs.snapshot().warnings());
        if (!inputs.snapshot().available()) {
            noLedger().ifPresent(unknowns::add);
        }
        return unknowns.stream()
                .filter(remark -> remark.severity() == Severity.WARNING)
                .toList();
    }

    /** A ledger that can't be read is a row of its own, with its reason. */
    private Optional<Diagnostic> noLedger() {
        if (inputs.unreadLedger() != null) {
            return Optional.empty();
        }
        String message = "it is not known what was applied last, since "
                + inputs.snapshot().why()
                + ": causes are unknown, nothing is pruned, what other projects manage is not seen, and nothing keeps"
                + " two applies apart";
        return Optional.of(
                inputs.desired().environment().ledger().isOn()
                        ? Diagnostic.warning("KG612", message)
                                .withHint(
                                        "grant the principal READ and DESCRIBE on the ledger's topic, or say `ledger: off`")
                        : Diagnostic.info("KG612", message));
    }

    private Optional<Diagnostic> letGo(LedgerEntry entry) {
        List<ResourceId> gone = entry.managed().keySet().stream()
                .filter(id -> inputs.desired().state().get(id) == null)
                .filter(id -> !inputs.applied().managed().containsKey(id))
                .toList();
        if (gone.isEmpty()) {
            return Optional.empty();
        }
        String named = gone.stream()
                .map(id -> id
                        + Optional.ofNullable(inputs.others().get(id))
                                .map(owner -> " (" + owner.name() + ")")
                                .orElse(""))
                .collect(Collectors.joining(", "));
        return Optional.of(Diagnostic.info(
                "KG217", "declared no longer, and let go, since others manage it or have taken it over: " + named));
    }
}
