package dev.kgit.manifest;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The JSON schemas of {@code schemas/}, compiled once, when first asked for: the files that editors use are the ones that
 * validate.
 */
enum Schemas {
    KGIT("kgit"),
    ENVIRONMENT("environment"),
    RESOURCES("resources");

    private final String resource;
    private @Nullable Compiled compiled;

    /** A schema as it stands in its file, and ready to validate. */
    private record Compiled(JsonNode source, Schema schema) {}

    Schemas(String name) {
        resource = "/schemas/" + name + ".schema.json";
    }

    /** Compiles the schemas of what is read before the platform can be reached. */
    static void prepareSettings() {
        KGIT.compiled();
        ENVIRONMENT.compiled();
    }

    private synchronized Compiled compiled() {
        Compiled known = compiled;
        if (known == null) {
            JsonNode source = read(resource);
            known = new Compiled(source, Registry.DRAFT_2020_12.getSchema(source));
            known.schema.initializeValidators();
            compiled = known;
        }
        return known;
    }

    /** The library, loaded when the first schema is compiled. */
    private static final class Registry {
        static final SchemaRegistry DRAFT_2020_12 =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

        private Registry() {}
    }

    /** By way of kgit's own nodes: an object mapper takes longer to make than all three schemas to read. */
    private static JsonNode read(String resource) {
        try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + resource);
            }
            DiagnosticCollector problems = new DiagnosticCollector();
            Node node = JsonNodeReader.read(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8), problems);
            if (node == null || problems.hasErrors()) {
                throw new IllegalStateException("not JSON: " + resource);
            }
            return SchemaInstance.of(node);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
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
