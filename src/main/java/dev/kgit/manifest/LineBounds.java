package dev.kgit.manifest;

import dev.kgit.model.Place;

/** Where the lines of a text begin and end. */
final class LineBounds {

    private LineBounds() {}

    /** Where the line begins in which the offset stands. */
    static int start(String text, int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    /** Where an offset stands for people: lines and columns are counted from 1. */
    static Place place(String file, String text, int offset) {
        int line = 1
                + (int) text.substring(0, offset)
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
        return new Place(file, line, 1 + offset - start(text, offset));
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

    /** The end of a part without the one line break that it may end with. */
    static int withoutBreak(String text, int start, int end) {
        int last = end > start && text.charAt(end - 1) == '\n' ? end - 1 : end;
        return last > start && text.charAt(last - 1) == '\r' ? last - 1 : last;
    }

    /** Whether the line that begins at an offset holds nothing that YAML would see. */
    static boolean isBlank(String text, int line) {
        int at = line + indent(text, line);
        return at >= text.length() || text.charAt(at) == '\n' || text.startsWith("\r\n", at);
    }

    static boolean isComment(String text, int line) {
        return text.startsWith("#", line + indent(text, line));
    }

    /** How far the line that begins at an offset is indented. */
    static int indent(String text, int line) {
        int at = line;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at - line;
    }

    /** The end of the comments that follow the line which ends here, and that are indented further than so far. */
    static int behindComments(String text, int lineFeed, int indent) {
        int last = lineFeed;
        while (last + 1 < text.length() && isComment(text, last + 1) && indent(text, last + 1) > indent) {
            last = lineFeed(text, last + 1);
        }
        return last;
    }
}
