package dev.kgit.planfile;

import dev.kgit.json.JsonOutput;
import dev.kgit.model.Diagnostic;
import java.io.OutputStream;
import java.util.List;

/** Results of several environments as one JSON document: an array of what each alone would have printed. */
public final class EnvironmentsJson {

    private EnvironmentsJson() {}

    /**
     * One environment.
     *
     * @param document what it printed as JSON; empty where it came to nothing
     * @param failure why it came to nothing
     */
    public record Part(String environment, int exitCode, byte[] document, List<Diagnostic> failure) {}

    /**
     * Writes {@code {formatVersion, environments: [{environment, exitCode, ...}]}}; the stream stays open.
     *
     * @throws java.io.UncheckedIOException when the stream can't be written
     */
    public static void write(List<Part> parts, OutputStream out) {
        JsonOutput.write(out, json -> {
            json.writeStringProperty("formatVersion", DocumentJson.FORMAT_VERSION);
            json.writeArrayPropertyStart("environments");
            for (Part part : parts) {
                json.writeStartObject();
                json.writeStringProperty("environment", part.environment());
                json.writeNumberProperty("exitCode", part.exitCode());
                if (part.document().length == 0) {
                    DocumentJson.diagnostics(json, part.failure());
                } else {
                    JsonOutput.copyMembers(json, part.document(), "environment");
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
