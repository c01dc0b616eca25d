package dev.kgit.git;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.FilesRead;
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
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
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
public final class GitRepository implements AutoCloseable {

    private final Repository repository;
    private final RepositoryLocation checkedOut;
    private final String prefix;
    private final Submodules submodules = new Submodules();

    private GitRepository(RepositoryLocation checkedOut, String prefix) {
        this.repository = checkedOut.repository();
        this.checkedOut = checkedOut;
        this.prefix = prefix;
    }

    /**
     * Opens the Git repository in whose working tree the folder lies; empty where it lies in none.
     *
     * @throws KgitException.Invalid (KG607) where the repository that is found has no working tree there
     */
    public static Optional<GitRepository> open(Path repositoryRoot) {
        IsolatedSystemReader.install();
        try {
            Path root = repositoryRoot.toRealPath();
            return RepositoryLocation.around(root).map(found -> {
                String folder = found.folder().relativize(root).toString().replace(File.separatorChar, '/');
                return new GitRepository(found, folder.isEmpty() ? "" : folder + "/");
            });
        } catch (IOException | ConfigInvalidException | IllegalArgumentException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /**
     * Whether this is a submodule: then the commits of another repository say which repository stands here, and so what its
     * branches and tags are.
     */
    public boolean isSubmodule() {
        return checkedOut.submodule();
    }

    /** Where the desired-state repository is in the Git repository: empty text, or a path ending with a slash. */
    public String prefix() {
        return prefix;
    }

    /**
     * What is checked out.
     *
     * @param read what counts for {@code dirty}: each answer has to be the one that the commit gives
     * @throws KgitException.Invalid (KG608) where one of the files is in Git LFS
     */
    public Revision head(FilesRead read) {
        try {
            Ref head = repository.exactRef(Constants.HEAD);
            ObjectId commit = head == null ? null : head.getObjectId();
            String branch = head != null && head.isSymbolic()
                    ? Repository.shortenRefName(head.getTarget().getName())
                    : null;
            List<Revision.Uncommitted> changes = changes(commit == null ? null : commit.name(), read);
            return new Revision(
                    commit == null ? null : commit.name(),
                    branch,
                    !changes.isEmpty(),
                    changes,
                    changes.isEmpty() ? null : read.digest());
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /** Where a commit gives other answers than were read; without a commit, all that was read. */
    public List<Revision.Uncommitted> changes(@Nullable String commit, FilesRead read) {
        Optional<CommitTree> tree = commit == null ? Optional.empty() : tree(commit);
        try {
            return tree.isPresent()
                    ? new UncommittedChanges(tree.get(), read).all()
                    : read.contents().keySet().stream()
                            .map(path -> new Revision.Uncommitted(path, Revision.Kind.NEW))
                            .toList();
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /**
     * The commit that a name means: a hash, a full ref, or the short name of one branch or tag, each with {@code ~N} and
     * {@code ^} behind it; empty where there is none in this clone.
     *
     * @throws KgitException.Invalid (KG604) where it can mean several, (KG606) where it is of another form
     */
    public Optional<String> resolve(String name) {
        try {
            return Optional.ofNullable(new Revisions(repository).find(name)).map(AnyObjectId::name);
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /**
     * The files of a commit below the desired-state repository's root; empty where this clone does not have the commit.
     * Reading a file whose content this clone does not have fails with {@code KgitException.Unavailable} (KG602).
     */
    public Optional<SourceTree> at(String commit) {
        return tree(commit).map(SourceTree.class::cast);
    }

    private Optional<CommitTree> tree(String commit) {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit found = find(walk, commit);
            return found == null
                    ? Optional.empty()
                    : Optional.of(new CommitTree(
                            new Submodules.Tree(repository, found.getTree().getId()),
                            submodules,
                            prefix,
                            found.name()));
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /**
     * The paths whose change in Git changes what these paths lead to in a commit: links on the way, where they end, and the
     * submodule where they end in one.
     */
    public SortedSet<String> places(String commit, Collection<String> paths) {
        SortedSet<String> places = new TreeSet<>();
        tree(commit).ifPresent(tree -> paths.forEach(path -> tree.places(path, places)));
        return places;
    }

    /** What stands at a path in a commit: the same text for the same; empty where nothing does. */
    public Optional<Entry> entry(String commit, String path) {
        return tree(commit)
                .map(tree -> tree.entry(path))
                .map(item -> new Entry(item.id().name(), item.isFolder(), item.isSubmodule()));
    }

    /** What stands at a path. */
    public record Entry(String hash, boolean folder, boolean submodule) {}

    /**
     * The submodule of the commit that is checked out that belongs in a folder; empty where none does. Of submodules in
     * submodules, the outermost.
     */
    public Optional<String> submodule(String folder) {
        Optional<String> head = resolve(Constants.HEAD);
        Optional<CommitTree> tree = head.flatMap(this::tree);
        try {
            return tree.map(files -> files.entry(folder))
                    .filter(CommitTree.Item::isSubmodule)
                    .map(item -> tree.get().outermost(folder));
        } catch (KgitException.Unavailable notHere) {
            // The submodule around it stands at a commit that nobody has fetched.
            return Optional.of(tree.orElseThrow().outermost(folder));
        }
    }

    /** Where the lines of a commit's files come from; the commit has to be here. */
    public Blame origins(String commit) {
        return new Blame(repository, prefix, commit);
    }

    /** What history says of a commit; empty where this clone does not have it. */
    public Optional<Commit> commit(String hash) {
        try (RevWalk walk = new RevWalk(repository)) {
            return Optional.ofNullable(find(walk, hash)).map(GitRepository::told);
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
    public CommitRelation relation(String applied, String head) {
        if (applied.equals(head)) {
            return CommitRelation.SAME;
        }
        if (isAncestor(applied, head)) {
            return CommitRelation.AHEAD;
        }
        if (isAncestor(head, applied)) {
            return CommitRelation.BEHIND;
        }
        // All that head has is here, unless the history is cut: what is not here is not part of it.
        return isShallow() ? CommitRelation.UNKNOWN : CommitRelation.DIVERGED;
    }

    /**
     * The commits reachable from HEAD that changed one of the paths, newest first.
     *
     * @param paths files or folders; none: every commit
     * @param max how many at most
     */
    public List<Commit> log(Collection<String> paths, int max) {
        try (RevWalk walk = new RevWalk(repository)) {
            Ref ref = repository.exactRef(Constants.HEAD);
            ObjectId head = ref == null ? null : ref.getObjectId();
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
                String full = prefix + path;
                try (TreeWalk found = full.isEmpty() ? null : TreeWalk.forPath(repository, full, commit.getTree())) {
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
        submodules.close();
        repository.close();
    }

    private static @Nullable RevCommit find(RevWalk walk, String hash) throws IOException {
        return ObjectId.isId(hash) ? Revisions.commit(walk, ObjectId.fromString(hash)) : null;
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
