package dev.kgit.manifest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The maps of a text in the order of a schema. An entry moves with the comments above it and with those behind and below that
 * are indented further; blank lines stay where they are; what stands above the first key of the file stays on top.
 *
 * <p>Only whole lines move, and one depth of maps after the other, each time read anew: whatever is in an entry moves with it,
 * and once a map is in order it stays so. What may move depends on how the maps inside end, so it is gone over until nothing
 * moves any more.
 */
final class CanonicalOrder {

    private final String text;
    private final List<Moved> moved = new ArrayList<>();

    /** Lines from one offset to another, anew. */
    private record Moved(int from, int to, String lines) {}

    private CanonicalOrder(String text) {
        this.text = text;
    }

    static String of(String text, SchemaKeyOrder schema) {
        String before = text;
        String ordered = once(text, schema);
        while (!ordered.equals(before)) {
            before = ordered;
            ordered = once(before, schema);
        }
        return ordered;
    }

    private static String once(String text, SchemaKeyOrder schema) {
        String ordered = text;
        boolean deeper = true;
        for (int depth = 0; deeper; depth++) {
            CanonicalOrder order = new CanonicalOrder(ordered);
            deeper = false;
            for (SyntaxNode document : YamlSyntaxParser.of(ordered)) {
                deeper |= order.at(depth, document, schema, true);
            }
            ordered = order.edited();
        }
        return ordered;
    }

    private String edited() {
        StringBuilder edited = new StringBuilder();
        int at = 0;
        for (Moved part : moved) {
            edited.append(text, at, part.from()).append(part.lines());
            at = part.to();
        }
        return edited.append(text, at, text.length()).toString();
    }

    /** Sorts the maps that are so deep below this part; false where nothing is as deep. */
    private boolean at(int depth, SyntaxNode part, SchemaKeyOrder schema, boolean top) {
        if (part.flow() || part.isScalar()) {
            return false;
        }
        if (depth == 0) {
            if (part.isMap() && isMovable(part, schema.keys())) {
                sort(part, schema.keys(), top);
            }
            return true;
        }
        boolean there = false;
        for (SyntaxNode item : part.items()) {
            there |= at(depth - 1, item, schema.ofItems(), false);
        }
        for (SyntaxNode.Pair pair : part.pairs()) {
            there |= at(depth - 1, pair.value(), schema.under(pair.key().text()), false);
        }
        return there;
    }

    private boolean isMovable(SyntaxNode map, List<String> keys) {
        if (map.anchored() || keys.isEmpty() || isSorted(map, keys)) {
            return false;
        }
        int indent = map.start() - lineStart(map.start());
        boolean lines = false;
        boolean deepComments = false;
        int above = aboveFirst(lineStart(map.start()));
        Set<String> anchors = new HashSet<>();
        for (SyntaxNode.Pair pair : map.pairs()) {
            int start = lineStart(pair.key().start());
            SyntaxNode last = pair.value().last();
            boolean ownLine = text.substring(start, pair.key().start()).isBlank();
            Set<String> own = pair.value().anchors();
            // An alias would come before its anchor, or mean another one of the same name; kept line breaks would grow
            // or
            // shrink by the blank lines where they go, and so would an end of the file that is no line's.
            own.addAll(pair.key().anchors());
            boolean kept = last.lines() == SyntaxNode.Lines.KEPT;
            if (!ownLine
                    || last.isUnfinished(text.length())
                    || kept
                    || own.stream().anyMatch(anchors::contains)) {
                return false;
            }
            anchors.addAll(own);
            lines |= last.lines() != SyntaxNode.Lines.NONE;
            deepComments |= hasComment(above, start, indent);
            above = lineEnd(pair.value().end()) + 1;
        }
        // Below a block of lines, a comment that is indented as far would become a part of it.
        return !(lines && deepComments);
    }

    /** Whether a comment on the lines between two offsets is indented further than the entries. */
    private boolean hasComment(int from, int to, int indent) {
        for (int at = from; at < to; at = lineEnd(at) + 1) {
            if (isComment(at) && indentAt(at) > indent) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSorted(SyntaxNode map, List<String> keys) {
        int last = -1;
        for (SyntaxNode.Pair pair : map.pairs()) {
            int rank = rank(keys, pair);
            if (rank < last) {
                return false;
            }
            last = rank;
        }
        return true;
    }

    private static int rank(List<String> keys, SyntaxNode.Pair pair) {
        int rank = keys.indexOf(pair.key().text());
        return rank < 0 ? keys.size() : rank;
    }

    /** One entry: blank lines above it, which stay; its comments and itself, which move. */
    private record Entry(int rank, String blank, String lines) {}

    private void sort(SyntaxNode map, List<String> keys, boolean top) {
        int indent = map.start() - lineStart(map.start());
        int from = top ? lineStart(map.start()) : aboveFirst(lineStart(map.start()));
        List<Entry> entries = new ArrayList<>();
        int at = from;
        for (SyntaxNode.Pair pair : map.pairs()) {
            int start = behindBlank(at, lineStart(pair.key().start()));
            int end = withComments(lineEnd(pair.value().end()), indent);
            entries.add(new Entry(rank(keys, pair), text.substring(at, start), text.substring(start, end)));
            at = Math.min(end + 1, text.length());
        }
        int to = at == text.length() && !text.endsWith("\n") ? at : at - 1;
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingInt(Entry::rank));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < entries.size(); i++) {
            lines.append(i == 0 ? "" : "\n")
                    .append(entries.get(i).blank())
                    .append(sorted.get(i).lines());
        }
        moved.add(new Moved(from, to, lines.toString()));
    }

    /** Where the comments and blank lines begin that stand right above a line. */
    private int aboveFirst(int line) {
        int first = line;
        while (first > 0) {
            int above = lineStart(first - 1);
            if (!isComment(above) && !isBlank(above)) {
                break;
            }
            first = above;
        }
        return first;
    }

    /** Behind the blank lines from here on. */
    private int behindBlank(int from, int to) {
        int at = from;
        while (at < to && isBlank(at)) {
            at = lineEnd(at) + 1;
        }
        return Math.min(at, to);
    }

    /** The end of the comments below an entry that are indented further than it: they are about what is in it. */
    private int withComments(int end, int indent) {
        return LineBounds.behindComments(text, end, indent);
    }

    private boolean isBlank(int line) {
        return LineBounds.isBlank(text, line);
    }

    private boolean isComment(int line) {
        return LineBounds.isComment(text, line);
    }

    private int indentAt(int line) {
        return LineBounds.indent(text, line);
    }

    private int lineStart(int offset) {
        return LineBounds.start(text, offset);
    }

    private int lineEnd(int offset) {
        return LineBounds.lineFeed(text, offset);
    }
}
