package dev.kgit.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Git LFS commits a pointer in place of a file; the file itself is on a server, and only a program can get it. */
public final class LfsPointer {

    private static final byte[] BEGINNING = "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.UTF_8);

    private LfsPointer() {}

    public static boolean is(byte[] content) {
        return content.length >= BEGINNING.length
                && Arrays.equals(content, 0, BEGINNING.length, BEGINNING, 0, BEGINNING.length);
    }

    /** @param path of the file, as the commit has it */
    public static Diagnostic refusal(String path) {
        return Diagnostic.error("KG608", path + " is in Git LFS: the commit has a pointer in place of its content")
                .withHint("take it out of LFS: `git lfs untrack`, then commit the file itself");
    }
}
