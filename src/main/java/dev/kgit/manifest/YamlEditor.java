package dev.kgit.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Edits a YAML or JSON text in place: replaces, adds and removes values, and leaves every other character as it is.
 * Paths are keys from the document's root, one inside of the other. An edit that the text does not allow without touching
 * more than the value (aliases, anchors, comments inside of the value, keys behind a {@code ?}), or after which it could not be
 * read any more, is not made and says so by {@code false}.
 */
final class YamlEditor {

    /** What stands between a key and its value where neither has a line of its own: not {@code ? key}. */
    private static final Pattern COLON = Pattern.compile("[ \\t]*:(?s:.*)");

    /** A value as it is written in a block, in braces or in JSON. */
    interface Written extends Function<ScalarStyle, String> {}

    private final boolean json;
    private final String lineBreak;
    private String text;
    private List<SyntaxNode> documents;
    private List<YamlComments.Comment> comments;

    private YamlEditor(String text, boolean json) {
        this.json = json;
        this.text = text;
        this.lineBreak = text.contains("\r\n") ? "\r\n" : "\n";
        this.documents = layout(text);
        this.comments = json ? List.of() : YamlComments.of(text, documents);
    }

    static YamlEditor yaml(String text) {
        return new YamlEditor(text, false);
    }

    static YamlEditor json(String text) {
        return new YamlEditor(text, true);
    }

    String text() {
        return text;
    }

    /** What stands under the path in the first document that has it. */
    Optional<SyntaxNode> at(List<String> path) {
        return documents.stream()
                .flatMap(document -> Optional.ofNullable(document.at(path)).stream())
                .findFirst();
    }

    /** Whether the value is made of a variable. */
    boolean isExpanded(List<String> path) {
        return source(path).contains("${{");
    }

    /** The text of the value as it stands there. */
    String source(List<String> path) {
        return at(path).map(part -> text.substring(part.start(), part.end())).orElse("");
    }

    /** Writes the value under the path, whatever stands there now, with the maps that it needs around it. */
    boolean put(List<String> path, Written value) {
        if (documents.isEmpty() && !json) {
            String before = text.isEmpty() || text.endsWith("\n") ? text : text + lineBreak;
            return edit(0, text.length(), before + block(path, "", value) + lineBreak);
        }
        if (at(path).isPresent()) {
            return replace(path, value);
        }
        for (int depth = path.size() - 1; depth >= 0; depth--) {
            Optional<SyntaxNode> around = at(path.subList(0, depth));
            if (around.isPresent()) {
                return insert(path, depth, around.get(), value);
            }
        }
        return false;
    }

    /**
     * Takes the value and its key away. Maps that are left empty go too, up to the given depth, where {@code {}} is left.
     *
     * @param kept how many keys of the path stay whatever becomes of what is in them
     */
    boolean remove(List<String> path, int kept) {
        List<String> doomed = path;
        while (doomed.size() > kept + 1) {
            Optional<SyntaxNode> around = at(doomed.subList(0, doomed.size() - 1));
            if (around.isEmpty() || around.get().pairs().size() > 1 || holdsCommentInside(doomed)) {
                break;
            }
            doomed = doomed.subList(0, doomed.size() - 1);
        }
        List<String> parent = doomed.subList(0, doomed.size() - 1);
        SyntaxNode map = at(parent).orElse(null);
        if (map == null || !map.isMap() || at(doomed).isEmpty()) {
            return false;
        }
        if (map.pairs().size() == 1) {
            return empty(parent, map);
        }
        return map.flow() ? removeFromFlow(map, doomed) : removeFromBlock(map, doomed);
    }

