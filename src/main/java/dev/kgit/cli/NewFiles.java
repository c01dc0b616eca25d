package dev.kgit.cli;

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
final class NewFiles {

    private final Path folder;
    private final SortedMap<Path, String> texts = new TreeMap<>();

    /** @param folder what the names of the files are relative to */
    NewFiles(Path folder) {
        this.folder = folder;
    }

    NewFiles with(Map<String, String> files) {
        files.forEach((name, text) -> texts.put(folder.resolve(name), text));
        return this;
    }

    /** @throws KgitException.Refused naming every file that is there already */
    NewFiles refuseExisting(String hint) {
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

    /** Writes each file whole: who reads it meanwhile sees the old text or the new one. */
    void write() {
        texts.forEach(NewFiles::write);
    }

    private static void write(Path named, String text) {
        try {
            Path file = Files.isSymbolicLink(named) ? named.toRealPath() : named;
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
            throw new KgitException.World(
                    Diagnostic.error("KG706", named + " can't be written: " + failed.getMessage()));
        }
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
