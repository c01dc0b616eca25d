package dev.kgit.manifest;

/** How much of a file kgit takes in. Far above what people write, far below what hurts. */
final class Limits {

    /** Bytes of one file. */
    static final int BYTES = 16 * 1024 * 1024;

    /** Maps and lists inside one another. */
    static final int DEPTH = 32;

    /** Values in one file, each alias counted as often as it is used. */
    static final int NODES = 1_000_000;

    private Limits() {}
}
