package dev.kgit.manifest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file's text and where it stands, so that the text can be edited without writing the rest of it anew.
 *
 * @param start offset of its first character; of a block map or list, of its first entry, behind any anchor
 * @param end offset behind its last character; of a block map, of its last value
 * @param text what a scalar says; empty for others
 * @param flow in braces or brackets, as is all of JSON
 * @param plain a scalar without quotes, and not a block of lines
 * @param anchored it has an anchor, so that aliases may stand for it elsewhere
 * @param anchor the name of its anchor, or of the one that an alias stands for; null where there is none
 * @param lines how a block of lines ends, where the scalar is one
 * @param pairs of a map, in the order of the text
 * @param items of a list
 */
record SyntaxNode(
        Kind kind,
        int start,
        int end,
        String text,
        boolean flow,
        boolean plain,
        boolean anchored,
        @Nullable String anchor,
        Lines lines,
        List<Pair> pairs,
        List<SyntaxNode> items) {

    private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t\\r]*\\n");

    enum Kind {
        MAP,
        LIST,
        SCALAR,
        ALIAS
    }

    /** The line breaks at the end of a block of lines: none of them count, one does, or all do. */
    enum Lines {
        NONE,
        STRIPPED,
        CLIPPED,
        KEPT;

        boolean isCounted() {
            return this == CLIPPED || this == KEPT;
        }
    }

    /** An entry of a map. */
    record Pair(SyntaxNode key, SyntaxNode value) {}

    SyntaxNode {
        pairs = List.copyOf(pairs);
        items = List.copyOf(items);
    }

    static SyntaxNode scalar(int start, int end, String text, boolean plain) {
        return new SyntaxNode(
                Kind.SCALAR, start, end, text, false, plain, false, null, Lines.NONE, List.of(), List.of());
    }

    static SyntaxNode map(int start, int end, boolean flow, List<Pair> pairs) {
        return new SyntaxNode(Kind.MAP, start, end, "", flow, false, false, null, Lines.NONE, pairs, List.of());
    }

    static SyntaxNode list(int start, int end, boolean flow, List<SyntaxNode> items) {
        return new SyntaxNode(Kind.LIST, start, end, "", flow, false, false, null, Lines.NONE, List.of(), items);
    }

    static SyntaxNode alias(int start, int end, String anchor) {
        return new SyntaxNode(
                Kind.ALIAS, start, end, "", false, false, false, anchor, Lines.NONE, List.of(), List.of());
    }

    /** The same with an anchor, or with a tag, which holds a value in its place like one. */
    SyntaxNode withAnchor(@Nullable String name) {
        return new SyntaxNode(kind, start, end, text, flow, plain, true, name, lines, pairs, items);
    }

    SyntaxNode withLines(Lines ending) {
        return new SyntaxNode(kind, start, end, text, flow, plain, anchored, anchor, ending, pairs, items);
    }

    boolean isMap() {
        return kind == Kind.MAP;
    }

    boolean isScalar() {
        return kind == Kind.SCALAR;
    }

    /** A value that is not written at all, as behind {@code config:}. */
    boolean isNothing() {
        return isScalar() && start == end;
    }

    Optional<Pair> pair(String key) {
        return pairs.stream().filter(pair -> pair.key().text().equals(key)).findFirst();
    }

    /** Where the entry of that key stands among all, from 0; it has to be there. */
    int index(String key) {
        return pairs.indexOf(pair(key).orElseThrow());
    }

    /** Whether the last two entries of a block map are set apart by a blank line, and one more would be no value's. */
    boolean isSpaced(String file) {
        int last = pairs.size() - 1;
        return last > 0
                && last().lines() != Lines.KEPT
                && BLANK_LINE
                        .matcher(file.substring(
                                pairs.get(last - 1).value().end(),
                                pairs.get(last).key().start()))
                        .find();
    }

    @Nullable
    SyntaxNode get(String key) {
        return pair(key).map(Pair::value).orElse(null);
    }

    /** What stands under the keys, one inside of the other; null where that is nothing. */
    @Nullable
    SyntaxNode at(List<String> path) {
        SyntaxNode part = this;
        for (String key : path) {
            part = part == null ? null : part.get(key);
        }
        return part;
    }

    /** Whether a line break behind the text would be the value's. */
    boolean isUnfinished(int textEnd) {
        return end == textEnd && lines.isCounted();
    }

    /** The scalar or alias that ends where this does; this itself where that is in braces or empty. */
    SyntaxNode last() {
        if (flow) {
            return this;
        }
        if (!pairs.isEmpty()) {
            return pairs.get(pairs.size() - 1).value().last();
        }
        return items.isEmpty() ? this : items.get(items.size() - 1).last();
    }

    /** The names of all anchors in it, and of those that its aliases stand for. */
    Set<String> anchors() {
        Set<String> names = new TreeSet<>();
        collectAnchors(names);
        return names;
    }

    private void collectAnchors(Set<String> names) {
        if (anchor != null) {
            names.add(anchor);
        }
        items.forEach(item -> item.collectAnchors(names));
        pairs.forEach(pair -> {
            pair.key().collectAnchors(names);
            pair.value().collectAnchors(names);
        });
    }

    /** Whether this or anything in it has an anchor or is an alias. */
    boolean isEntangled() {
        return anchored
                || kind == Kind.ALIAS
                || items.stream().anyMatch(SyntaxNode::isEntangled)
                || pairs.stream()
                        .anyMatch(
                                pair -> pair.key().isEntangled() || pair.value().isEntangled());
    }
}
