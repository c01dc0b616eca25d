package dev.kgit.manifest;

/** How much kgit takes in. Far above what people write, far below what hurts. */
final class InputLimits {

    /** Bytes of one file. */
    static final int BYTES = 16 * 1024 * 1024;

    /** Maps and lists inside one another. */
    static final int DEPTH = 32;

    /** Values in one file, each alias counted as often as it is used. */
    static final int NODES = 1_000_000;

    /** Bytes of all files of an environment. */
    static final long ALL_BYTES = 64L * 1024 * 1024;

    /**
     * Values in all files of an environment: 100,000 topics of twelve values each, as many as a plan reads within 512 MB of
     * memory.
     */
    static final int ALL_NODES = 1_250_000;

    /** Characters that are put in for {@code ${{ ... }}}. */
    static final int EXPANDED = 64 * 1024 * 1024;

    private InputLimits() {}
}