    /** Adds lines at the end of a block map, with a blank line before them where its entries are set apart like that. */
    boolean append(List<String> path, List<String> lines) {
        SyntaxNode map = at(path).orElse(null);
        if (map == null
                || !map.isMap()
                || map.flow()
                || map.pairs().isEmpty()
                || map.last().isUnfinished(text.length())) {
            return false;
        }
        String indent = indentOf(map);
        StringBuilder added = new StringBuilder(map.isSpaced(text) ? lineBreak : "");
        lines.forEach(line -> added.append(lineBreak).append(line.isEmpty() ? "" : indent + line));
        int at = behind(map);
        return edit(at, at, added.toString());
    }

    /** Writes a list under the path, line by line, whatever stands there now; not in braces. */
    boolean list(List<String> path, List<String> items) {
        List<String> parent = path.subList(0, path.size() - 1);
        String key = ScalarStyle.BLOCK.quoted(path.get(path.size() - 1)) + ":";
        SyntaxNode old = at(path).orElse(null);
        if (old == null) {
            List<String> lines = new ArrayList<>(List.of(key));
            items.forEach(item -> lines.add("  - " + item));
            return append(parent, lines);
        }
        SyntaxNode.Pair pair = pair(path);
        int colon = text.indexOf(':', pair.key().end()) + 1;
        if (isInFlow(path) || old.isEntangled() || !isColon(pair) || holdsComment(colon, old.end())) {
            return false;
        }
        String indent = indentOf(path) + "  - ";
        StringBuilder written = new StringBuilder();
        items.forEach(item -> written.append(lineBreak).append(indent).append(item));
        return edit(colon, old.end(), written.toString());
    }

    /**
     * Adds declarations to a section at the top of the file, which may not be there yet, or be empty.
     *
     * @param lines without the indentation of the section
     */
    boolean extend(String section, List<String> lines) {
        SyntaxNode there = at(List.of(section)).orElse(null);
        if (there == null) {
            List<String> whole = new ArrayList<>(List.of(section + ":"));
            lines.forEach(line -> whole.add("  " + line));
            return append(List.of(), whole);
        }
        if (!there.pairs().isEmpty()) {
            return append(List.of(section), lines);
        }
        boolean empty = there.isNothing() || (there.isMap() && there.flow());
        if (!empty || there.isEntangled() || isInFlow(List.of()) || !isColon(pair(List.of(section)))) {
            return false;
        }
        int from = there.start();
        while (from > 0 && text.charAt(from - 1) == ' ') {
            from--;
        }
        String indent = indentOf(List.of(section)) + "  ";
        StringBuilder added = new StringBuilder();
        lines.forEach(line -> added.append(lineBreak).append(indent).append(line));
        int end = lineEnd(there.end());
        return !holdsComment(from, there.end()) && edit(from, end, text.substring(there.end(), end) + added);
    }

    /** Behind a block map and the comments that are about its last entry. */
    private int behind(SyntaxNode map) {
        int indent = map.start() - lineStart(map.start());
        int lineFeed = LineBounds.behindComments(text, LineBounds.lineFeed(text, map.end()), indent);
        return Math.max(lineEnd(map.end()), LineBounds.withoutBreak(text, 0, Math.min(lineFeed + 1, text.length())));
    }

    /** Leaves {@code {}} of a map; comments between its key and its first entry stay where they are. */
    private boolean empty(List<String> path, SyntaxNode map) {
        if (map.isEntangled() || path.isEmpty() || holdsComment(map.start(), map.end())) {
            return false;
        }
        return holdsComment(pair(path).key().end(), map.start())
                ? edit(map.start(), map.end(), "{}")
                : replace(path, wording -> "{}");
    }

