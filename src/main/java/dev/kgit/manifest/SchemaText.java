package dev.kgit.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Texts that lie in the jar: schemas, and parts of them. */
public final class SchemaText {

    private SchemaText() {}

    /**
     * The text that lies beside a class, as {@code topics.schema.json}.
     *
     * @throws IllegalStateException where there is none
     */
    public static String beside(Class<?> type, String name) {
        return read(type.getResourceAsStream(name), name);
    }

    /** The text under an absolute name. */
    static String read(String name) {
        return read(SchemaText.class.getResourceAsStream(name), name);
    }

    private static String read(@Nullable InputStream resource, String name) {
        try (InputStream in = resource) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
