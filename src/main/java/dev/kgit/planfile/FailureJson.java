package dev.kgit.planfile;

import dev.kgit.json.JsonOutput;
import dev.kgit.model.Diagnostic;
import java.io.OutputStream;
import java.util.List;

/** Why there is no result, as JSON: what {@code --format json} prints in the place of one. */
public final class FailureJson {

    private FailureJson() {}

    /**
     * Writes {@code {formatVersion, exitCode, diagnostics}}: nothing that could be taken for an empty plan. The stream stays
     * open.
     *
     * @throws java.io.UncheckedIOException when the stream can't be written
     */
    public static void write(int exitCode, List<Diagnostic> diagnostics, OutputStream out) {
        JsonOutput.write(out, json -> {
            json.writeStringProperty("formatVersion", DocumentJson.FORMAT_VERSION);
            json.writeNumberProperty("exitCode", exitCode);
            DocumentJson.diagnostics(json, diagnostics);
        });
    }
}
