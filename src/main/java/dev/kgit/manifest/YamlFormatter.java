package dev.kgit.manifest;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.events.CommentEvent;
import org.snakeyaml.engine.v2.events.Event;

/**
 * The canonical form of a file: the keys of a resource in the order of its schema, durations and sizes in the largest unit
 * that fits, no spaces at line ends, one line break at the end. Resources, config keys, comments, quotes, indentation and blank
 * lines stay as their author has them.
 */
public final class YamlFormatter {

    private YamlFormatter() {}

    /**
     * The file in canonical form; the value is null where it can't be read, which the diagnostics say.
     *
     * @param path its name decides what it is: kgit.yaml, environment.yaml, or resources
     * @param sections what resource files may declare
     */
    public static ReadResult<String> format(String path, byte[] content, Sections sections) {
        DiagnosticCollector problems = new DiagnosticCollector();
        String text = Utf8Decoder.decode(path, content, problems);
        if (text == null) {
            return new ReadResult<>(null, problems.list());
        }
        List<Node> before = YamlNodeReader.read(path, text, problems);
        if (problems.hasErrors()) {
            return new ReadResult<>(null, problems.list());
        }
        Schemas schema = schema(path, sections);
        String ordered = tidy(new CanonicalText(text, schema, true).render());
        // Where an alias would come before its anchor, or a comment would be lost, the author's order stays.
        if (!isSame(path, before, text, ordered)) {
            ordered = tidy(new CanonicalText(text, schema, false).render());
        }
        if (!isSame(path, before, text, ordered)) {
            Place start = new Place(path, 1, 1);
            return new ReadResult<>(
                    null,
                    List.of(Diagnostic.error("KG132", "the file can't be formatted so that it says the same")
                            .withHint("it stays as it is; please report it")
                            .withPlace(start)));
        }
        return new ReadResult<>(ordered, List.of());
    }

    private static Schemas schema(String path, Sections sections) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return switch (name) {
            case ManifestRepository.KGIT_YAML -> Schemas.KGIT;
            case ManifestRepository.ENVIRONMENT_YAML -> Schemas.ENVIRONMENT;
            default -> sections.schema();
        };
    }

    /** Without spaces at line ends (outside of values of several lines) and blank lines at the end. */
    private static String tidy(String text) {
        List<int[]> values = new ArrayList<>();
        YamlSyntaxParser.of(text).forEach(document -> severalLines(text, document, values));
        StringBuilder tidy = new StringBuilder();
        int next = 0;
        for (int from = 0; from < text.length(); ) {
            int lineFeed = text.indexOf('\n', from);
            int to = lineFeed < 0 ? text.length() : lineFeed;
            while (next < values.size() && values.get(next)[1] <= to) {
                next++;
            }
            boolean inValue = next < values.size() && values.get(next)[0] <= to;
            String line = text.substring(from, to);
            String end = line.endsWith("\r") ? "\r\n" : "\n";
            tidy.append(inValue ? line.replaceFirst("\r$", "") : line.stripTrailing())
                    .append(end);
            from = to + 1;
        }
        String all = tidy.toString();
        int lastValue = values.isEmpty() ? 0 : Math.min(all.length(), values.get(values.size() - 1)[1]);
        int end = all.length();
        while (end > lastValue && "\r\n".indexOf(all.charAt(end - 1)) >= 0) {
            end--;
        }
        return all.substring(0, end) + (all.endsWith("\r\n") ? "\r\n" : "\n");
    }

    private static void severalLines(String text, SyntaxNode part, List<int[]> into) {
        if (part.isScalar() && text.substring(part.start(), part.end()).contains("\n")) {
            into.add(new int[] {part.start(), part.end()});
        }
        part.items().forEach(item -> severalLines(text, item, into));
        part.pairs().forEach(pair -> severalLines(text, pair.value(), into));
    }

    private static boolean isSame(String path, List<Node> before, String text, String formatted) {
        DiagnosticCollector problems = new DiagnosticCollector();
        List<Node> after = YamlNodeReader.read(path, formatted, problems);
        return !problems.hasErrors()
                && meaning(before).equals(meaning(after))
                && comments(text).equals(comments(formatted));
    }

    private static List<Object> meaning(List<Node> documents) {
        return documents.stream().map(document -> meaning("", "", document)).toList();
    }

    /** What the node says, whatever the order of keys and the units. */
    private static Object meaning(String around, String key, Node node) {
        return node.fold(
                map -> {
                    Map<String, Object> values = new TreeMap<>();
                    map.entries().forEach((name, entry) -> values.put(name, meaning(key, name, entry.value())));
                    return values;
                },
                list -> list.items().stream()
                        .map(item -> meaning(around, key, item))
                        .toList(),
                scalar -> scalar.isNull()
                        ? "null"
                        : "=" + Units.canonical(CanonicalText.unitKey(around, key), scalar.text()));
    }

    /** All comments of the text, in any order. */
    private static List<String> comments(String text) {
        List<String> comments = new ArrayList<>();
        for (Iterator<Event> events = YamlEvents.withComments(text); events.hasNext(); ) {
            if (events.next() instanceof CommentEvent comment
                    && !comment.getValue().isBlank()) {
                comments.add(comment.getValue().strip());
            }
        }
        comments.sort(null);
        return comments;
    }
}
