package dev.kgit.model;

import java.util.List;

/**
 * The files of a desired-state repository at one moment: the working tree, or a commit. Paths are relative to the
 * repository's root (the folder of {@code kgit.yaml}), with forward slashes.
 */
public interface SourceTree {

    /** Every regular file below the folder, sorted; empty where the folder does not exist. */
    List<String> filesBelow(String folder);

    boolean isFile(String path);

    boolean isFolder(String path);

    /**
     * The file's bytes.
     *
     * @throws KgitException with the reason where it can't be read or leads outside of the repository
     */
    byte[] read(String path);

    /** How messages name this tree: {@code working tree}, or a short commit hash. */
    String label();
}
