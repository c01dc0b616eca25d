package dev.kgit.planfile;

import dev.kgit.doctor.CheckResult;
import dev.kgit.doctor.CheckResult.Health;
import dev.kgit.doctor.Checkup;
import dev.kgit.json.JsonOutput;
import dev.kgit.model.Diagnostic;
import java.io.OutputStream;

/** A check-up as JSON: what {@code doctor --format json} prints. */
public final class CheckupJson {

    private CheckupJson() {}

    /**
     * Writes {@code {formatVersion, environment, healthy, summary, checks}}; the stream stays open.
     *
     * @throws java.io.UncheckedIOException when the stream can't be written
     */
    public static void write(Checkup checkup, OutputStream out) {
        JsonOutput.write(out, json -> {
            json.writeStringProperty("formatVersion", DocumentJson.FORMAT_VERSION);
            json.writeStringProperty("environment", checkup.environment());
            json.writeBooleanProperty("healthy", checkup.count(Health.ERROR) == 0);
            json.writeObjectPropertyStart("summary");
            for (Health health : Health.values()) {
                json.writeNumberProperty(health.label(), checkup.count(health));
            }
            json.writeEndObject();
            json.writeArrayPropertyStart("checks");
            for (CheckResult sign : checkup.signs()) {
                Diagnostic trouble = sign.trouble();
                json.writeStartObject();
                json.writeStringProperty("about", sign.about());
                json.writeStringProperty("health", sign.health().label());
                json.writeStringProperty("message", sign.text());
                JsonOutput.text(json, "code", trouble == null ? null : trouble.code());
                JsonOutput.text(json, "hint", trouble == null ? null : trouble.hint());
                DocumentJson.source(json, trouble == null ? null : trouble.place());
                json.writeArrayPropertyStart("commands");
                sign.commands().forEach(json::writeString);
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
