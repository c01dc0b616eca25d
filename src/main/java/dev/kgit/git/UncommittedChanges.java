package dev.kgit.git;

import dev.kgit.model.KgitException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.jspecify.annotations.Nullable;

/**
 * The files on disk against a commit. Git's index is not asked: it says what Git believes of the files, and what a filter
 * would make of them. What is compared is what lies there with what the commit holds, line ends aside.
 */
record UncommittedChanges(Repository repository, Path workTree, String prefix) {

    /** Of larger files only the hash counts. */
    private static final long LARGEST_TEXT = 16L * 1024 * 1024;

    private record Committed(int mode, ObjectId id) {

        boolean is(FileMode kind) {
            return kind.equals(mode);
        }

        /** A submodule: what lies there belongs to another repository. */
        boolean isSubmodule() {
            return is(FileMode.GITLINK);
        }
    }

    /**
     * @param paths files and folders that count
     * @throws KgitException.Invalid (KG608) where the commit has a pointer of Git LFS for one of the files
     */
    boolean any(@Nullable ObjectId commit, Collection<String> paths) throws IOException {
        Set<String> counting = new HashSet<>();
        paths.forEach(path -> counting.add(prefix + path));
        ObjectId tree = commit == null ? null : tree(commit);
        Map<String, Committed> committed = tree == null || counting.isEmpty() ? Map.of() : committed(tree, counting);
        Map<String, BasicFileAttributes> here = here(counting, committed);
        for (String path : here.keySet()) {
            if (!committed.containsKey(path) && !isLeftover(path)) {
                return true;
            }
        }
        for (Map.Entry<String, Committed> file : committed.entrySet()) {
            if (!file.getValue().isSubmodule() && !here.containsKey(file.getKey())) {
                return true;
            }
        }
        for (Map.Entry<String, Committed> file : committed.entrySet()) {
            BasicFileAttributes attributes = here.get(file.getKey());
            if (attributes != null && tree != null && differs(file.getKey(), attributes, file.getValue(), tree)) {
                return true;
            }
        }
        return false;
    }

    private ObjectId tree(ObjectId commit) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.parseCommit(commit).getTree().getId();
        }
    }

    private Map<String, Committed> committed(ObjectId tree, Set<String> paths) throws IOException {
        Map<String, Committed> committed = new HashMap<>();
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(tree);
            walk.setFilter(PathFilterGroup.createFromStrings(paths));
            walk.setRecursive(true);
            while (walk.next()) {
                committed.put(walk.getPathString(), new Committed(walk.getRawMode(0), walk.getObjectId(0)));
            }
        }
        return committed;
    }

    private Map<String, BasicFileAttributes> here(Set<String> paths, Map<String, Committed> committed)
            throws IOException {
        Map<String, BasicFileAttributes> here = new HashMap<>();
        for (String path : paths) {
            Path start = workTree.resolve(path);
            if (!Files.exists(start, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    Committed known = committed.get(relative(folder));
                    return known != null && known.isSubmodule()
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    here.put(relative(file), attributes);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return here;
    }

    private String relative(Path file) {
        return workTree.relativize(file).toString().replace('\\', '/');
    }

    /**
     * A file that an editor or the system left there. People ignore these in their own configuration, which is not read.
     */
    private static boolean isLeftover(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean declares = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
        return name.endsWith("~") || (name.startsWith(".") && !declares);
    }

    private boolean differs(String path, BasicFileAttributes here, Committed committed, ObjectId tree)
            throws IOException {
        Path file = workTree.resolve(path);
        if (committed.is(FileMode.SYMLINK)) {
            return !here.isSymbolicLink() || !committed.id().equals(target(file));
        }
        if (!here.isRegularFile() || committed.isSubmodule()) {
            return true;
        }
        return !committed.id().equals(hash(file, here.size()))
                && !onlyLineEndsDiffer(path, file, here, committed, tree);
    }

    private static ObjectId target(Path link) throws IOException {
        byte[] target = Constants.encode(Files.readSymbolicLink(link).toString().replace('\\', '/'));
        return blob(target.length, new ByteArrayInputStream(target));
    }

    private static ObjectId hash(Path file, long size) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return blob(size, content);
        }
    }

    /** With Java's digest: JGit's own also looks for forged collisions, and is slower. */
    private static ObjectId blob(long size, InputStream content) throws IOException {
        MessageDigest digest = Constants.newMessageDigest();
        digest.update(Constants.encodeASCII("blob " + size + "\0"));
        byte[] buffer = new byte[8192];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return ObjectId.fromRaw(digest.digest());
    }

    /** Whether to check out with CRLF is also a setting of the machine, which is not read; it changes no meaning. */
    private boolean onlyLineEndsDiffer(
            String path, Path file, BasicFileAttributes here, Committed committed, ObjectId tree) throws IOException {
        byte[] content;
        try {
            ObjectLoader blob = repository.open(committed.id());
            if (blob.getSize() > LARGEST_TEXT) {
                return false;
            }
            content = blob.getBytes();
        } catch (MissingObjectException notHere) {
            // In a clone that was made with --filter. What lies here is something else in any case.
            return false;
        }
        if (LfsPointer.is(content)) {
            throw new KgitException.Invalid(LfsPointer.refusal(path));
        }
        return here.size() > content.length
                && here.size() <= 2 * LARGEST_TEXT
                && Arrays.equals(withoutCarriageReturns(Files.readAllBytes(file)), content)
                && new LineEnds(repository, tree).mayDiffer(path);
    }

    private static byte[] withoutCarriageReturns(byte[] content) {
        byte[] without = new byte[content.length];
        int length = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] != '\r' || i + 1 == content.length || content[i + 1] != '\n') {
                without[length++] = content[i];
            }
        }
        return Arrays.copyOf(without, length);
    }
}
