package dev.kgit.git;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * The files of a commit. Symbolic links are followed as in a working tree, as long as they stay inside of the
 * repository's root. Safe for use by several threads.
 */
final class CommitTree implements SourceTree {

    /** More links than this on one path go in circles. */
    private static final int MOST_LINKS = 20;

    private final Repository repository;
    private final ObjectId root;
    private final String prefix;
    private final String commit;

    /** Objects by path, of every listing and look-up so far: most files are listed, then read. */
    private final Map<String, Item> seen = new ConcurrentHashMap<>();

    CommitTree(Repository repository, ObjectId root, String prefix, String commit) {
        this.repository = repository;
        this.root = root;
        this.prefix = prefix;
        this.commit = commit;
    }

    /** What a path leads to in Git: a blob, a folder or a link. */
    private record Item(FileMode mode, ObjectId id) {

        boolean isFile() {
            return FileMode.REGULAR_FILE.equals(mode.getBits()) || FileMode.EXECUTABLE_FILE.equals(mode.getBits());
        }

        boolean isFolder() {
            return FileMode.TREE.equals(mode.getBits());
        }

        boolean isLink() {
            return FileMode.SYMLINK.equals(mode.getBits());
        }
    }

    @Override
    public List<String> filesBelow(String folder) {
        String path = follow(folder);
        Item top = path == null ? null : item(path);
        if (top == null || !top.isFolder()) {
            return List.of();
        }
        List<String> files = new ArrayList<>();
        String shown = folder.isEmpty() || folder.equals(".") ? "" : folder + "/";
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(top.id());
            walk.setRecursive(true);
            while (walk.next()) {
                Item item = new Item(walk.getFileMode(0), walk.getObjectId(0));
                String below = shown + walk.getPathString();
                seen.put(below, item);
                if (item.isLink() && isFolder(below)) {
                    throw refused(below, "is a symbolic link to a folder, which kgit does not follow");
                }
                if (item.isFile() || item.isLink()) {
                    files.add(below);
                }
            }
        } catch (IOException failed) {
            throw failure(folder, failed);
        }
        Collections.sort(files);
        return files;
    }

    /** True also for what leads outside, so that reading it says so instead of the file being left out. */
    @Override
    public boolean isFile(String path) {
        String end = follow(path);
        Item item = end == null ? null : item(end);
        return end == null || (item != null && item.isFile());
    }

    @Override
    public boolean isFolder(String path) {
        String end = follow(path);
        Item item = end == null ? null : item(end);
        return item != null && item.isFolder();
    }

    @Override
    public byte[] read(String path) {
        String end = follow(path);
        if (end == null) {
            throw refused(path, "leads outside of the repository");
        }
        Item item = item(end);
        if (item == null || !item.isFile()) {
            throw new KgitException.Invalid(Diagnostic.error("KG605", path + " is no file in commit " + label()));
        }
        return content(path, item);
    }

    @Override
    public String label() {
        return commit.substring(0, 10);
    }

    private byte[] content(String path, Item item) {
        try {
            byte[] content = repository.open(item.id()).getBytes();
            if (LfsPointer.is(content)) {
                throw new KgitException.World(LfsPointer.refusal(path + " of commit " + label()));
            }
            return content;
        } catch (IOException failed) {
            throw failure(path, failed);
        }
    }

    /** The path without links and dots, from the root of the desired-state repository; null where it leaves it. */
    private @Nullable String follow(String path) {
        Deque<String> ahead = new ArrayDeque<>(Arrays.asList(path.split("/", -1)));
        List<String> done = new ArrayList<>();
        int links = 0;
        while (!ahead.isEmpty()) {
            String part = ahead.pop();
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (part.equals("..")) {
                if (done.isEmpty()) {
                    return null;
                }
                done.remove(done.size() - 1);
                continue;
            }
            done.add(part);
            Item item = item(String.join("/", done));
            if (item != null && item.isLink()) {
                String target = new String(content(path, item), StandardCharsets.UTF_8);
                if (target.startsWith("/") || ++links > MOST_LINKS) {
                    return null;
                }
                done.remove(done.size() - 1);
                List<String> parts = new ArrayList<>(Arrays.asList(target.split("/", -1)));
                Collections.reverse(parts);
                parts.forEach(ahead::push);
            }
        }
        return String.join("/", done);
    }

    private @Nullable Item item(String path) {
        Item known = seen.get(path);
        if (known != null) {
            return known;
        }
        String full = path.isEmpty() ? prefix.substring(0, Math.max(0, prefix.length() - 1)) : prefix + path;
        if (full.isEmpty()) {
            return new Item(FileMode.TREE, root);
        }
        try (TreeWalk walk = TreeWalk.forPath(repository, full, root)) {
            if (walk == null) {
                return null;
            }
            Item item = new Item(walk.getFileMode(0), walk.getObjectId(0));
            seen.put(path, item);
            return item;
        } catch (IOException failed) {
            throw failure(path, failed);
        }
    }

    private KgitException refused(String path, String why) {
        return new KgitException.Invalid(Diagnostic.error("KG603", path + " in commit " + label() + " " + why)
                .withHint("everything that counts has to lie inside of the folder of kgit.yaml"));
    }

    private KgitException failure(String path, IOException failed) {
        if (failed instanceof MissingObjectException) {
            return new KgitException.World(Diagnostic.error(
                            "KG602", "this clone does not have " + path + " of commit " + label())
                    .withHint("fetch the whole history: `git fetch --unshallow`, or a clone without `--filter`"));
        }
        return GitHistory.unreadable(failed);
    }
}
