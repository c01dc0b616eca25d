package dev.kgit.planfile;

import dev.kgit.doctor.Checkup;
import dev.kgit.doctor.Sign;
import dev.kgit.doctor.Sign.Health;
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
        Json.write(out, json -> {
            json.writeStringProperty("formatVersion", Json.FORMAT_VERSION);
            json.writeStringProperty("environment", checkup.environment());
            json.writeBooleanProperty("healthy", checkup.count(Health.ERROR) == 0);
            json.writeObjectPropertyStart("summary");
            for (Health health : Health.values()) {
                json.writeNumberProperty(health.word(), checkup.count(health));
            }
            json.writeEndObject();
            json.writeArrayPropertyStart("checks");
            for (Sign sign : checkup.signs()) {
                Diagnostic trouble = sign.trouble();
                json.writeStartObject();
                json.writeStringProperty("about", sign.about());
                json.writeStringProperty("health", sign.health().word());
                json.writeStringProperty("message", sign.text());
                Json.text(json, "code", trouble == null ? null : trouble.code());
                Json.text(json, "hint", trouble == null ? null : trouble.hint());
                Json.source(json, trouble == null ? null : trouble.place());
                json.writeArrayPropertyStart("commands");
                sign.commands().forEach(json::writeString);
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
