package dev.kgit.workflow;

import dev.kgit.manifest.LostTextCheck;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Texts that become files, all or none of them where that can be known before. */
public final class AtomicFileWriter {

    private final Path folder;
    private final Destination destination;
    private final SortedMap<Path, String> texts = new TreeMap<>();

    /** The file that a name leads to; refuses links as {@link OutputPathCheck} does. */
    @FunctionalInterface
    private interface Destination {
        Path of(Path named) throws IOException;
    }

    private AtomicFileWriter(Path folder, Destination destination) {
        this.folder = folder;
        this.destination = destination;
    }

    /** Files that were not there, or are replaced as a whole; their names are relative to the folder. */
    public static AtomicFileWriter in(Path folder, Invocation invocation) {
        return new AtomicFileWriter(folder, OutputPathCheck.of(invocation)::fresh);
    }

    /** Files that are there, read and changed; their names are relative to the folder. */
    public static AtomicFileWriter edited(Path folder, Invocation invocation) {
        return new AtomicFileWriter(folder, OutputPathCheck.of(invocation)::edited);
    }

    /** Adds texts by the names of their files. */
    public AtomicFileWriter with(Map<String, String> files) {
        files.forEach((name, text) -> texts.put(folder.resolve(name), text));
        return this;
    }

    /** @throws KgitException.Refused naming every file that is there already */
    public AtomicFileWriter refuseExisting(String hint) {
        List<Diagnostic> there = new ArrayList<>();
        for (Path file : texts.keySet()) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                there.add(Diagnostic.error("KG710", folder.relativize(file) + " is there already")
                        .withHint(hint));
            }
        }
        if (!there.isEmpty()) {
            throw new KgitException.Refused(there);
        }
        return this;
    }

    /** @throws KgitException.Refused naming all that files which are there say and their new texts do not */
    public AtomicFileWriter refuseLosses() {
        List<Diagnostic> lossy = new ArrayList<>();
        texts.forEach((file, text) -> {
            List<String> losses = losses(file, text);
            if (!losses.isEmpty()) {
                lossy.add(Diagnostic.error(
                                "KG710",
                                folder.relativize(file) + " is there already, and would lose "
                                        + String.join(", ", losses))
                        .withHint("write elsewhere with -o DIR, or take the file away"));
            }
        });
        if (!lossy.isEmpty()) {
            throw new KgitException.Refused(lossy);
        }
        return this;
    }

    private static List<String> losses(Path file, String text) {
        try {
            return Files.exists(file) ? LostTextCheck.of(Files.readAllBytes(file), text) : List.of();
        } catch (IOException unreadable) {
            return List.of("all of it, which can't be read");
        }
    }

    /** Writes each file whole: who reads it meanwhile sees the old text or the new one. */
    public void write() {
        SortedMap<Path, String> files = new TreeMap<>();
        texts.forEach((named, text) -> files.put(destination(named), text));
        files.forEach(AtomicFileWriter::write);
    }

    private Path destination(Path named) {
        try {
            return destination.of(named);
        } catch (IOException failed) {
            throw unwritable(named, failed);
        }
    }

    private static void write(Path file, String text) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            Files.createDirectories(parent);
            Path draft = Files.createTempFile(parent, ".kgit-", ".tmp");
            try {
                Files.writeString(draft, text);
                keepPermissions(file, draft);
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException failed) {
            throw unwritable(file, failed);
        }
    }

    private static KgitException unwritable(Path file, IOException failed) {
        return new KgitException.Unavailable(
                Diagnostic.error("KG706", file + " can't be written: " + failed.getMessage()));
    }

    private static void keepPermissions(Path file, Path draft) throws IOException {
        PosixFileAttributeView permissions = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
        if (permissions != null) {
            permissions.setPermissions(
                    Files.exists(file)
                            ? Files.getPosixFilePermissions(file)
                            : java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        }
    }
}
