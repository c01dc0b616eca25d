package dev.kgit.manifest;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import java.util.List;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

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
        YamlNodeReader.read(path, text, problems);
        return problems.hasErrors() ? new ReadResult<>(null, problems.list()) : formatted(path, text, sections);
    }

    private static ReadResult<String> formatted(String path, String text, Sections sections) {
        try {
            return formatted(path, text, SchemaKeyOrder.of(schema(path, sections)));
        } catch (YamlEngineException fault) {
            // The parser has read the very same words before.
            return new ReadResult<>(null, List.of(unformattable(path)));
        }
    }

    private static ReadResult<String> formatted(String path, String text, SchemaKeyOrder schema) {
        UnaryOperator<String> quantities = tidy -> CanonicalQuantities.of(tidy, schema);
        UnaryOperator<String> order = tidy -> CanonicalOrder.of(tidy, schema);
        TextEquivalence same = new TextEquivalence(path, text);
        String tidy = CanonicalWhitespace.of(text);
        for (UnaryOperator<String> form : List.<UnaryOperator<String>>of(
                each -> order.apply(quantities.apply(each)), quantities, order, UnaryOperator.identity())) {
            String formatted = form.apply(tidy);
            if (same.says(formatted)) {
                return new ReadResult<>(formatted, List.of());
            }
        }
        return new ReadResult<>(null, List.of(unformattable(path)));
    }

    /** What no form of a file says that it has to say. */
    static Diagnostic unformattable(String path) {
        return Diagnostic.error("KG132", "the file can't be formatted so that it says the same")
                .withHint("it stays as it is; please report it")
                .withPlace(new Place(path, 1, 1));
    }

    private static Schemas schema(String path, Sections sections) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return switch (name) {
            case ManifestRepository.KGIT_YAML -> Schemas.KGIT;
            case ManifestRepository.ENVIRONMENT_YAML -> Schemas.ENVIRONMENT;
            default -> sections.schema();
        };
    }
}
