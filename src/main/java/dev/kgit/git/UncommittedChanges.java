package dev.kgit.git;

import dev.kgit.model.FilesRead;
import dev.kgit.model.KgitException;
import dev.kgit.model.LfsPointer;
import dev.kgit.model.Revision;
import dev.kgit.model.Revision.Kind;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;

/**
 * What was read against a commit: whether its tree gives the same answers. Git's index is not asked: it says what Git
 * believes of the files, and what a filter would make of them. Line ends may differ.
 */
record UncommittedChanges(CommitTree committed, FilesRead read) {

    /** Of larger files only the hash counts. */
    private static final long LARGEST_TEXT = 16L * 1024 * 1024;

    /** @throws KgitException.Invalid (KG608) where the commit has a pointer of Git LFS for one of the files */
    List<Revision.Uncommitted> all() throws IOException {
        SortedMap<String, Kind> all = new TreeMap<>();
        read.listings().forEach((folder, here) -> {
            Set<String> known = new HashSet<>(here);
            asked(all, folder, () -> committed.filesBelow(folder)).orElse(List.of()).stream()
                    .filter(path -> FilesRead.counts(folder, path) && !known.contains(path))
                    .forEach(path -> all.put(path, Kind.MISSING));
        });
        read.missingFiles().forEach(path -> missing(all, path, () -> committed.isFile(path)));
        read.missingFolders().forEach(path -> missing(all, path, () -> committed.isFolder(path)));
        for (var file : read.contents().entrySet()) {
            String path = file.getKey();
            Optional<Optional<CommitTree.Item>> item =
                    asked(all, path, () -> Optional.ofNullable(committed.file(path)));
            if (item.isEmpty()) {
                continue;
            }
            if (item.get().isEmpty()) {
                all.put(path, Kind.NEW);
            } else if (differs(path, item.get().get(), file.getValue())) {
                all.put(path, Kind.CHANGED);
            }
        }
        return all.entrySet().stream()
                .map(entry -> new Revision.Uncommitted(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The commit's answer; where it can't be had, what was read can't be compared. */
    private static <T> Optional<T> asked(SortedMap<String, Kind> all, String path, Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (KgitException unreadable) {
            all.put(path, Kind.UNKNOWN);
            return Optional.empty();
        }
    }

    private static void missing(SortedMap<String, Kind> all, String path, Supplier<Boolean> committed) {
        if (asked(all, path, committed).orElse(false)) {
            all.put(path, Kind.MISSING);
        }
    }

    private static boolean differs(String path, CommitTree.Item committed, byte[] here) throws IOException {
        return !committed.id().equals(blob(here)) && !onlyLineEndsDiffer(path, committed, here);
    }

    /** With Java's digest: JGit's own also looks for forged collisions, and is slower. */
    private static ObjectId blob(byte[] content) {
        MessageDigest digest = Constants.newMessageDigest();
        digest.update(Constants.encodeASCII("blob " + content.length + "\0"));
        return ObjectId.fromRaw(digest.digest(content));
    }

    /** Whether to check out with CRLF is also a setting of the machine, which is not read; it changes no meaning. */
    private static boolean onlyLineEndsDiffer(String path, CommitTree.Item committed, byte[] here) throws IOException {
        byte[] content;
        try {
            ObjectLoader blob = committed.tree().repository().open(committed.id());
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
        return here.length > content.length
                && Arrays.equals(withoutCarriageReturns(here), content)
                && new LineEndings(committed.tree()).mayDiffer(committed.path());
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
