package dev.kgit.git;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Revision;
import dev.kgit.model.SourceTree;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * The Git repository around a desired-state repository, read only: nothing is ever written to it, and no program is
 * started. Paths are relative to the desired-state repository's root, which may be a folder of the Git repository.
 *
 * <p>Every method throws {@code KgitException.Invalid} (KG601) where the repository itself can't be read.
 */
public final class GitHistory implements AutoCloseable {

    private final Repository repository;
    private final String prefix;

    private GitHistory(Repository repository, String prefix) {
        this.repository = repository;
        this.prefix = prefix;
    }

    /** Opens the Git repository that the folder is in; empty where it is in none. */
    public static Optional<GitHistory> open(Path repositoryRoot) {
        PlainSystem.install();
        try {
            Path root = repositoryRoot.toRealPath();
            FileRepositoryBuilder builder =
                    new FileRepositoryBuilder().setMustExist(true).findGitDir(root.toFile());
            File gitDir = builder.getGitDir();
            if (gitDir == null) {
                return Optional.empty();
            }
            Repository repository = builder.build();
            requireSha1(repository);
            if (repository.isBare()) {
                repository.close();
                return Optional.empty();
            }
            Path inside = repository.getWorkTree().toPath().toRealPath().relativize(root);
            String folder = inside.toString().replace(File.separatorChar, '/');
            return Optional.of(new GitHistory(repository, folder.isEmpty() ? "" : folder + "/"));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /** JGit would take the hashes of a SHA-256 repository for garbage, without a word. */
    private static void requireSha1(Repository repository) throws IOException {
        String format = repository.getConfig().getString("extensions", null, "objectFormat");
        if (format != null && !format.equalsIgnoreCase("sha1")) {
            repository.close();
            throw new IOException("its object format is " + format + ", only sha1 is supported");
        }
    }

    /** Where the desired-state repository is in the Git repository: empty text, or a path ending with a slash. */
    public String prefix() {
        return prefix;
    }

    /**
     * What is checked out.
     *
     * @param folders files and folders that count for {@code dirty}; an untracked file there counts, an ignored one does
     *     not
     */
    public Revision head(Collection<String> folders) {
        try {
            Ref head = repository.exactRef(Constants.HEAD);
            ObjectId commit = head == null ? null : head.getObjectId();
            String branch = head != null && head.isSymbolic()
                    ? Repository.shortenRefName(head.getTarget().getName())
                    : null;
            boolean dirty = new UncommittedChanges(repository, prefix).any(commit, folders);
            return new Revision(commit == null ? null : commit.name(), branch, dirty);
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /**
     * The commit that a branch, tag, hash or expression like {@code HEAD~1} names; empty where there is none in this
     * clone.
     *
     * @throws KgitException.Invalid (KG604) where a short hash is that of several objects
     */
    public Optional<String> resolve(String ref) {
        try {
            ObjectId id = repository.resolve(ref + "^{commit}");
            return Optional.ofNullable(id).map(AnyObjectId::name);
        } catch (AmbiguousObjectException several) {
            throw new KgitException.Invalid(Diagnostic.error("KG604", "'" + ref + "' names more than one commit")
                    .withHint("give more of the hash, or the full name of the branch or tag"));
        } catch (RevisionSyntaxException | MissingObjectException | IncorrectObjectTypeException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /**
     * The files of a commit below the desired-state repository's root; empty where this clone does not have the commit.
     * Reading a file whose content this clone does not have fails with {@code KgitException.World} (KG602).
     */
    public Optional<SourceTree> at(String commit) {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit found = find(walk, commit);
            return found == null
                    ? Optional.empty()
                    : Optional.of(new CommitTree(repository, found.getTree().getId(), prefix, found.name()));
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /** Where the lines of a commit's files come from; the commit has to be here. */
    public Origins origins(String commit) {
        return new Origins(repository, prefix, commit);
    }

    /** What history says of a commit; empty where this clone does not have it. */
    public Optional<Commit> commit(String hash) {
        try (RevWalk walk = new RevWalk(repository)) {
            return Optional.ofNullable(find(walk, hash)).map(GitHistory::told);
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /**
     * Whether the one commit is part of the other's history (a commit is part of its own). In a clone whose history is
     * cut, false may only mean that it can't be seen: {@link #relation} tells the two apart.
     */
    public boolean isAncestor(String ancestor, String descendant) {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit from = find(walk, ancestor);
            RevCommit to = find(walk, descendant);
            return from != null && to != null && walk.isMergedInto(from, to);
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /** Which commits have the work of which others. */
    public Ancestry ancestry() {
        return new Ancestry(repository, isShallow());
    }

    /** How {@code head} stands to what was applied. */
    public Relation relation(String applied, String head) {
        if (applied.equals(head)) {
            return Relation.SAME;
        }
        if (isAncestor(applied, head)) {
            return Relation.AHEAD;
        }
        if (isAncestor(head, applied)) {
            return Relation.BEHIND;
        }
        // All that head has is here, unless the history is cut: what is not here is not part of it.
        return isShallow() ? Relation.UNKNOWN : Relation.DIVERGED;
    }

    /**
     * The commits reachable from HEAD that changed one of the paths, newest first.
     *
     * @param paths files or folders; none: every commit
     * @param max how many at most
     */
    public List<Commit> log(Collection<String> paths, int max) {
        try (RevWalk walk = new RevWalk(repository)) {
            ObjectId head = repository.resolve(Constants.HEAD);
            if (head == null) {
                return List.of();
            }
            walk.sort(RevSort.COMMIT_TIME_DESC);
            if (!paths.isEmpty()) {
                List<String> full = paths.stream().map(path -> prefix + path).toList();
                walk.setTreeFilter(AndTreeFilter.create(PathFilterGroup.createFromStrings(full), TreeFilter.ANY_DIFF));
            }
            walk.markStart(walk.parseCommit(head));
            List<Commit> commits = new ArrayList<>();
            for (RevCommit commit = walk.next(); commit != null && commits.size() < max; commit = walk.next()) {
                commits.add(told(commit));
            }
            return commits;
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /** The commits that this one was made from, as far as this clone has them; none for a first commit. */
    public List<String> parents(String hash) {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = find(walk, hash);
            return commit == null
                    ? List.of()
                    : Arrays.stream(commit.getParents()).map(AnyObjectId::name).toList();
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /** The same text for two commits where the paths hold the same; empty for a commit that this clone does not have. */
    public String fingerprint(String hash, Collection<String> paths) {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = find(walk, hash);
            if (commit == null) {
                return "";
            }
            StringBuilder content = new StringBuilder();
            for (String path : paths) {
                try (TreeWalk found = TreeWalk.forPath(repository, prefix + path, commit.getTree())) {
                    content.append(found == null ? "none" : found.getObjectId(0).name())
                            .append(' ');
                }
            }
            return content.toString();
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /** Whether this clone's history is cut. */
    public boolean isShallow() {
        try {
            return !repository.getObjectDatabase().getShallowCommits().isEmpty();
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    @Override
    public void close() {
        repository.close();
    }

    private static @Nullable RevCommit find(RevWalk walk, String hash) throws IOException {
        if (!ObjectId.isId(hash)) {
            return null;
        }
        try {
            return walk.parseCommit(ObjectId.fromString(hash));
        } catch (MissingObjectException | IncorrectObjectTypeException none) {
            return null;
        }
    }

    private static Commit told(RevCommit commit) {
        return new Commit(
                commit.name(),
                commit.getShortMessage(),
                commit.getAuthorIdent().getName(),
                Instant.ofEpochSecond(commit.getCommitTime()));
    }

    static KgitException unreadable(Exception cause) {
        String reason = cause.getMessage();
        return new KgitException.Invalid(Diagnostic.error(
                        "KG601",
                        "the Git repository can't be read: "
                                + (reason == null ? cause.getClass().getSimpleName() : reason))
                .withHint("check it with `git fsck` and `git status`"));
    }
}
