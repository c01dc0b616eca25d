package dev.kgit.manifest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A text with its maps in the order of a schema and its quantities in their canonical unit. An entry moves with the comments
 * above it and behind it; blank lines stay where they are; what stands above the first key of the file stays on top.
 */
final class CanonicalText {

    /** Maps whose keys are config keys, so that their endings say what unit a value has. */
    private static final Set<String> CONFIG = Set.of("config", "worker", "kafka");

    private static final String THROTTLE = "throttle";

    private final String text;
    private final SchemaKeyOrder order;
    private final boolean reorder;

    CanonicalText(String text, Schemas schema, boolean reorder) {
        this.text = text;
        this.order = SchemaKeyOrder.of(schema);
        this.reorder = reorder;
    }

    String render() {
        StringBuilder all = new StringBuilder();
        int from = 0;
        for (SyntaxNode document : YamlSyntaxParser.of(text)) {
            Rendered root = rendered(document, order, "", "", document.start());
            all.append(text, from, root.from()).append(root.text());
            from = root.to();
        }
        return all.append(text, from, text.length()).toString();
    }

    /** The key under which a value's unit is looked up: the config key, or none. */
    static String unitKey(String around, String key) {
        if (around.isEmpty() && key.equals(THROTTLE)) {
            return THROTTLE + ".bytes";
        }
        return CONFIG.contains(around) ? key : "";
    }

    /** A part anew, in place of what stands from one offset to another. */
    private record Rendered(int from, int to, String text) {}

    /** @param top where the comments above the first entry begin that may move with it */
    private Rendered rendered(SyntaxNode part, SchemaKeyOrder known, String around, String key, int top) {
        if (part.isScalar()) {
            return new Rendered(part.start(), part.end(), quantity(part, unitKey(around, key)));
        }
        List<Rendered> children = new ArrayList<>();
        if (part.kind() == SyntaxNode.Kind.LIST) {
            part.items().forEach(item -> children.add(rendered(item, known.ofItems(), around, key, item.start())));
            return patched(part.start(), part.end(), children);
        }
        if (!part.isMap()) {
            return new Rendered(part.start(), part.end(), text.substring(part.start(), part.end()));
        }
        for (SyntaxNode.Pair pair : part.pairs()) {
            String name = pair.key().text();
            int below = Math.min(pair.value().start(), lineEnd(pair.key().end()) + 1);
            children.add(rendered(pair.value(), known.under(name), key, name, below));
        }
        return isMovable(part, known.keys())
                ? moved(part, known.keys(), children, top)
                : patched(part.start(), part.end(), children);
    }

    private Rendered patched(int from, int to, List<Rendered> children) {
        return new Rendered(from, to, patch(from, to, children));
    }

    /** The text between two offsets with those parts in it anew. */
    private String patch(int from, int to, List<Rendered> parts) {
        StringBuilder patched = new StringBuilder();
        int at = from;
        for (Rendered part : parts) {
            if (part.from() >= from && part.to() <= to) {
                patched.append(text, at, part.from()).append(part.text());
                at = part.to();
            }
        }
        return patched.append(text, at, to).toString();
    }

    private String quantity(SyntaxNode part, String key) {
        String source = text.substring(part.start(), part.end());
        boolean fixed = part.anchored() || source.contains("\n") || source.contains("${{");
        String formatted = Units.formatted(key, part.text());
        return fixed || formatted.equals(part.text()) ? source : formatted;
    }

    private boolean isMovable(SyntaxNode map, List<String> keys) {
        if (!reorder || map.flow() || map.anchored() || keys.isEmpty() || isSorted(map, keys)) {
            return false;
        }
        return map.pairs().stream().allMatch(pair -> {
            int start = pair.key().start();
            return text.substring(lineStart(start), start).isBlank();
        });
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

    private Rendered moved(SyntaxNode map, List<String> keys, List<Rendered> children, int top) {
        int indent = map.start() - lineStart(map.start());
        List<Entry> entries = new ArrayList<>();
        int from = indent == 0 ? lineStart(map.start()) : top;
        int at = from;
        for (int i = 0; i < map.pairs().size(); i++) {
            SyntaxNode.Pair pair = map.pairs().get(i);
            int start = leading(at, lineStart(pair.key().start()));
            int next = i + 1 < map.pairs().size()
                    ? lineStart(map.pairs().get(i + 1).key().start())
                    : text.length();
            int end = belongs(lineEnd(pair.value().end()), next, indent);
            entries.add(new Entry(rank(keys, pair), text.substring(at, start), patch(start, end, children)));
            at = end + 1;
        }
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingInt(Entry::rank));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < entries.size(); i++) {
            lines.append(i == 0 ? "" : "\n")
                    .append(entries.get(i).blank())
                    .append(sorted.get(i).lines());
        }
        return new Rendered(from, at - 1, lines.toString());
    }

    /** Behind the blank lines from here on. */
    private int leading(int from, int to) {
        int at = from;
        while (at < to && text.substring(at, lineEnd(at)).isBlank()) {
            at = lineEnd(at) + 1;
        }
        return Math.min(at, to);
    }

    /** The end of the comments below an entry that are indented further than it: they are about what is in it. */
    private int belongs(int end, int next, int indent) {
        int last = end;
        for (int at = end + 1; at < next; at = lineEnd(at) + 1) {
            String line = text.substring(at, lineEnd(at));
            int depth = line.length() - line.stripLeading().length();
            if (depth <= indent || !line.strip().startsWith("#")) {
                break;
            }
            last = lineEnd(at);
        }
        return last;
    }

    private int lineStart(int offset) {
        return LineBounds.start(text, offset);
    }

    private int lineEnd(int offset) {
        return LineBounds.lineFeed(text, offset);
    }
}
