package dev.kgit.git;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.FilesRead;
import dev.kgit.model.KgitException;
import dev.kgit.model.LfsPointer;
import dev.kgit.model.Revision;
import dev.kgit.model.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * The files of a commit. Symbolic links are followed as in a working tree, as long as they stay inside of the
 * repository's root. What a submodule holds at the commit that stands there is part of it. Safe for use by several threads.
 */
final class CommitTree implements SourceTree {

    /** More links than this on one path go in circles. */
    private static final int MOST_LINKS = 20;

    private final Submodules.Tree top;
    private final Submodules submodules;
    private final String prefix;
    private final String commit;

    /** Objects by path, of every listing and look-up so far: most files are listed, then read. */
    private final Map<String, Item> seen = new ConcurrentHashMap<>();

    /** What is in a folder, by name, of every folder that was looked into: paths are asked for part by part. */
    private final Map<String, Map<String, Item>> children = new ConcurrentHashMap<>();

    CommitTree(Submodules.Tree top, Submodules submodules, String prefix, String commit) {
        this.top = top;
        this.submodules = submodules;
        this.prefix = prefix;
        this.commit = commit;
    }

    /**
     * What a path leads to in Git: a blob, a folder, a link or a submodule.
     *
     * @param tree of the repository that it is in
     * @param path in that repository
     */
    record Item(FileMode mode, ObjectId id, Submodules.Tree tree, String path) {

        boolean isFile() {
            return FileMode.REGULAR_FILE.equals(mode.getBits()) || FileMode.EXECUTABLE_FILE.equals(mode.getBits());
        }

        boolean isFolder() {
            return FileMode.TREE.equals(mode.getBits());
        }

        boolean isLink() {
            return FileMode.SYMLINK.equals(mode.getBits());
        }

        boolean isSubmodule() {
            return FileMode.GITLINK.equals(mode.getBits());
        }
    }

    @Override
    public List<String> filesBelow(String folder) {
        String path = follow(folder);
        Item start = path == null ? null : opened(path);
        if (path == null || start == null || !start.isFolder()) {
            return List.of();
        }
        List<String> files = new ArrayList<>();
        list(start, below(path, ""), folder.isEmpty() || folder.equals(".") ? "" : folder + "/", files);
        Collections.sort(files);
        return files;
    }

    /**
     * @param real where the folder is, up to the last slash
     * @param shown how it is called, up to the last slash
     */
    private void list(Item folder, String real, String shown, List<String> files) {
        try (TreeWalk walk = new TreeWalk(folder.tree().repository())) {
            walk.addTree(folder.id());
            walk.setRecursive(true);
            while (walk.next()) {
                String name = walk.getPathString();
                Item item =
                        new Item(walk.getFileMode(0), walk.getObjectId(0), folder.tree(), below(folder.path(), name));
                seen.put(real + name, item);
                if (item.isSubmodule()) {
                    list(opened(real + name, item), real + name + "/", shown + name + "/", files);
                } else if (item.isLink()) {
                    requireNoFolder(shown + name);
                    files.add(shown + name);
                } else if (item.isFile()) {
                    files.add(shown + name);
                }
            }
        } catch (IOException failed) {
            throw failure(shown, failed);
        }
    }

    /** A link to a folder would be left out, and so would one that leads nowhere and may have led to a folder. */
    private void requireNoFolder(String link) {
        String end = follow(link);
        if (end == null) {
            return;
        }
        Item item = opened(end);
        if (item != null && item.isFolder()) {
            throw refused(link, "is a symbolic link to a folder, which kgit does not follow");
        }
        if (item == null && !FilesRead.counts(link) && !link.contains("/.")) {
            throw refused(link, "is a symbolic link that leads nowhere");
        }
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
        return item != null && (item.isFolder() || item.isSubmodule());
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
        return Revision.shortCommit(commit);
    }

    /** What a file is in Git, links followed; null where there is none. */
    @Nullable
    Item file(String path) {
        String end = follow(path);
        Item item = end == null ? null : item(end);
        return item != null && item.isFile() ? item : null;
    }

    /** What stands at a path that has no links above it, itself not followed; null where nothing does. */
    @Nullable
    Item entry(String path) {
        return item(path);
    }

    /** Adds the links on the way to a path, and where it ends. Of what is in a submodule, the submodule is the end. */
    void places(String path, Set<String> places) {
        List<String> links = new ArrayList<>();
        String end = null;
        try {
            end = follow(path, links);
        } catch (KgitException.Unavailable notHere) {
            end = path;
        }
        links.forEach(link -> places.add(outermost(link)));
        if (end != null && !end.isEmpty()) {
            places.add(outermost(end));
        }
    }

