package dev.kgit.planfile;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
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

/** How kgit writes JSON: indented, in the same bytes everywhere, straight to the stream. */
final class JsonOutput {

    /** The format of every JSON document of kgit. It grows by new keys; anything else is another version. */
    static final String FORMAT_VERSION = "1.0";

    /**
     * ASCII only: no live value can steer a terminal, and a lone surrogate is written instead of failing. Nor can one open
     * a logging command of the CI system that reads the output, which two hash signs do.
     */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .characterEscapes(new Harmless())
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private JsonOutput() {}

    /**
     * Writes one document, which {@code content} fills, and a newline. The stream stays open.
     *
     * @throws UncheckedIOException when the stream can't be written
     */
    static void write(OutputStream out, Consumer<JsonGenerator> content) {
        try (JsonGenerator json = FACTORY.createGenerator(new Indented(), out)) {
            json.writeStartObject();
            content.accept(json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (JacksonIOException failed) {
            throw new UncheckedIOException(failed.getCause());
        }
    }

    /** A text, or null. */
    static void text(JsonGenerator json, String name, @Nullable String value) {
        json.writeName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
    }

    static void texts(JsonGenerator json, String name, Iterable<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    static void cluster(JsonGenerator json, @Nullable String id) {
        json.writeObjectPropertyStart("cluster");
        text(json, "id", id);
        json.writeEndObject();
    }

    static void revision(JsonGenerator json, String name, Revision revision) {
        json.writeObjectPropertyStart(name);
        text(json, "commit", revision.commit());
        text(json, "branch", revision.branch());
        json.writeBooleanProperty("dirty", revision.dirty());
        json.writeEndObject();
    }

    static void source(JsonGenerator json, @Nullable Place place) {
        json.writeName("source");
        if (place == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringProperty("file", place.file());
        json.writeNumberProperty("line", place.line());
        json.writeEndObject();
    }

    static void ids(JsonGenerator json, String name, Iterable<ResourceId> ids) {
        json.writeArrayPropertyStart(name);
        ids.forEach(id -> json.writeString(id.toString()));
        json.writeEndArray();
    }

    /** What is said about one row; hint and position only where there are any. */
    static void findings(JsonGenerator json, List<Diagnostic> findings) {
        json.writeArrayPropertyStart("findings");
        for (Diagnostic finding : findings) {
            json.writeStartObject();
            opening(json, finding);
            if (finding.hint() != null) {
                json.writeStringProperty("hint", finding.hint());
            }
            if (finding.place() != null) {
                position(json, finding.place());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** What is said about the whole; every key always there. */
    static void diagnostics(JsonGenerator json, List<Diagnostic> diagnostics) {
        json.writeArrayPropertyStart("diagnostics");
        for (Diagnostic diagnostic : diagnostics) {
            json.writeStartObject();
            opening(json, diagnostic);
            text(json, "hint", diagnostic.hint());
            if (diagnostic.place() == null) {
                json.writeNullProperty("file");
                json.writeNullProperty("line");
                json.writeNullProperty("column");
            } else {
                position(json, diagnostic.place());
            }
            ResourceId subject = diagnostic.subject();
            text(json, "subject", subject == null ? null : subject.toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void opening(JsonGenerator json, Diagnostic diagnostic) {
        json.writeStringProperty("code", diagnostic.code());
        json.writeStringProperty("severity", diagnostic.severity().word());
        json.writeStringProperty("message", diagnostic.message());
    }

    private static void position(JsonGenerator json, Place place) {
        json.writeStringProperty("file", place.file());
        json.writeNumberProperty("line", place.line());
        json.writeNumberProperty("column", place.column());
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
