package dev.kgit.manifest;

import dev.kgit.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a text says what another one said: the same values under the same keys in any order, character by character but for
 * the unit of a single duration or size, and the same comments. What the values then ask for is another question, which {@link
 * ResolvedFiles} answers.
 */
final class TextEquivalence {

    private final String path;
    private final List<Node> documents;
    private final List<String> comments;

    TextEquivalence(String path, String text) {
        this.path = path;
        this.documents = YamlNodeReader.read(path, text, new DiagnosticCollector());
        this.comments = comments(text);
    }

    boolean says(String text) {
        DiagnosticCollector problems = new DiagnosticCollector();
        List<Node> after = YamlNodeReader.read(path, text, problems);
        return !problems.hasErrors() && same(documents, after) && comments.equals(comments(text));
    }

    private static boolean same(List<Node> before, List<Node> after) {
        boolean same = before.size() == after.size();
        for (int i = 0; same && i < before.size(); i++) {
            same = same(Optional.empty(), before.get(i), after.get(i));
        }
        return same;
    }

    /** @param unit of the one value that stands under a key */
    private static boolean same(Optional<Quantity> unit, Node before, Node after) {
        return before.fold(
                map -> after.asMap() != null
                        && same(map.entries(), after.asMap().entries()),
                list -> after.asList() != null
                        && same(list.items(), after.asList().items()),
                scalar -> after.asScalar() != null && same(unit, scalar, after.asScalar()));
    }

    private static boolean same(Map<String, MapNode.Entry> before, Map<String, MapNode.Entry> after) {
        return before.keySet().equals(after.keySet())
                && before.entrySet().stream()
                        .allMatch(entry -> same(
                                unit(entry.getKey()),
                                entry.getValue().value(),
                                Objects.requireNonNull(after.get(entry.getKey()))
                                        .value()));
    }

    private static boolean same(Optional<Quantity> unit, ScalarNode before, ScalarNode after) {
        boolean letters = before.text().equals(after.text()) && before.kind() == after.kind();
        return letters
                || (!before.isNull()
                        && unit.isPresent()
                        && number(unit.get(), before).equals(number(unit.get(), after)));
    }

    private static String number(Quantity unit, ScalarNode value) {
        return unit.numberOf(value.text()).orElse(value.text());
    }

    private static Optional<Quantity> unit(String key) {
        return key.equals("throttle") ? Optional.of(Quantity.SIZE) : Quantity.ofKey(key);
    }

    /** All comments of the text, in any order. */
    private static List<String> comments(String text) {
        return YamlComments.texts(text).stream().sorted().toList();
    }
}
