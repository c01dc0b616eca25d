package dev.kgit.manifest;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Place;
import dev.kgit.model.SourceTree;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files as they lie on the disk. Nothing outside of the root is ever read: neither by {@code ..} nor through a symbolic
 * link.
 */
public final class WorkingTree implements SourceTree {

    private final Path root;

    /**
     * The tree below a folder.
     *
     * @throws KgitException.Invalid where there is no such folder
     */
    public WorkingTree(Path root) {
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
        Path start = root.resolve(folder).normalize();
        if (!start.startsWith(root) || !Files.isDirectory(start)) {
            return List.of();
        }
        List<String> files = new ArrayList<>();
        try {
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    // A link to a file is listed (and judged when it is read), so that it can't be left out silently.
                    if (attributes.isSymbolicLink() && Files.isDirectory(file)) {
                        throw refused(relative(file), "is a symbolic link to a folder, which kgit does not follow");
                    }
                    files.add(relative(file));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw new KgitException.Invalid(
                    Diagnostic.error("KG003", "the folder " + folder + " can't be listed: " + reason(unreadable)));
        }
        Collections.sort(files);
        return List.copyOf(files);
    }

    @Override
    public boolean isFile(String path) {
        Path file = resolve(path);
        return file != null && Files.isRegularFile(file);
    }

    @Override
    public boolean isFolder(String path) {
        Path folder = resolve(path);
        return folder != null && Files.isDirectory(folder);
    }

    @Override
    public byte[] read(String path) {
        Path file = resolve(path);
        if (file == null) {
            throw refused(path, "leads outside of the repository");
        }
        try {
            Path real = file.toRealPath();
            if (!real.startsWith(root)) {
                throw refused(path, "is a symbolic link that leads outside of the repository");
            }
            if (!Files.isRegularFile(real)) {
                throw new KgitException.Invalid(
                        Diagnostic.error("KG003", "this is not a regular file").at(new Place(path, 1, 1)));
            }
            if (Files.size(real) > Limits.BYTES) {
                throw new KgitException.Invalid(
                        Diagnostic.error("KG005", "the file is larger than " + Limits.BYTES / (1024 * 1024) + " MiB")
                                .withHint("split it")
                                .at(new Place(path, 1, 1)));
            }
            return Files.readAllBytes(real);
        } catch (IOException unreadable) {
            throw new KgitException.Invalid(Diagnostic.error("KG003", "the file can't be read: " + reason(unreadable))
                    .at(new Place(path, 1, 1)));
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

    private String relative(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static KgitException.Invalid refused(String path, String why) {
        return new KgitException.Invalid(Diagnostic.error("KG004", path + " " + why)
                .withHint("everything that counts has to lie inside of the repository")
                .at(new Place(path, 1, 1)));
    }

    /** Java says only the path for a file that is not there; the kind of exception says more. */
    private static String reason(IOException problem) {
        return problem instanceof java.nio.file.NoSuchFileException
                ? "it is not there"
                : problem instanceof java.nio.file.AccessDeniedException ? "no permission" : "" + problem.getMessage();
    }
}