    private boolean replace(List<String> path, Written value) {
        SyntaxNode old = at(path).orElseThrow();
        if (old.isEntangled() && !(path.isEmpty())) {
            return false;
        }
        SyntaxNode.Pair pair = pair(path);
        if (!isColon(pair)) {
            return false;
        }
        boolean inFlow = json || isInFlow(path);
        String written = value.apply(json ? ScalarStyle.JSON : inFlow ? ScalarStyle.FLOW : ScalarStyle.BLOCK);
        if (old.isNothing()) {
            return edit(old.start(), old.end(), " " + written);
        }
        boolean onItsLine = !text.substring(pair.key().end(), old.start()).contains("\n");
        if (!onItsLine && !old.isScalar() && !old.flow()) {
            // A block of lines goes as a whole, with the line break before it.
            int colon = text.indexOf(':', pair.key().end()) + 1;
            return !holdsComment(colon, old.end()) && edit(colon, old.end(), " " + written);
        }
        boolean lines = text.substring(old.start(), old.end()).contains("\n");
        if (lines && holdsComment(old.start(), old.end())) {
            return false;
        }
        int blank = behindTab(old, written);
        return edit(old.start(), blank, blank > old.end() && text.startsWith("#", blank) ? written + " " : written);
    }

    /** Behind the blanks after a value where there is a tab among them, which YAML takes behind plain text only. */
    private int behindTab(SyntaxNode old, String written) {
        int to = old.end();
        boolean tab = false;
        while (to < text.length() && " \t".indexOf(text.charAt(to)) >= 0) {
            tab |= text.charAt(to++) == '\t';
        }
        boolean plain = "\"'[{".indexOf(written.charAt(0)) < 0;
        return !json && tab && !plain ? to : old.end();
    }

    private SyntaxNode.Pair pair(List<String> path) {
        return at(path.subList(0, path.size() - 1))
                .flatMap(map -> map.pair(path.get(path.size() - 1)))
                .orElseThrow();
    }

    private boolean isColon(SyntaxNode.Pair pair) {
        return json
                || COLON.matcher(text.substring(pair.key().end(), pair.value().start()))
                        .matches();
    }

    private boolean insert(List<String> path, int depth, SyntaxNode around, Written value) {
        List<String> rest = path.subList(depth, path.size());
        if (around.isNothing() && depth > 0 && !isInFlow(path.subList(0, depth))) {
            String indent = indentOf(path.subList(0, depth)) + "  ";
            return edit(around.start(), around.end(), lineBreak + block(rest, indent, value));
        }
        if (!around.isMap() || around.anchored()) {
            return false;
        }
        if (around.flow()) {
            return insertIntoFlow(around, rest, value);
        }
        String indent = indentOf(around);
        int at = behind(around);
        return edit(at, at, (around.isSpaced(text) ? lineBreak : "") + lineBreak + block(rest, indent, value));
    }

    private boolean insertIntoFlow(SyntaxNode map, List<String> rest, Written value) {
        ScalarStyle wording = json ? ScalarStyle.JSON : ScalarStyle.FLOW;
        StringBuilder entry = new StringBuilder();
        for (int i = 0; i < rest.size(); i++) {
            entry.append(i > 0 ? "{ " : "").append(wording.quoted(rest.get(i))).append(": ");
        }
        entry.append(value.apply(wording)).append(" }".repeat(rest.size() - 1));
        if (map.pairs().isEmpty()) {
            return !holdsComment(map.start(), map.end())
                    && edit(map.start(), map.end(), json ? "{" + entry + "}" : "{ " + entry + " }");
        }
        SyntaxNode.Pair last = map.pairs().get(map.pairs().size() - 1);
        int end = last.value().end();
        boolean comma = text.substring(end, map.end()).strip().startsWith(",");
        boolean ownLine = text.substring(
                        lineStart(last.key().start()), last.key().start())
                .isBlank();
        if (!ownLine) {
            return edit(end, end, ", " + entry);
        }
        String line = lineBreak
                + text.substring(lineStart(last.key().start()), last.key().start())
                + entry;
        int lineEnd = Math.min(lineEnd(end), map.end() - 1);
        String behind = text.substring(end, lineEnd);
        if (behind.isBlank()) {
            return edit(end, end, "," + line);
        }
        return edit(end, lineEnd, (comma ? "" : ",") + behind + line);
    }

