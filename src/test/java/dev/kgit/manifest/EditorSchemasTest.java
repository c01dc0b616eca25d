package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.BuiltInKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The schemas that are checked in for editors are made of those that validate. */
class EditorSchemasTest {

    private static final Path SCHEMAS = Path.of("schemas");

    @Test
    void areCheckedInAsTheyAreMade() throws IOException {
        Map<String, String> made = Map.of(
                "environment.schema.json", EditorSchemas.environment(),
                "resources.schema.json", EditorSchemas.resources(BuiltInKinds.SECTIONS, SchemaFiles.none()));
        if (Boolean.getBoolean("golden.update")) {
            for (Map.Entry<String, String> schema : made.entrySet()) {
                Files.writeString(SCHEMAS.resolve(schema.getKey()), schema.getValue());
            }
        }

        for (Map.Entry<String, String> schema : made.entrySet()) {
            assertThat(schema.getValue())
                    .as(schema.getKey() + " is made anew with -Dgolden.update=true")
                    .isEqualTo(Files.readString(SCHEMAS.resolve(schema.getKey())));
        }
    }
}
