package dev.kgit.workflow;

import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.cluster.RepositoryIdentity;
import dev.kgit.git.Ancestry;
import dev.kgit.git.GitRepository;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether what the ledger holds of this project and environment is this repository's. */
final class RepositoryCheck {

    private RepositoryCheck() {}

    /**
     * Refuses, as a whole, what another root or another repository has applied: each would delete what the other made.
     *
     * @throws KgitException.Refused KG660, KG661
     */
    static void requireSame(Optional<LedgerEntry> mine, Optional<GitRepository> git) {
        RepositoryIdentity applied = mine.map(LedgerEntry::root).orElse(null);
        if (applied == null || git.isEmpty()) {
            return;
        }
        LedgerEntry entry = mine.get();
        String path = path(git.get());
        if (!path.equals(applied.path())) {
            throw refused(
                    "KG660",
                    entry,
                    " was applied from " + shown(applied.path()) + " of its Git repository, and this is " + shown(path),
                    "");
        }
        if (isAnother(entry, applied, git.get())) {
            throw refused(
                    "KG661",
                    entry,
                    " was applied from another Git repository than this one",
                    ", and apply once with --allow-behind, since nothing of that history is here");
        }
    }

    /** A clone that has one of the commits is one of that repository; only where it has none is all of its history walked. */
    private static boolean isAnother(LedgerEntry entry, RepositoryIdentity applied, GitRepository git) {
        Ancestry ancestry = git.ancestry();
        boolean known = entry.runs().stream()
                .map(LedgerRun::commit)
                .filter(Objects::nonNull)
                .anyMatch(ancestry::has);
        return !known
                && !applied.firstCommits().isEmpty()
                && !applied.mayBeTheRepositoryOf(RepositoryIdentity.of(applied.path(), ancestry.firstCommits()));
    }

    /** Whether the entry was applied from this folder of this repository, as far as that is known for sure. */
    static boolean isOf(LedgerEntry entry, RepositoryIdentity applied, GitRepository git) {
        if (!applied.path().equals(path(git))) {
            return false;
        }
        Ancestry ancestry = git.ancestry();
        return applied.firstCommits().stream().anyMatch(ancestry::has)
                || entry.runs().stream()
                        .map(LedgerRun::commit)
                        .filter(Objects::nonNull)
                        .anyMatch(ancestry::has);
    }

    /** What to write down of this repository; what was known of it stays known in a clone whose history is cut. */
    static @Nullable RepositoryIdentity root(@Nullable RepositoryIdentity before, Optional<GitRepository> git) {
        if (git.isEmpty()) {
            return before;
        }
        String path = path(git.get());
        List<String> first = before == null || before.firstCommits().isEmpty()
                ? git.get().ancestry().firstCommits()
                : List.of();
        return new RepositoryIdentity(
                path,
                new TreeSet<>(
                        Stream.concat(first.stream(), before == null ? Stream.empty() : before.firstCommits().stream())
                                .toList()));
    }

    private static String path(GitRepository git) {
        String prefix = git.prefix();
        return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
    }

    private static String shown(String path) {
        return path.isEmpty() ? "the top" : "the folder " + path;
    }

    private static KgitException refused(String code, LedgerEntry entry, String message, String more) {
        String owner = entry.owner();
        return new KgitException.Refused(Diagnostic.error(code, owner + message)
                .withHint("two repositories can't share one name: give this one its own `project:` in kgit.yaml; if it"
                        + " takes the place of that one, say so once with `kgit ledger -e " + entry.environment()
                        + " move " + owner + " " + owner
                        + "`"
                        + more));
    }
}