    private boolean removeFromFlow(SyntaxNode map, List<String> path) {
        List<SyntaxNode.Pair> pairs = map.pairs();
        int index = map.index(path.get(path.size() - 1));
        int from = index + 1 < pairs.size()
                ? pairs.get(index).key().start()
                : pairs.get(index - 1).value().end();
        int to = index + 1 < pairs.size()
                ? pairs.get(index + 1).key().start()
                : pairs.get(index).value().end();
        return !holdsComment(from, to) && !pairs.get(index).value().isEntangled() && edit(from, to, "");
    }

    private boolean removeFromBlock(SyntaxNode map, List<String> path) {
        List<SyntaxNode.Pair> pairs = map.pairs();
        int index = map.index(path.get(path.size() - 1));
        SyntaxNode.Pair pair = pairs.get(index);
        boolean commented = holdsComment(pair.key().end(), pair.value().end());
        if (pair.value().isEntangled() || pair.key().isEntangled() || commented || !isColon(pair)) {
            return false;
        }
        int start = pair.key().start();
        int from = lineStart(start);
        if (!text.substring(from, start).isBlank()) {
            int next = index + 1 < pairs.size() ? pairs.get(index + 1).key().start() : start;
            return next > start && !holdsComment(start, next) && edit(start, next, "");
        }
        int end = lineEnd(pair.value().end());
        if (end == text.length()) {
            int before = from == 0 ? 0 : from - (text.startsWith("\r\n", from - 2) ? 2 : 1);
            return edit(before, end, "");
        }
        return edit(from, text.indexOf('\n', end) + 1, "");
    }

    private String block(List<String> rest, String indent, Written value) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rest.size(); i++) {
            String last = i == rest.size() - 1 ? " " + value.apply(ScalarStyle.BLOCK) : "";
            lines.add(indent + "  ".repeat(i) + ScalarStyle.BLOCK.quoted(rest.get(i)) + ":" + last);
        }
        return String.join(lineBreak, lines);
    }

    private boolean isInFlow(List<String> path) {
        for (int depth = 0; depth < path.size(); depth++) {
            if (at(path.subList(0, depth)).map(SyntaxNode::flow).orElse(false)) {
                return true;
            }
        }
        return false;
    }

    /** How far the entries of a block map are indented. */
    private String indentOf(SyntaxNode map) {
        return " ".repeat(map.start() - lineStart(map.start()));
    }

    /** How far the key at the end of the path is indented. */
    private String indentOf(List<String> path) {
        return at(path.subList(0, path.size() - 1)).map(this::indentOf).orElse("");
    }

    private int lineStart(int offset) {
        return LineBounds.start(text, offset);
    }

    private int lineEnd(int offset) {
        return LineBounds.end(text, offset);
    }

    private boolean holdsComment(int from, int to) {
        return comments.stream().anyMatch(it -> it.start() >= from && it.start() < to);
    }

    /** Whether comments stand between the key of the map that holds the path's end and that end itself. */
    private boolean holdsCommentInside(List<String> path) {
        List<String> parent = path.subList(0, path.size() - 1);
        return at(parent.subList(0, parent.size() - 1))
                .flatMap(map -> map.pair(parent.get(parent.size() - 1)))
                .map(pair -> holdsComment(pair.key().end(), pair.value().end()))
                .orElse(true);
    }

    private boolean edit(int from, int to, String replacement) {
        String edited = text.substring(0, from) + replacement + text.substring(to);
        try {
            documents = layout(edited);
        } catch (YamlEngineException unreadable) {
            return false;
        }
        text = edited;
        comments = json ? List.of() : YamlComments.of(text, documents);
        return true;
    }

    private List<SyntaxNode> layout(String edited) {
        return json ? List.of(JsonSyntaxParser.of(edited)) : YamlSyntaxParser.of(edited);
    }
}
