package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.BuiltInKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The schema of the resource files is put together from the parts of the kinds. */
class ResourceSchemaTest {

    private static final Path CHECKED_IN = Path.of("src/main/resources/dev/kgit/kinds/resources.schema.json");

    @Test
    void isCheckedInAsTheKindsMakeIt() throws IOException {
        String composed = new Sections(BuiltInKinds.ALL, BuiltInKinds.SECTIONS.all()).schemaText();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(CHECKED_IN, composed);
        }

        assertThat(composed).isEqualTo(Files.readString(CHECKED_IN));
        assertThat(BuiltInKinds.SECTIONS.schemaText()).isEqualTo(composed);
    }
}
