package dev.kgit.manifest;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file's text and where it stands, so that the text can be edited without writing the rest of it anew.
 *
 * @param start offset of its first character
 * @param end offset behind its last character; of a block map, of its last value
 * @param text what a scalar says; empty for others
 * @param flow in braces or brackets, as is all of JSON
 * @param plain a scalar without quotes, and not a block of lines
 * @param anchored it has an anchor, so that aliases may stand for it elsewhere
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
        List<Pair> pairs,
        List<SyntaxNode> items) {

    enum Kind {
        MAP,
        LIST,
        SCALAR,
        ALIAS
    }

    /** An entry of a map. */
    record Pair(SyntaxNode key, SyntaxNode value) {}

    SyntaxNode {
        pairs = List.copyOf(pairs);
        items = List.copyOf(items);
    }

    static SyntaxNode scalar(int start, int end, String text, boolean plain, boolean anchored) {
        return new SyntaxNode(Kind.SCALAR, start, end, text, false, plain, anchored, List.of(), List.of());
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