    /** The submodule that a path is in, or else the path itself. */
    String outermost(String path) {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            Item item = item(path.substring(0, end));
            if (item == null || item.isSubmodule()) {
                return item == null ? path : path.substring(0, end);
            }
        }
        return path;
    }

    private byte[] content(String path, Item item) {
        try {
            byte[] content = item.tree().repository().open(item.id()).getBytes();
            if (LfsPointer.is(content)) {
                throw new KgitException.Unavailable(LfsPointer.refusal(path + " of commit " + label()));
            }
            return content;
        } catch (IOException failed) {
            throw failure(path, failed);
        }
    }

    private @Nullable String follow(String path) {
        return follow(path, new ArrayList<>());
    }

    /**
     * The path without links and dots, from the root of the desired-state repository; null where it leaves it.
     *
     * @param followed is given the links on the way
     */
    private @Nullable String follow(String path, List<String> followed) {
        Deque<String> ahead = new ArrayDeque<>(Arrays.asList(path.split("/", -1)));
        List<String> done = new ArrayList<>();
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
            String here = String.join("/", done);
            Item item = item(here);
            if (item != null && item.isLink()) {
                String target = new String(content(path, item), StandardCharsets.UTF_8);
                followed.add(here);
                if (target.startsWith("/") || followed.size() > MOST_LINKS) {
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

    /** What stands at a path that has no links above it. */
    private @Nullable Item item(String path) {
        Item known = seen.get(path);
        if (known != null) {
            return known;
        }
        Item found = path.isEmpty() ? root() : child(path);
        if (found != null) {
            seen.put(path, found);
        }
        return found;
    }

    private @Nullable Item root() {
        Item all = new Item(FileMode.TREE, top.root(), top, "");
        return prefix.isEmpty() ? all : within(all, prefix.substring(0, prefix.length() - 1), prefix);
    }

    private @Nullable Item child(String path) {
        int slash = path.lastIndexOf('/');
        String folder = slash < 0 ? "" : path.substring(0, slash);
        Map<String, Item> known = children.get(folder);
        if (known == null) {
            Item parent = opened(folder);
            known = parent == null || !parent.isFolder() ? Map.of() : children(parent, path);
            children.put(folder, known);
        }
        return known.get(path.substring(slash + 1));
    }

    private Map<String, Item> children(Item folder, String shown) {
        Map<String, Item> items = new HashMap<>();
        try (TreeWalk walk = new TreeWalk(folder.tree().repository())) {
            walk.addTree(folder.id());
            while (walk.next()) {
                String name = walk.getNameString();
                items.put(
                        name,
                        new Item(walk.getFileMode(0), walk.getObjectId(0), folder.tree(), below(folder.path(), name)));
            }
        } catch (IOException failed) {
            throw failure(shown, failed);
        }
        return items;
    }

    private @Nullable Item within(Item folder, String name, String shown) {
        try (TreeWalk walk = TreeWalk.forPath(folder.tree().repository(), name, folder.id())) {
            return walk == null
                    ? null
                    : new Item(walk.getFileMode(0), walk.getObjectId(0), folder.tree(), below(folder.path(), name));
        } catch (IOException failed) {
            throw failure(shown, failed);
        }
    }

    /** What stands at a path; of a submodule, what it holds. */
    private @Nullable Item opened(String path) {
        Item item = item(path);
        return item == null ? null : opened(path, item);
    }

    private Item opened(String path, Item item) {
        if (!item.isSubmodule()) {
            return item;
        }
        try {
            Submodules.Tree inside = submodules.at(item.tree(), item.path(), item.id(), path);
            return new Item(FileMode.TREE, inside.root(), inside, "");
        } catch (IOException failed) {
            throw failure(path, failed);
        }
    }

    private static String below(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    private KgitException refused(String path, String why) {
        return new KgitException.Invalid(Diagnostic.error("KG603", path + " in commit " + label() + " " + why)
                .withHint("everything that counts has to lie inside of the folder of kgit.yaml"));
    }

    private KgitException failure(String path, IOException failed) {
        if (failed instanceof MissingObjectException) {
            return new KgitException.Unavailable(
                    Diagnostic.error("KG602", "this clone does not have " + path + " of commit " + label())
                            .withHint(
                                    "fetch what is missing with `git fetch --refetch --no-filter`, or clone anew without `--filter`"));
        }
        return GitRepository.unreadable(failed);
    }
}
