package dev.kgit.cli;

import dev.kgit.cluster.Ledger;
import dev.kgit.git.GitHistory;
import dev.kgit.git.Relation;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How what is looked at stands to what was applied last, as far as Git and the ledger know; and what they don't know. */
final class Standing {

    private static final String SO = ": causes are unknown and nothing is pruned";

    private final Optional<GitHistory> git;
    private final Gathered gathered;

    Standing(Optional<GitHistory> git, Gathered gathered) {
        this.git = git;
        this.gathered = gathered;
    }

    /** @param allowBehind whether a commit that lacks what was applied last is told but not refused */
    List<Diagnostic> remarks(boolean allowBehind) {
        List<Diagnostic> remarks = new ArrayList<>();
        Optional<Ledger.Entry> entry = gathered.book().mine();
        if (!gathered.book().available()) {
            remarks.add(noLedger());
        } else if (git.isEmpty()) {
            remarks.add(Diagnostic.info("KG612", "this repository is not in Git" + SO));
        }
        if (entry.isPresent() && git.isPresent()) {
            String commit = entry.get().commit();
            if (commit == null || entry.get().dirty()) {
                if (entry.get().complete()) {
                    remarks.add(Diagnostic.info(
                            "KG612",
                            "the last apply was not from a commit alone"
                                    + (commit == null ? "" : ", but from " + shortened(commit) + " and changes")
                                    + SO));
                }
            } else {
                standing(commit, git.get(), allowBehind).ifPresent(remarks::add);
            }
        }
        entry.ifPresent(known -> letGo(known).ifPresent(remarks::add));
        return remarks;
    }

    /** What is not known, where nothing is to be done about being behind. */
    List<Diagnostic> unknowns() {
        return remarks(true).stream()
                .filter(remark -> remark.severity() == Severity.WARNING)
                .toList();
    }

    private Diagnostic noLedger() {
        String message = "it is not known what was applied last, since "
                + gathered.book().why()
                + ": causes are unknown, nothing is pruned, what other projects manage is not seen, and nothing keeps"
                + " two applies apart";
        return gathered.desired().environment().ledger().isOn()
                ? Diagnostic.warning("KG612", message)
                        .withHint("grant the principal READ and DESCRIBE on the ledger's topic, or say `ledger: off`")
                : Diagnostic.info("KG612", message);
    }

    private Optional<Diagnostic> standing(String applied, GitHistory history, boolean allowBehind) {
        @Nullable String head = gathered.revision().commit();
        Relation relation = head == null ? Relation.DIVERGED : history.relation(applied, head);
        boolean lacking = relation == Relation.BEHIND || relation == Relation.DIVERGED;
        if (lacking && !allowBehind) {
            return Optional.of(behind(applied, history.commit(applied).isPresent()));
        }
        if (relation == Relation.UNKNOWN || !gathered.baseline().known()) {
            return Optional.of(Diagnostic.warning(
                            "KG611",
                            (relation == Relation.UNKNOWN
                                            ? "this clone's history does not reach back to the applied commit "
                                            : "this clone does not have all files of the applied commit ")
                                    + shortened(applied)
                                    + (gathered.baseline().known()
                                            ? ": whether this commit has all of it can't be told"
                                            : SO))
                    .withHint("fetch more history (fetch-depth: 0 in CI)"));
        }
        return Optional.empty();
    }

    /** A plan from a commit that lacks what was applied last would take somebody's work back. */
    private static Diagnostic behind(String applied, boolean here) {
        return Diagnostic.error(
                        "KG610",
                        "this commit lacks what was applied last (" + shortened(applied)
                                + (here ? "" : ", which this clone does not have") + "): its plan would take that back")
                .withHint((here ? "" : "fetch, then ") + "merge or rebase onto it, or say --allow-behind");
    }

    private Optional<Diagnostic> letGo(Ledger.Entry entry) {
        TreeSet<ResourceId> gone = new TreeSet<>(entry.managed().keySet());
        gone.removeAll(gathered.baseline().managed().keySet());
        if (gone.isEmpty()) {
            return Optional.empty();
        }
        String named = gone.stream()
                .map(id -> id + " (" + gathered.owners().get(id) + ")")
                .collect(Collectors.joining(", "));
        return Optional.of(
                Diagnostic.info("KG217", "declared no longer, and let go, since others manage it: " + named));
    }

    static String shortened(String commit) {
        return commit.substring(0, Math.min(10, commit.length()));
    }
}
