package dev.kgit.planfile;

import dev.kgit.json.JsonOutput;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Severity;
import java.io.OutputStream;
import java.util.List;

/** Diagnostics as JSON: what {@code validate --format json} prints. */
public final class DiagnosticsJson {

    private DiagnosticsJson() {}

    /**
     * Writes {@code {formatVersion, valid, summary, diagnostics}}; the stream stays open.
     *
     * @throws java.io.UncheckedIOException when the stream can't be written
     */
    public static void write(List<Diagnostic> diagnostics, OutputStream out) {
        JsonOutput.write(out, json -> {
            json.writeStringProperty("formatVersion", DocumentJson.FORMAT_VERSION);
            json.writeBooleanProperty("valid", diagnostics.stream().noneMatch(Diagnostic::isError));
            json.writeObjectPropertyStart("summary");
            for (Severity severity : Severity.values()) {
                json.writeNumberProperty(severity.label(), (int) diagnostics.stream()
                        .filter(diagnostic -> diagnostic.severity() == severity)
                        .count());
            }
            json.writeEndObject();
            DocumentJson.diagnostics(json, diagnostics);
        });
    }
}
