package dev.kgit.manifest;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Place;
import dev.kgit.model.SourceTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads files of a tree into nodes. */
final class SourceFileParser {

    private SourceFileParser() {}

    /** Every document of a YAML file; what can't be read is among the problems. */
    static List<Node> yaml(SourceTree tree, String path, DiagnosticCollector problems, ReadBudget budget) {
        String text = text(tree, path, problems, budget);
        return text == null ? List.of() : YamlNodeReader.read(path, text, problems, budget);
    }

    /** The value of a JSON file; null (and a problem) where it can't be read. */
    static @Nullable Node json(SourceTree tree, String path, DiagnosticCollector problems, ReadBudget budget) {
        String text = text(tree, path, problems, budget);
        return text == null ? null : JsonNodeReader.read(path, text, problems, budget);
    }

    /** Null also where the budget is spent, which whoever made it tells. */
    private static @Nullable String text(
            SourceTree tree, String path, DiagnosticCollector problems, ReadBudget budget) {
        if (budget.isSpent()) {
            return null;
        }
        try {
            byte[] bytes = tree.read(path);
            if (!budget.takeBytes(bytes.length)) {
                return null;
            }
            if (bytes.length > InputLimits.BYTES) {
                problems.error("KG005", new Place(path, 1, 1), "the file is larger than kgit reads", "split it");
                return null;
            }
            return Utf8Decoder.decode(path, bytes, problems);
        } catch (KgitException.Invalid unreadable) {
            for (Diagnostic diagnostic : unreadable.diagnostics()) {
                problems.add(diagnostic.place() == null ? diagnostic.withPlace(new Place(path, 1, 1)) : diagnostic);
            }
            return null;
        }
    }
}
