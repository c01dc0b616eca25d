package dev.kgit.manifest;

import dev.kgit.model.FilesRead;
import dev.kgit.model.KgitException;
import dev.kgit.model.SourceTree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** A tree that notes what it is asked and what it answers. Safe for use by several threads. */
public final class RecordingTree implements SourceTree {

    private final SourceTree tree;
    private final Map<String, List<String>> listings = new ConcurrentHashMap<>();
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    private final Set<String> missingFiles = ConcurrentHashMap.newKeySet();
    private final Set<String> missingFolders = ConcurrentHashMap.newKeySet();

    public RecordingTree(SourceTree tree) {
        this.tree = tree;
    }

    /** The same tree, with nothing noted yet. */
    public RecordingTree afresh() {
        return new RecordingTree(tree);
    }

    /** What was noted so far. */
    public FilesRead read() {
        return new FilesRead(
                new TreeMap<>(listings),
                new TreeMap<>(contents),
                new TreeSet<>(missingFiles),
                new TreeSet<>(missingFolders));
    }

    /** Asks what another tree was asked. What can't be read here counts as missing. */
    public void ask(FilesRead questions) {
        for (String folder : questions.listings().keySet()) {
            try {
                filesBelow(folder);
            } catch (KgitException unreadable) {
                missingFolders.add(folder);
            }
        }
        for (String file : questions.contents().keySet()) {
            try {
                if (isFile(file)) {
                    read(file);
                }
            } catch (KgitException unreadable) {
                missingFiles.add(file);
            }
        }
    }

    @Override
    public List<String> filesBelow(String folder) {
        List<String> files = tree.filesBelow(folder);
        listings.put(
                folder,
                files.stream().filter(file -> FilesRead.counts(folder, file)).toList());
        return files;
    }

    @Override
    public boolean isFile(String path) {
        boolean there = tree.isFile(path);
        if (!there) {
            missingFiles.add(path);
        }
        return there;
    }

    @Override
    public boolean isFolder(String path) {
        boolean there = tree.isFolder(path);
        if (!there) {
            missingFolders.add(path);
        }
        return there;
    }

    @Override
    public byte[] read(String path) {
        byte[] content = tree.read(path);
        contents.put(path, content);
        return content;
    }

    @Override
    public String label() {
        return tree.label();
    }
}
