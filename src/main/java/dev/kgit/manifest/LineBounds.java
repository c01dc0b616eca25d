package dev.kgit.manifest;

/** Where the lines of a text begin and end. */
final class LineBounds {

    private LineBounds() {}

    /** Where the line begins in which the offset stands. */
    static int start(String text, int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    /** The offset of the line's line feed, or the end of the text. */
    static int lineFeed(String text, int offset) {
        int lineFeed = text.indexOf('\n', offset);
        return lineFeed < 0 ? text.length() : lineFeed;
    }

    /** Where the line's characters end, before its line break. */
    static int end(String text, int offset) {
        int end = lineFeed(text, offset);
        return end > offset && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }
}
