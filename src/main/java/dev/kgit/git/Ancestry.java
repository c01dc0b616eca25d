package dev.kgit.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Which commits have the work of which others, by their histories and, where those were rewritten, by their files. */
public final class Ancestry {

    private final Repository repository;
    private final boolean cut;

    /** @param cut whether this clone's history is cut */
    Ancestry(Repository repository, boolean cut) {
        this.repository = repository;
        this.cut = cut;
    }

    /** Whether this clone's history is cut, so that it lacks commits on purpose. */
    public boolean isCut() {
        return cut;
    }

    /**
     * How {@code head} stands to a commit that was applied. A commit that was rewritten counts as its successor where that has
     * the very same files.
     *
     * @param tree hash of the files of the applied commit, for where this clone does not have it; null: not known
     */
    public CommitRelation relation(String applied, @Nullable String tree, String head) {
        if (applied.equals(head)) {
            return CommitRelation.SAME;
        }
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit to = find(walk, head);
            RevCommit from = find(walk, applied);
            if (to == null) {
                return CommitRelation.UNKNOWN;
            }
            if (from != null && walk.isMergedInto(from, to)) {
                return CommitRelation.AHEAD;
            }
            String files = from == null ? tree : from.getTree().name();
            if (to.getTree().name().equals(files)) {
                return CommitRelation.SAME;
            }
            if (from == null) {
                if (files != null && hasTree(files, to)) {
                    return CommitRelation.AHEAD;
                }
                return cut ? CommitRelation.UNKNOWN : CommitRelation.DIVERGED;
            }
            if (walk.isMergedInto(to, from)) {
                return CommitRelation.BEHIND;
            }
            if (hasSince(from, to)) {
                return CommitRelation.AHEAD;
            }
            return cut ? CommitRelation.UNKNOWN : CommitRelation.DIVERGED;
        } catch (IOException unreadable) {
            throw GitRepository.unreadable(unreadable);
        }
    }

    /** Whether a commit that only the other history has holds the very same files. */
    private boolean hasSince(RevCommit applied, RevCommit head) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(head));
            walk.markUninteresting(walk.parseCommit(applied));
            for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
                if (commit.getTree().equals(applied.getTree())) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Whether a commit of that history holds these very files. */
    private boolean hasTree(String tree, RevCommit head) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRetainBody(false);
            walk.markStart(walk.parseCommit(head));
            for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
                if (commit.getTree().name().equals(tree)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Whether this clone has the commit. */
    public boolean has(String commit) {
        try (RevWalk walk = new RevWalk(repository)) {
            return find(walk, commit) != null;
        } catch (IOException unreadable) {
            throw GitRepository.unreadable(unreadable);
        }
    }

    /** Hash of all files of the commit; empty where this clone does not have it. */
    public Optional<String> tree(String commit) {
        try (RevWalk walk = new RevWalk(repository)) {
            return Optional.ofNullable(find(walk, commit))
                    .map(found -> found.getTree().name());
        } catch (IOException unreadable) {
            throw GitRepository.unreadable(unreadable);
        }
    }

    /** The commits without a parent that HEAD goes back to; none where the history is cut. */
    public List<String> firstCommits() {
        if (cut) {
            return List.of();
        }
        try (RevWalk walk = new RevWalk(repository)) {
            ObjectId head = new Revisions(repository).find(Constants.HEAD);
            List<String> first = new ArrayList<>();
            if (head == null) {
                return first;
            }
            walk.setRetainBody(false);
            walk.markStart(walk.parseCommit(head));
            for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
                if (commit.getParentCount() == 0) {
                    first.add(commit.name());
                }
            }
            return first;
        } catch (IOException unreadable) {
            throw GitRepository.unreadable(unreadable);
        }
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
}
