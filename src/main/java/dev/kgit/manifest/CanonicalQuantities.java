package dev.kgit.manifest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Durations and sizes in the largest unit that fits, where they are read as such: single values of config keys, and the rate
 * of reassignments. The items of a list are sent as they stand.
 */
final class CanonicalQuantities {

    private static final String THROTTLE = "throttle";

    private final String text;
    private final List<Edit> edits = new ArrayList<>();

    private record Edit(SyntaxNode part, String value) {}

    private CanonicalQuantities(String text) {
        this.text = text;
    }

    static String of(String text, SchemaKeyOrder schema) {
        CanonicalQuantities quantities = new CanonicalQuantities(text);
        for (SyntaxNode document : YamlSyntaxParser.of(text)) {
            quantities.top(document, schema);
            quantities.below(document, schema);
        }
        return quantities.edited();
    }

    private String edited() {
        edits.sort(Comparator.comparingInt(edit -> edit.part().start()));
        StringBuilder edited = new StringBuilder();
        int at = 0;
        for (Edit edit : edits) {
            edited.append(text, at, edit.part().start()).append(edit.value());
            at = edit.part().end();
        }
        return edited.append(text, at, text.length()).toString();
    }

    private void top(SyntaxNode document, SchemaKeyOrder schema) {
        boolean known = schema.keys().contains(THROTTLE) && !document.anchored();
        document.pairs().stream()
                .filter(pair -> known && pair.key().text().equals(THROTTLE))
                .forEach(pair -> value(THROTTLE + ".bytes", pair.value()));
    }

    /** Aliases say elsewhere what stands behind an anchor, so nothing of it is touched. */
    private void below(SyntaxNode part, SchemaKeyOrder schema) {
        if (part.anchored()) {
            return;
        }
        part.items().forEach(item -> below(item, schema.ofItems()));
        for (SyntaxNode.Pair pair : part.pairs()) {
            if (schema.isConfig()) {
                value(pair.key().text(), pair.value());
            }
            below(pair.value(), schema.under(pair.key().text()));
        }
    }

    private void value(String key, SyntaxNode part) {
        String source = text.substring(part.start(), part.end());
        if (!part.isScalar() || part.anchored() || source.contains("\n") || source.contains("${{")) {
            return;
        }
        String formatted = Units.formatted(key, part.text());
        if (!formatted.equals(part.text())) {
            edits.add(new Edit(part, formatted));
        }
    }
}
