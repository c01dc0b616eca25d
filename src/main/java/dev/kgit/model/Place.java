package dev.kgit.model;

/**
 * Where in the repository something is said.
 *
 * @param file path from the repository's root, with forward slashes
 * @param line from 1
 * @param column from 1
 */
public record Place(String file, int line, int column) implements Comparable<Place> {

    @Override
    public int compareTo(Place other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) {
            return byFile;
        }
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    /** {@code path:line:column}, the form that editors and CI systems link. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
