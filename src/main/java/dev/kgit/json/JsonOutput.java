package dev.kgit.json;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/** How kgit writes JSON: in the same bytes everywhere. */
public final class JsonOutput {

    /**
     * ASCII only: no live value can steer a terminal, and a lone surrogate is written instead of failing. Nor can one open
     * a logging command of the CI system that reads the output, which two hash signs do.
     */
    private static final JsonFactory INDENTED = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .characterEscapes(new Harmless())
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private JsonOutput() {}

    /**
     * Writes one document, indented, which {@code content} fills, and a newline. The stream stays open.
     *
     * @throws UncheckedIOException when the stream can't be written
     */
    public static void write(OutputStream out, Consumer<JsonGenerator> content) {
        try (JsonGenerator json = INDENTED.createGenerator(new Indented(), out)) {
            json.writeStartObject();
            content.accept(json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (JacksonIOException failed) {
            throw new UncheckedIOException(failed.getCause());
        }
    }

    /** The same document on one line, for records that nobody looks at. */
    public static byte[] compact(Consumer<JsonGenerator> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonObject.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            content.accept(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** The members of an object that was written before, but one. */
    public static void copyMembers(JsonGenerator json, byte[] object, String without) {
        try (JsonParser parser = JsonObject.FACTORY.createParser(ObjectReadContext.empty(), object)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                if (parser.currentName().equals(without)) {
                    parser.nextToken();
                } else {
                    json.copyCurrentStructure(parser);
                }
            }
        }
    }

    /** A text, or null. */
    public static void text(JsonGenerator json, String name, @Nullable String value) {
        json.writeName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
    }

    public static void texts(JsonGenerator json, String name, Iterable<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    private static final class Harmless extends CharacterEscapes {

        private static final long serialVersionUID = 1L;

        private static final char DELETE = '\u007f';

        private final int[] codes = standardAsciiEscapesForJSON();

        Harmless() {
            codes['#'] = ESCAPE_STANDARD;
            codes[DELETE] = ESCAPE_STANDARD;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return null;
        }
    }

    /** Two spaces and a line feed on every platform. */
    private static final class Indented extends ObjectWriteContext.Base {

        private final DefaultPrettyPrinter printer = printer();

        private static DefaultPrettyPrinter printer() {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            Separators separators = new Separators()
                    .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator("");
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
            printer.indentArraysWith(indenter);
            printer.indentObjectsWith(indenter);
            return printer;
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }

        @Override
        public PrettyPrinter getPrettyPrinter() {
            return printer;
        }
    }
}
