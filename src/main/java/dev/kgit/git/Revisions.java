package dev.kgit.git;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * Which commit a name means. Git takes the first of several meanings, tags before branches, so that whoever can push a tag
 * can say what a name means. Here a name has one meaning or none.
 */
record Revisions(Repository repository) {

    /** A name, then any number of steps back: {@code main~2^}. */
    private static final Pattern FORM = Pattern.compile("([^~^]++)((?:[~^][0-9]{0,6})*+)");

    private static final Pattern STEP = Pattern.compile("([~^])([0-9]*)");

    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{4,40}");

    /** Where the short name of a ref is looked up. */
    private static final List<String> PLACES =
            List.of("refs/heads/%s", "refs/tags/%s", "refs/remotes/%s", "refs/remotes/%s/HEAD");

    /**
     * The commit; null where there is none in this clone.
     *
     * @throws KgitException.Invalid (KG604) where the name has several meanings, (KG606) where it is of no known form
     */
    @Nullable
    ObjectId find(String text) throws IOException {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || !Repository.isValidRefName(Constants.R_HEADS + form.group(1))) {
            throw malformed(text);
        }
        try (RevWalk walk = new RevWalk(repository)) {
            ObjectId start = meaning(walk, form.group(1));
            RevCommit commit = start == null ? null : commit(walk, start);
            Matcher step = STEP.matcher(form.group(2));
            while (commit != null && step.find()) {
                int number = step.group(2).isEmpty() ? 1 : Integer.parseInt(step.group(2));
                commit = step.group(1).equals("~") ? ancestor(walk, commit, number) : parent(walk, commit, number);
            }
            return commit == null ? null : commit.getId();
        }
    }

    private @Nullable ObjectId meaning(RevWalk walk, String name) throws IOException {
        if (name.equals(Constants.HEAD) || name.startsWith(Constants.R_REFS)) {
            Ref ref = repository.exactRef(name);
            return ref == null ? null : ref.getObjectId();
        }
        List<Ref> refs = new ArrayList<>();
        for (String place : PLACES) {
            Ref ref = repository.exactRef(place.formatted(name));
            if (ref != null && ref.getObjectId() != null) {
                refs.add(ref);
            }
        }
        List<String> meanings = new ArrayList<>(refs.stream().map(Ref::getName).toList());
        if (!HASH.matcher(name).matches()) {
            requireOne(name, meanings);
            return refs.isEmpty() ? null : refs.get(0).getObjectId();
        }
        // Also where no commit has this hash: it may be one that this clone does not have.
        Set<String> commits = commits(walk, name);
        if (!refs.isEmpty()) {
            meanings.add(0, "a hash");
        }
        meanings.addAll(refs.isEmpty() ? commits : Set.of());
        requireOne(name, meanings);
        return commits.isEmpty() ? null : ObjectId.fromString(commits.iterator().next());
    }

    private static void requireOne(String name, List<String> meanings) {
        if (meanings.size() > 1) {
            throw new KgitException.Invalid(
                    Diagnostic.error("KG604", "'" + name + "' can be " + String.join(" or ", meanings))
                            .withHint("give the full name of the branch or tag (refs/...), or more of the hash"));
        }
    }

    /** Hashes of all commits whose hash, or whose tag's hash, begins so. */
    private Set<String> commits(RevWalk walk, String hash) throws IOException {
        Set<String> commits = new TreeSet<>();
        for (ObjectId id : walk.getObjectReader().resolve(AbbreviatedObjectId.fromString(hash))) {
            RevCommit commit = commit(walk, id);
            if (commit != null) {
                commits.add(commit.name());
            }
        }
        return commits;
    }

    /** The commit, or the one that a tag is on; null for other objects, and for what is not here. */
    static @Nullable RevCommit commit(RevWalk walk, AnyObjectId id) throws IOException {
        try {
            return walk.parseCommit(id);
        } catch (MissingObjectException | IncorrectObjectTypeException none) {
            return null;
        }
    }

    private static @Nullable RevCommit ancestor(RevWalk walk, RevCommit commit, int generations) throws IOException {
        RevCommit at = commit;
        for (int i = 0; at != null && i < generations; i++) {
            at = parent(walk, at, 1);
        }
        return at;
    }

    private static @Nullable RevCommit parent(RevWalk walk, RevCommit commit, int number) throws IOException {
        if (number == 0) {
            return commit;
        }
        return number > commit.getParentCount() ? null : commit(walk, commit.getParent(number - 1));
    }

    private static KgitException malformed(String text) {
        return new KgitException.Invalid(Diagnostic.error(
                        "KG606", "'" + text + "' is no name of a commit that kgit takes")
                .withHint("give a hash, a full ref (refs/remotes/origin/main), HEAD, or the short name of a branch"
                        + " or tag (main, origin/main); ~N and ^ may follow"));
    }
}
