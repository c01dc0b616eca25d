package dev.kgit.manifest;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.FilesRead;
import dev.kgit.model.KgitException;
import dev.kgit.model.LfsPointer;
import dev.kgit.model.Place;
import dev.kgit.model.SourceTree;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files as they lie on the disk. Nothing outside of the root is ever read: neither by {@code ..} nor through a symbolic
 * link. What is there and can't be read is an error, and never taken for nothing: neither a folder without permission, nor a
 * link that leads nowhere, nor a submodule that is not checked out.
 */
public final class WorkingTree implements SourceTree {

    private final Path root;
    private final Submodules submodules;

    /** Says of empty folders whether they should be empty. */
    public interface Submodules {
        /** The submodule that has to be checked out for the folder not to be empty; empty where there is none. */
        Optional<String> of(String emptyFolder);
    }

    private enum Kind {
        FILE,
        FOLDER,
        NOTHING,
        /** Something is there, and it can't be said what: no permission, or a link that leads nowhere or in circles. */
        UNREADABLE
    }

    /** The tree below a folder that knows of no submodules. */
    public WorkingTree(Path root) {
        this(root, folder -> Optional.empty());
    }

    /**
     * The tree below a folder.
     *
     * @throws KgitException.Invalid where there is no such folder
     */
    public WorkingTree(Path root, Submodules submodules) {
        this.submodules = submodules;
        try {
            this.root = root.toRealPath();
        } catch (IOException missing) {
            throw new KgitException.Invalid(Diagnostic.error("KG003", "there is no folder " + root));
        }
    }

    public Path root() {
        return root;
    }

    @Override
    public List<String> filesBelow(String folder) {
        Path start = resolve(folder);
        if (start == null) {
            return List.of();
        }
        Kind kind = kind(start);
        if (kind == Kind.UNREADABLE) {
            throw unlistable(folder, "no permission, or a symbolic link that leads nowhere");
        }
        if (kind != Kind.FOLDER) {
            emptySubmoduleAbove(folder).ifPresent(submodule -> {
                throw notCheckedOut(submodule);
            });
            return List.of();
        }
        Listing listing = new Listing();
        try {
            Files.walkFileTree(start, listing);
        } catch (IOException failed) {
            throw unlistable(folder, reason(failed));
        }
        Collections.sort(listing.files);
        return List.copyOf(listing.files);
    }

    private final class Listing extends SimpleFileVisitor<Path> {
        private final List<String> files = new ArrayList<>();
        private @Nullable Path entered;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            entered = folder;
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
            if (failed != null) {
                throw failed;
            }
            if (folder.equals(entered)) { // Nothing was visited since.
                submodule(folder).ifPresent(submodule -> {
                    throw notCheckedOut(submodule);
                });
            }
            entered = null;
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            entered = null;
            String path = relative(file);
            if (attributes.isSymbolicLink()) {
                judgeLink(path, kind(file));
            }
            files.add(path);
            return FileVisitResult.CONTINUE;
        }

