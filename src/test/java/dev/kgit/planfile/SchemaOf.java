package dev.kgit.planfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;

/** The published schema that a document has to keep. */
public final class SchemaOf {

    private final Schema schema;

    private SchemaOf(Schema schema) {
        this.schema = schema;
    }

    public static SchemaOf file(String name) {
        try (InputStream in = SchemaOf.class.getResourceAsStream("/schemas/" + name)) {
            return new SchemaOf(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    public void isKeptBy(String json) {
        assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
    }

    public void isNotKeptBy(String json) {
        assertThat(schema.validate(json, InputFormat.JSON)).isNotEmpty();
    }
}
