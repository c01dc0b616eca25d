package dev.kgit.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.IndexDiff;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.submodule.SubmoduleWalk.IgnoreSubmoduleMode;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.jspecify.annotations.Nullable;

/**
 * The files on disk against a commit. Files are compared by what the index remembers of them (size, time); content is
 * read only where that does not decide, and folders that don't count are not entered.
 */
record UncommittedChanges(Repository repository, String prefix) {

    boolean any(@Nullable ObjectId commit, Collection<String> folders) throws IOException {
        List<String> paths = folders.stream().map(folder -> prefix + folder).toList();
        IndexDiff diff = new IndexDiff(repository, commit, new FileTreeIterator(repository));
        diff.setFilter(PathFilterGroup.createFromStrings(paths));
        diff.setIgnoreSubmoduleMode(IgnoreSubmoduleMode.ALL);
        diff.diff();
        if (!diff.getAdded().isEmpty()
                || !diff.getChanged().isEmpty()
                || !diff.getRemoved().isEmpty()
                || !diff.getMissing().isEmpty()
                || !diff.getConflicting().isEmpty()
                || !diff.getUntracked().stream().allMatch(UncommittedChanges::isLeftover)) {
            return true;
        }
        for (String path : diff.getModified()) {
            if (!onlyLineEndsDiffer(path)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A file that an editor or the system left there. People ignore these in their own configuration, which is not read.
     */
    private static boolean isLeftover(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean declares = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
        return name.endsWith("~") || (name.startsWith(".") && !declares);
    }

    /** Whether to check out with CRLF is a setting of the machine, which is not read; it changes no meaning. */
    private boolean onlyLineEndsDiffer(String path) throws IOException {
        DirCacheEntry entry = DirCache.read(repository).getEntry(path);
        Path file = repository.getWorkTree().toPath().resolve(path);
        if (entry == null || !Files.isRegularFile(file)) {
            return false;
        }
        ObjectLoader committed = repository.open(entry.getObjectId());
        byte[] here = Files.readAllBytes(file);
        return here.length > committed.getSize() && Arrays.equals(withoutCarriageReturns(here), committed.getBytes());
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