        /** A link that counts is listed (and judged when it is read), so that it can't be left out silently. */
        private void judgeLink(String path, Kind target) {
            if (target == Kind.FOLDER) {
                throw refused(
                        path,
                        "is a symbolic link to a folder, which kgit does not follow",
                        "name the folder itself under `extends:` where it lies below environments/, or link its files one by"
                                + " one");
            }
            if (target == Kind.UNREADABLE && !FilesRead.counts(path) && !path.contains("/.")) {
                throw refused(path, "is a symbolic link that leads nowhere", "mend the link, or delete it");
            }
        }
    }

    @Override
    public boolean isFile(String path) {
        return isThere(path, Kind.FILE);
    }

    @Override
    public boolean isFolder(String path) {
        return isThere(path, Kind.FOLDER);
    }

    /** What is there and can't be read counts, so that reading it says so instead of it being left out. */
    private boolean isThere(String path, Kind asked) {
        Path file = resolve(path);
        if (file == null) {
            return false;
        }
        Kind kind = kind(file);
        return kind == asked
                || kind == Kind.UNREADABLE
                || (kind == Kind.NOTHING && emptySubmoduleAbove(path).isPresent());
    }

    @Override
    public byte[] read(String path) {
        Path file = resolve(path);
        if (file == null) {
            throw refused(path, "leads outside of the repository");
        }
        if (kind(file) == Kind.NOTHING) {
            emptySubmoduleAbove(path).ifPresent(submodule -> {
                throw notCheckedOut(submodule);
            });
        }
        try {
            Path real = file.toRealPath();
            if (!real.startsWith(root)) {
                throw refused(path, "is a symbolic link that leads outside of the repository");
            }
            if (isGits(root.relativize(real))) {
                throw refused(path, "leads among Git's own files");
            }
            if (!Files.isRegularFile(real)) {
                throw new KgitException.Invalid(
                        Diagnostic.error("KG003", "this is not a regular file").withPlace(new Place(path, 1, 1)));
            }
            if (Files.size(real) > InputLimits.BYTES) {
                throw new KgitException.Invalid(Diagnostic.error(
                                "KG005", "the file is larger than " + InputLimits.BYTES / (1024 * 1024) + " MiB")
                        .withHint("split it")
                        .withPlace(new Place(path, 1, 1)));
            }
            byte[] content = Files.readAllBytes(real);
            if (LfsPointer.is(content)) {
                throw new KgitException.Invalid(Diagnostic.error(
                                "KG026", path + " is a pointer of Git LFS, not the file itself")
                        .withHint("fetch it with `git lfs pull`; what is applied has to be in the commit itself:"
                                + " `git lfs untrack`, then commit the file")
                        .withPlace(new Place(path, 1, 1)));
            }
            return content;
        } catch (IOException unreadable) {
            throw new KgitException.Invalid(Diagnostic.error("KG003", "the file can't be read: " + reason(unreadable))
                    .withPlace(new Place(path, 1, 1)));
        }
    }

    @Override
    public String label() {
        return "working tree";
    }

    /** The path below the root; null where it leads out of it. */
    private @Nullable Path resolve(String path) {
        try {
            Path resolved = root.resolve(path).normalize();
            return resolved.startsWith(root) ? resolved : null;
        } catch (InvalidPathException notAPath) {
            return null;
        }
    }

    private static Kind kind(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.isDirectory() ? Kind.FOLDER : attributes.isRegularFile() ? Kind.FILE : Kind.UNREADABLE;
        } catch (NoSuchFileException gone) {
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? Kind.UNREADABLE : Kind.NOTHING;
        } catch (AccessDeniedException | FileSystemLoopException unreadable) {
            return Kind.UNREADABLE;
        } catch (IOException other) {
            // Also where a part of the path is a file: then there is nothing below it.
            return Files.notExists(path, LinkOption.NOFOLLOW_LINKS) ? Kind.NOTHING : Kind.UNREADABLE;
        }
    }

    /** The submodule that is not checked out and that the path would be in. */
    private Optional<String> emptySubmoduleAbove(String path) {
        for (Path folder = root.resolve(path).normalize().getParent();
                folder != null && folder.startsWith(root) && !folder.equals(root);
                folder = folder.getParent()) {
            if (Files.isDirectory(folder)) {
                return isEmpty(folder) ? submodule(folder) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The submodule that belongs in an empty folder. Git knows it by the path without links. */
    private Optional<String> submodule(Path emptyFolder) {
        try {
            return submodules.of(relative(emptyFolder.toRealPath()));
        } catch (IOException unreadable) {
            throw unlistable(relative(emptyFolder), reason(unreadable));
        }
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static KgitException.Invalid notCheckedOut(String submodule) {
        return new KgitException.Invalid(Diagnostic.error(
                        "KG025",
                        "the submodule " + submodule + " is not checked out: what it declares would be missing")
                .withHint("fill the folder with `git submodule update --init " + submodule
                        + "` (with --recursive where it has submodules of its own); in CI, check out with submodules"));
    }

    private static KgitException.Invalid unlistable(String folder, String why) {
        return new KgitException.Invalid(
                Diagnostic.error("KG003", "the folder " + folder + " can't be listed: " + why));
    }

    /** A clone's configuration holds credentials in some pipelines; no commit holds a file of that name. */
    private static boolean isGits(Path path) {
        for (Path step : path) {
            if (step.toString().equalsIgnoreCase(".git")) {
                return true;
            }
        }
        return false;
    }

    private String relative(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static KgitException.Invalid refused(String path, String why) {
        return refused(path, why, "everything that counts has to lie inside of the repository");
    }

    private static KgitException.Invalid refused(String path, String why, String hint) {
        return new KgitException.Invalid(
                Diagnostic.error("KG004", path + " " + why).withHint(hint).withPlace(new Place(path, 1, 1)));
    }

    /** Java says only the path for a file that is not there; the kind of exception says more. */
    private static String reason(IOException problem) {
        return problem instanceof NoSuchFileException
                ? "it is not there"
                : problem instanceof AccessDeniedException ? "no permission" : "" + problem.getMessage();
    }
}
