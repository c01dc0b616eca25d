package dev.kgit.git;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * What submodules hold at the commits that a repository's commits name for them, read from the objects that the repository
 * keeps in its folder {@code modules}. Of {@code .gitmodules} only the names that belong to paths are read; of a submodule's
 * own configuration nothing but the format of its objects.
 */
final class Submodules implements AutoCloseable {

    private static final long LARGEST = 1024L * 1024;

    /** A name is a path below {@code modules}: no part of it may lead elsewhere. */
    private static final Pattern NAME =
            Pattern.compile("(?!\\.{0,2}(/|$))[^/\\\\\\x00:]++(/(?!\\.{0,2}(/|$))[^/\\\\\\x00:]++)*+");

    private final Map<Path, Repository> opened = new ConcurrentHashMap<>();

    /** The tree of one commit of one repository. */
    record Tree(Repository repository, ObjectId root) {}

    /**
     * The tree at which a submodule stands.
     *
     * @param path from the top of the repository around it
     * @param shown the path for messages
     * @throws KgitException.Unavailable (KG613) where this clone does not have it
     */
    Tree at(Tree around, String path, ObjectId commit, String shown) throws IOException {
        String name = name(around, path)
                .orElseThrow(() -> missing(shown, commit, "`.gitmodules` has no name for it that kgit takes"));
        Repository repository = repository(around.repository(), name);
        if (repository == null) {
            throw missing(shown, commit, "it was never fetched");
        }
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit found = Revisions.commit(walk, commit);
            if (found == null) {
                throw missing(shown, commit, "that commit was not fetched");
            }
            return new Tree(repository, found.getTree().getId());
        }
    }

    private static KgitException missing(String shown, ObjectId commit, String why) {
        return new KgitException.Unavailable(Diagnostic.error(
                        "KG613",
                        "this clone does not have what the submodule " + shown + " holds at commit "
                                + Revision.shortCommit(commit.name()) + ": " + why)
                .withHint("fetch it with its history: `git submodule update --init " + shown
                        + "`; in CI, check out with" + " submodules"));
    }

    private static Optional<String> name(Tree around, String path) throws IOException {
        Config modules = modules(around);
        return modules.getSubsections("submodule").stream()
                .filter(name -> path.equals(withoutEnd(modules.getString("submodule", name, "path"))))
                .filter(name -> NAME.matcher(name).matches())
                .findFirst();
    }

    private static @Nullable String withoutEnd(@Nullable String path) {
        return path != null && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static Config modules(Tree around) throws IOException {
        Config modules = new Config();
        try (TreeWalk walk = TreeWalk.forPath(around.repository(), Constants.DOT_GIT_MODULES, around.root())) {
            if (walk == null || (walk.getRawMode(0) & FileMode.TYPE_MASK) != FileMode.TYPE_FILE) {
                return modules;
            }
            ObjectLoader content = around.repository().open(walk.getObjectId(0));
            if (content.getSize() <= LARGEST) {
                modules.fromText(new String(content.getBytes(), StandardCharsets.UTF_8));
            }
            return modules;
        } catch (ConfigInvalidException unreadable) {
            return new Config();
        }
    }

    private @Nullable Repository repository(Repository around, String name) throws IOException {
        for (Path folder : new Path[] {
            around.getDirectory().toPath(), around.getCommonDirectory().toPath()
        }) {
            Path place = folder.resolve(Constants.MODULES).resolve(name);
            Repository known = opened.get(place);
            if (known != null) {
                return known;
            }
            Optional<Repository> found = RepositoryLocation.objects(place);
            if (found.isPresent()) {
                Repository other = opened.putIfAbsent(place, found.get());
                return other == null ? found.get() : other;
            }
        }
        return null;
    }

    @Override
    public void close() {
        opened.values().forEach(Repository::close);
    }
}
