package dev.kgit.manifest;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A JSON schema, compiled once, when first asked for. Those of {@code schemas/}, which editors read, are made of them:
 * {@link EditorSchemas}.
 */
final class Schemas {

    static final Schemas KGIT = inJar("/schemas/kgit.schema.json");
    static final Schemas ENVIRONMENT = inJar("/dev/kgit/manifest/environment.schema.json");

    /** That of the kinds that kgit comes with. */
    static final Schemas RESOURCES = inJar("/dev/kgit/kinds/resources.schema.json");

    private final Supplier<String> text;
    private final boolean shared;
    private @Nullable Compiled compiled;

    /** A schema as it stands in its file, and ready to validate. */
    private record Compiled(JsonNode source, Schema schema) {}

    private Schemas(Supplier<String> text, boolean shared) {
        this.text = text;
        this.shared = shared;
    }

    /** @param text the schema, asked for once */
    static Schemas of(Supplier<String> text) {
        return new Schemas(text, false);
    }

    private static Schemas inJar(String name) {
        return new Schemas(() -> SchemaText.read(name), true);
    }

    /** Compiles the schemas of what is read before the platform can be reached. */
    static void prepareSettings() {
        KGIT.compiled();
        ENVIRONMENT.compiled();
    }

    private synchronized Compiled compiled() {
        Compiled known = compiled;
        if (known == null) {
            JsonNode source = parsed(text.get());
            // Schemas of other kinds have the address of the ones in the jar, by which a registry knows them.
            SchemaRegistry registry = shared ? Registry.DRAFT_2020_12 : Registry.make();
            known = new Compiled(source, registry.getSchema(source));
            known.schema.initializeValidators();
            compiled = known;
        }
        return known;
    }

    /** The library, loaded when the first schema is compiled. */
    private static final class Registry {
        static final SchemaRegistry DRAFT_2020_12 = make();

        private Registry() {}

        static SchemaRegistry make() {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        }
    }

    /** By way of kgit's own nodes: an object mapper takes longer to make than all three schemas to read. */
    private static JsonNode parsed(String text) {
        DiagnosticCollector problems = new DiagnosticCollector();
        Node node = JsonNodeReader.read("a schema", text, problems);
        if (node == null || problems.hasErrors()) {
            throw new IllegalStateException("a schema is not JSON: " + problems.list());
        }
        return SchemaInstance.of(node);
    }

    /** The schema as text. */
    String text() {
        return text.get();
    }

    /** The schema as it stands in its file. */
    JsonNode source() {
        return compiled().source;
    }

    /** Holds a document against the schema. */
    void check(Node document, DiagnosticCollector problems) {
        Compiled it = compiled();
        for (Error error : it.schema.validate(SchemaInstance.of(document))) {
            SchemaDiagnostics.of(error, it.source, document).ifPresent(problems::add);
        }
    }
}
